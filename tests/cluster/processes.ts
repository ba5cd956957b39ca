/** Processes of this machine, found by their environment; only of a cluster that a test started. */

/** What a command printed. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export async function run(
  command: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Ran> {
  const [program, ...args] = command;
  const { code, stdout, stderr } = await new Deno.Command(program, { args, stdin: "null", ...options })
    .output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** The same; a failure is an error with what it printed. */
export async function must(...args: Parameters<typeof run>): Promise<string> {
  const { code, stdout, stderr } = await run(...args);
  if (code === 0) return stdout;
  throw new Error(`${args[0].join(" ").slice(0, 300)}: exit code ${code}\n${stdout}\n${stderr}`);
}

/** Waits until a condition holds; `what` names it where it does not in time. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  { minutes = 5, milliseconds = 200 } = {},
): Promise<void> {
  for (const began = Date.now(); !await condition();) {
    if (Date.now() - began > 60_000 * minutes) {
      throw new Error(`until: ${what} did not come in ${minutes} minutes`);
    }
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }
}

/** Numbers of all processes that have these variables, and with `parents` those that started one of them. */
export async function processesWith(
  variables: Readonly<Record<string, string>>,
  { parents = false } = {},
): Promise<number[]> {
  const found = new Set<number>();
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const text = await Deno.readTextFile(`/proc/${name}/environ`).catch(() => "");
    const own = new Set(text.split("\0"));
    if (!Object.entries(variables).every(([key, value]) => own.has(`${key}=${value}`))) continue;
    found.add(Number(name));
    if (!parents) continue;
    const status = await Deno.readTextFile(`/proc/${name}/status`).catch(() => "");
    const parent = /^PPid:\s*(\d+)/m.exec(status)?.[1];
    const called = await Deno.readTextFile(`/proc/${parent}/comm`).catch(() => "");
    if (called.startsWith("slurmstepd")) found.add(Number(parent));
  }
  return [...found];
}

/** Kills processes; those that have ended do not matter. */
export function killAll(processes: readonly number[]): void {
  for (const process of processes) {
    try {
      Deno.kill(process, "SIGKILL");
    } catch {
      // It has ended.
    }
  }
}
