/** E5 at every n and E7 with 300,000 steps: planned, not computed; about 15 core-minutes and 1 core-hour. */
import { cases } from "../../lib/experiments/mod.ts";
import large from "./dropout_large_start.ts";
import three from "./dropout_three_steps.ts";
import type { DropoutRun } from "./dropout_training.ts";

type Settings = typeof three.settings & { exponent?: number };
const everySize = Array.from({ length: 50 }, (_, i) => i + 2), seeds = [...three.seeds];
const long: Settings = { ...large.settings, sizes: [4, 6, 7, 8, 10, 12, 14], schedule: [[1e-4, 300_000]] };

export default cases<Settings, DropoutRun>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  steps: three.steps,
  blocks: [
    { name: "three steps, every n", settings: [{ ...three.settings, sizes: everySize }], seeds },
    { name: "two steps, longer", settings: [long], seeds },
  ],
  run: ({ exponent, ...settings }, seed, context) =>
    exponent === undefined
      ? three.run(settings, seed, context)
      : large.run({ ...large.settings, ...settings, exponent }, seed, context),
});
