/**
 * Kills a process that was started `detached`, with its child processes; on Windows, which has no groups, only the
 * process itself. A process that is already gone is not an error.
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
    // ESRCH appears as NotFound, and on Windows as a plain TypeError for a process that has ended but was not awaited.
    if (!(error instanceof Deno.errors.NotFound || error instanceof TypeError)) throw error;
  }
}
