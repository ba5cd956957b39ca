/**
 * Kills a process that was started `detached`, and what it started; on Windows, which has no groups, the process alone.
 * A process that is gone already is no error.
 *
 * @param pid number of the process, above 1
 * @throws {RangeError} if `pid` is not an integer above 1: 0, 1 and negative numbers name other groups
 */
export function killGroup(pid: number): void {
  if (!Number.isSafeInteger(pid) || pid <= 1) {
    throw new RangeError(`Cannot kill process ${pid}: an integer above 1 is expected`);
  }
  try {
    Deno.kill(Deno.build.os === "windows" ? pid : -pid, "SIGKILL");
  } catch (error) {
    // ESRCH comes as NotFound, and as a plain TypeError for a process that has ended but was not awaited on Windows.
    if (!(error instanceof Deno.errors.NotFound || error instanceof TypeError)) throw error;
  }
}
