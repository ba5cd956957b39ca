/** One network is trained with dropout and read at some checkpoints. */
import type { RunContext } from "../../lib/train/mod.ts";
import { DropoutNetwork } from "./dropout_network.ts";
import { type GaussianClasses, gaussianClasses, type LabelledRows, pooledDigits } from "./labelled_rows.ts";
import type { NoiseCheckpoint, NoiseData, NoiseMeasureSettings } from "./noise_measures.ts";
import { measureNoise } from "./noise_measures.ts";

/** Digits instead of Gaussian classes. */
export interface DigitRows {
  rows: number;
  /** Pixels of a side. */
  side: number;
}

/** Numbers of the set-up; the notebook says where they come from. */
export interface NoiseSettings extends NoiseMeasureSettings {
  data: GaussianClasses | DigitRows;
  hidden: number[];
  activation: "tanh" | "relu";
  keep: number;
  rate: number;
  /** The measured parameter tensor. */
  block: string;
  /** Steps before each reading; the trajectory data are the steps after it. */
  checkpoints: number[];
  /** Data sets that are read; all by default. */
  sets?: NoiseData[];
  /** Seed whose loss profiles are stored. */
  profiledSeed: number;
}

/** Stored result of one seed. */
export interface NoiseRun {
  /** Where the rows come from. */
  data: string;
  checkpoints: NoiseCheckpoint[];
}

/** The rows of a setting. */
export async function rowsOf(data: NoiseSettings["data"], seed: number): Promise<LabelledRows> {
  return "side" in data
    ? (await pooledDigits(data.rows, 1, data.side, seed)).train
    : gaussianClasses(data, seed);
}

/** One run. */
export async function noiseStudy(
  settings: NoiseSettings,
  seed: number,
  context: RunContext,
): Promise<NoiseRun> {
  const rows = await rowsOf(settings.data, seed), { checkpoints, sets, profiledSeed } = settings;
  const network = new DropoutNetwork(rows, {
    ...settings,
    precision: "side" in settings.data ? "float32" : "float64",
  }, seed);
  try {
    const found: NoiseCheckpoint[] = [];
    for (const step of checkpoints) {
      if (step < network.step) {
        throw new RangeError(
          `checkpoint ${step}: lies within the window before it, allowed from ${network.step} on`,
        );
      }
      await network.advance(step - network.step, { signal: context.signal });
      const reading = await measureNoise(network, settings, {
        profiled: seed === profiledSeed && step === checkpoints.at(-1),
        ...(sets ? { data: sets } : {}),
        signal: context.signal,
      });
      found.push(reading);
      context.progress("training", { step: network.step, steps: noiseSteps(settings), loss: reading.loss });
    }
    return { data: rows.source, checkpoints: found };
  } finally {
    await network.close();
  }
}

/** Training steps of one run. */
export function noiseSteps({ checkpoints, samples }: NoiseSettings): number {
  return checkpoints.at(-1)! + samples;
}
