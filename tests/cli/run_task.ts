import { join } from "node:path";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";

/** How a task ended. */
export interface Ended {
  /** Exit code. */
  code: number;
  /** What it printed. */
  stdout: string;
  /** What it complained of. */
  stderr: string;
}

/** Runs a task as a user does, in a process of its own. */
export async function runTask(task: string, ...args: string[]): Promise<Ended> {
  const script = join(REPOSITORY_ROOT, "lib", "cli", `${task}.ts`);
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-lock", script, ...args],
    cwd: REPOSITORY_ROOT,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}
