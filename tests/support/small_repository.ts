/** A repository with one small paper, for tests of tasks that read and write a repository. */
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { withTemporaryFolder } from "./temporary_folder.ts";

/**
 * Counts to its number of steps, saves when it is asked to stop, and prints from where it began; negative steps fail.
 * While the file `hold` is in the root, it does not end; a file in the folder of its case says that it waits.
 */
const COUNTING = `import { cases } from "../../lib/experiments/mod.ts";
import { TrainingStopped } from "../../lib/train/errors.ts";
export default cases<{ steps: number }, { sum: number }>({
  at: import.meta,
  revision: 1,
  engine: "host",
  blocks: [
    { name: "short", settings: [{ steps: 3 }], seeds: [1, 2, 3] },
    { name: "failing", settings: [{ steps: -1 }], seeds: [4] },
  ],
  steps: ({ steps }) => steps,
  seconds: ({ steps }) => 100 * Math.abs(steps),
  async run({ steps }, seed, context) {
    if (steps < 0) throw new RangeError("no luck");
    const path = context.checkpoint("count")!;
    let step = Number(await Deno.readTextFile(path).catch(() => "0")), sum = step * seed;
    console.log("began at step " + step);
    for (const held = () => Deno.stat("hold").then(() => true, () => false); step < steps || await held();) {
      if (context.signal.aborted) {
        await Deno.writeTextFile(path, String(step));
        throw new TrainingStopped(step, path);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (step < steps) sum += seed, step++;
      else await Deno.writeTextFile(path + ".held", "");
      context.progress("count", { step, steps, loss: 0 });
    }
    return { sum };
  },
});
`;

/** A small repository. */
export interface SmallRepository {
  readonly root: string;
  /** Starts a task in it; its output can be read to the end. */
  start(task: string, ...args: string[]): Deno.ChildProcess;
  /** Runs a task in it. */
  task(task: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }>;
}

/** Gives the body a repository with this library and a paper 99 that has the experiment `counting`. */
export function withSmallRepository(body: (repository: SmallRepository) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async (root) => {
    await Deno.symlink(`${REPOSITORY_ROOT}/lib`, `${root}/lib`);
    for (const name of ["deno.json", "deno.lock"]) {
      await Deno.copyFile(`${REPOSITORY_ROOT}/${name}`, `${root}/${name}`);
    }
    await Deno.mkdir(`${root}/notebooks/99_test`, { recursive: true });
    await Deno.writeTextFile(`${root}/notebooks/99_test.ipynb`, "");
    await Deno.writeTextFile(`${root}/notebooks/99_test/counting.ts`, COUNTING);
    const start = (task: string, ...args: string[]) =>
      new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-lock", `lib/cli/${task}.ts`, ...args],
        cwd: root,
        env: { NO_COLOR: "1" },
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      }).spawn();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    await body({
      root,
      start,
      async task(task, ...args) {
        const { code, stdout, stderr } = await start(task, ...args).output();
        return { code, stdout: text(stdout), stderr: text(stderr) };
      },
    });
  });
}
