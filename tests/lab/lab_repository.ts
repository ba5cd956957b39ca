import { dirname, join } from "node:path";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";

/** Name of the notebook that {@linkcode copyForLab} adds. */
export const CHECK_NOTEBOOK = "lab_check.ipynb";

/** Cells that are interrupted, stopped and gone on with; `KEPT` and the training know what happened to them. */
export const CHECK_CELLS: readonly string[] = [
  "let kept = 41;\nkept",
  "while (true) kept = 42;",
  "`kept is ${kept}`",
  `import { progressLine, stopSignal } from "../lib/notebook/mod.ts";
import { train } from "../lib/train/mod.ts";
import { seededTraining } from "../tests/support/seeded_training.ts";
const options = seededTraining({ steps: 12_000, width: 6, rate: 0.02, every: 40 }, 3);`,
  `const line = progressLine("slow training"), asleep = new Int32Array(new SharedArrayBuffer(4));
let first: number | undefined;
const record = await train({
  ...options,
  checkpoint: "lab_check.checkpoint",
  saveSeconds: 0.2,
  signal: stopSignal(),
  progress({ step, steps, loss }) {
    first ??= step;
    line.update({ step, steps, loss });
    Atomics.wait(asleep, 0, 0, 30);
  },
}).finally(() => line.finish());
const whole = await train(options);
\`went on: \${first! > 1000}, the same: \${record.parameters.every((value, k) => value === whole.parameters[k])}\``,
];

/**
 * Copies what JupyterLab needs of this repository, so that it can neither change a committed notebook nor stop trainings
 * that run here, and adds a notebook of {@linkcode CHECK_CELLS}.
 *
 * @param folder an empty folder
 */
export async function copyForLab(folder: string): Promise<void> {
  const { stdout } = await new Deno.Command("git", {
    args: [
      "ls-files",
      "-z",
      "lib",
      "tests/support",
      "notebooks/01*",
      "data/results/01",
      "deno.json",
      "deno.lock",
    ],
    cwd: REPOSITORY_ROOT,
  }).output();
  for (const path of new TextDecoder().decode(stdout).split("\0").filter((name) => name !== "")) {
    await Deno.mkdir(join(folder, dirname(path)), { recursive: true });
    await Deno.copyFile(join(REPOSITORY_ROOT, path), join(folder, path));
  }
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: "deno", display_name: "Deno", language: "typescript" },
      language_info: { name: "typescript" },
    },
    cells: CHECK_CELLS.map((source, k) => ({
      cell_type: "code",
      id: `check-${k}`,
      metadata: {},
      source,
      execution_count: null,
      outputs: [],
    })),
  };
  await Deno.writeTextFile(join(folder, "notebooks", CHECK_NOTEBOOK), JSON.stringify(notebook));
}
