/** Commands that `task bench` starts. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type BenchSideName, REPLAY, TFJS } from "./results.ts";
import { commandOutput } from "../command_output.ts";
import { REPOSITORY_ROOT } from "../repository.ts";

/** Where the scripts of the sides are. */
const SCRIPTS: string = join(REPOSITORY_ROOT, "tests", "bench");

/** A command that runs one of the TypeScript scripts. */
export function scriptCommand(name: string, ...args: string[]): string[] {
  return [Deno.execPath(), "run", "-A", join(SCRIPTS, name), ...args];
}

/** A command that runs a workload on the engine of this or another checkout. */
export function engineCommand(name: string, threads: number, root: string = REPOSITORY_ROOT): string[] {
  return [Deno.execPath(), "run", "-A", join(root, "tests/bench/side.ts"), "ours", name, `${threads}`];
}

/** A command that runs one of the Python scripts. */
export function pythonCommand(python: string, name: string, ...args: string[]): string[] {
  return [python, "-B", join(SCRIPTS, "python", name), ...args];
}

/** What the commands of the sides depend on. */
export interface SideOptions {
  /** Folder of the problems, as `prepare.ts` wrote them. */
  readonly folder: string;
  readonly python: string;
  /** TF.js's backends that may be present. */
  readonly tfjsBackends: readonly string[];
  /** Threads of each side. */
  readonly threads: number;
  /** Prefix of each command, see {@linkcode processorBinding}. */
  readonly binding: readonly string[];
}

/** The command of each side of a workload; TF.js, which has one thread, takes part only if the others have one. */
export function sideCommands(
  name: string,
  { folder, python, tfjsBackends, threads, binding }: SideOptions,
): ReadonlyMap<BenchSideName, readonly string[]> {
  const problem = join(folder, name), count = `${threads}`;
  const sides: [BenchSideName, string[]][] = [
    ["ours", engineCommand(name, threads)],
    ["pytorch", pythonCommand(python, "pytorch_side.py", problem, count, "eager")],
    ["pytorchCompile", pythonCommand(python, "pytorch_side.py", problem, count, "compile")],
    ["jax", pythonCommand(python, "jax_side.py", problem)],
    ...(threads > 1 ? [] : tfjsBackends).flatMap((backend) =>
      [REPLAY, TFJS].map((prefix) => `${prefix}${backend}` as BenchSideName)
    ).map((side): [BenchSideName, string[]] => [side, scriptCommand("side.ts", side, name)]),
  ];
  return new Map(sides.map(([side, command]) => [side, [...binding, ...command]]));
}

/**
 * Command prefix that binds a process to as many processors as it may use threads. Nothing else is reliable, since some
 * libraries start more threads than allowed. Empty if the system has no `taskset`.
 */
export async function processorBinding(threads: number): Promise<string[]> {
  const last = availableParallelism() - 1, first = Math.max(0, last - threads + 1);
  const binding = ["taskset", "--cpu-list", `${first}-${last}`];
  const { ok } = await commandOutput([...binding, Deno.execPath(), "--version"]);
  return ok ? binding : [];
}
