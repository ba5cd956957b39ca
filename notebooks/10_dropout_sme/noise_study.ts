/** One network is trained with dropout and read at some checkpoints. */
import { gaussianClasses } from "../../lib/data/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { pooledDigits } from "./digits.ts";
import { DropoutNetwork, measureNoise } from "../../lib/gradient_noise/network/mod.ts";
import type { NoiseCheckpoint, NoiseData } from "../../lib/gradient_noise/network/mod.ts";
import type { GAUSSIAN } from "./noise_structure.ts";

/** Numbers of the set-up, and which data sets are read: all where absent. */
export type NoiseSettings = typeof GAUSSIAN & { sets?: NoiseData[] };

/** What is kept of one seed. */
export type NoiseRun = Awaited<ReturnType<typeof noiseStudy>>;

/** The rows of a setting. */
export async function rowsOf(data: NoiseSettings["data"], seed: number) {
  return "side" in data
    ? (await pooledDigits(data.rows, 1, data.side, seed)).train
    : gaussianClasses(data, seed);
}

/** One run. */
export async function noiseStudy(settings: NoiseSettings, seed: number, { signal, progress }: RunContext) {
  const rows = await rowsOf(settings.data, seed), { checkpoints, sets: data, profiledSeed } = settings;
  const precision = "side" in settings.data ? "float32" : "float64";
  await using network = new DropoutNetwork(rows, { ...settings, precision }, seed);
  const found: NoiseCheckpoint[] = [];
  for (const step of checkpoints) {
    if (step < network.step) {
      throw new RangeError(
        `checkpoint ${step}: lies within the window before it, allowed from ${network.step} on`,
      );
    }
    await network.advance(step - network.step, { signal });
    const profiled = seed === profiledSeed && step === checkpoints.at(-1);
    const reading = await measureNoise(network, settings, { profiled, data, signal });
    found.push(reading);
    progress("training", { step: network.step, steps: noiseSteps(settings), loss: reading.loss });
  }
  /** Where the rows come from. */
  return { data: rows.source, checkpoints: found };
}

/** Training steps of one run. */
export function noiseSteps({ checkpoints, samples }: NoiseSettings): number {
  return checkpoints.at(-1)! + samples;
}
