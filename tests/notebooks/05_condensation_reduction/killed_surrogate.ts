/**
 * One seed of a small surrogate, cut and tuned in all ways, to be killed at any moment: it prints a word for each
 * report, and writes its result where it gets to its end. Arguments: folder of the checkpoints, file of the result.
 */
import { join } from "node:path";
import hydrogen from "../../../notebooks/05_condensation_reduction/hydrogen.ts";
import type { SurrogateRun } from "../../../notebooks/05_condensation_reduction/surrogate_settings.ts";

const SETTINGS = {
  ...hydrogen.settings,
  data: { ...hydrogen.settings.data, trajectories: 8, times: { first: 1e-6, last: 1e-4, count: 8 } },
  hidden: [10, 8, 6],
  steps: 400,
  batch: 16,
  taus: [0.9],
  fineTune: { steps: 100, rate: 1e-3 },
  calibration: 20,
  cutEvery: 100,
  rollout: { temperatures: [1300], steps: 5 },
};

/** The run, with checkpoints in a folder where one is given. */
export async function smallSurrogate(folder?: string, word = (_part: string) => {}): Promise<SurrogateRun> {
  return await hydrogen.run(SETTINGS, 3, {
    signal: new AbortController().signal,
    progress: word,
    checkpoint: (part) => folder === undefined ? undefined : join(folder, `${part}.checkpoint`),
  });
}

if (import.meta.main) {
  const [folder, output] = Deno.args;
  const result = await smallSurrogate(folder, (part) => console.log(part));
  await Deno.writeTextFile(output, JSON.stringify(result));
}
