/**
 * Program that kills a kernel whose owner has ended: `orphan_guard.ts PID`.
 *
 * Its standard input is a pipe that the owner holds open and never writes to. When the owner ends, even by SIGKILL, the
 * system closes the pipe and this program kills the process PID with its group. A guard inside the kernel could not act
 * while a cell computes.
 *
 * @module
 */
import { killGroup } from "./kill_group.ts";

if (import.meta.main) {
  const pid = Number(Deno.args[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1) {
    throw new RangeError(`Cannot guard process "${Deno.args[0]}": a process number above 1 is expected`);
  }
  const buffer = new Uint8Array(1);
  while (await Deno.stdin.read(buffer) !== null);
  killGroup(pid);
}
