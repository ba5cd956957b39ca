/** E1–E4: post- and pre-norm networks at several initialisation rates, and the matching inside them. */
import { experiment } from "../../lib/experiments/mod.ts";
import { attentionRows } from "./attention_frames.ts";
import { logarithmicSteps, type RunContext } from "../../lib/train/mod.ts";
import type { OutsidePlace } from "../../lib/sequences/chains/mod.ts";
import type { ChainCurves, ChainSettings, Condition } from "./chain_training.ts";
import { QUICK_TRAINING, SMALL, trainChain, watchedBatch } from "./chain_training.ts";
import type { FinalReadings, MatchingPictures, MatchingReadings } from "./matching_readings.ts";
import { finalReadings, matchingPictures, matchingReadings } from "./matching_readings.ts";
import { accuracyWith, type Mechanism, mechanism } from "./mechanism.ts";

/** Settings of the comparison. */
export interface NormAndStartSettings extends ChainSettings {
  conditions: Record<string, Condition>;
  /** Snapshots of the weights on which scores are read, even in the logarithm of the step. */
  snapshots: number;
  /** Condition and seed of which matrices and attention are kept for the pictures. */
  shown: { condition: string; seed: number };
  /** Snapshots of it whose attention is kept. */
  frames: number;
}

/** One trained network. */
export interface NormAndStartRun {
  curves: ChainCurves;
  snapshotSteps: number[];
  /** At the snapshots. */
  readings: MatchingReadings[];
  /** Readings at the start and at the end. */
  before: FinalReadings;
  after: FinalReadings;
  mechanism: Mechanism;
  /** Accuracy where these places have untrained tokens. */
  outside: Record<OutsidePlace, number>;
  /** Of the shown network only. */
  pictures?: MatchingPictures;
  /** One held-out sequence, and its attention at some steps: `[layer][query][key]`. */
  sequence?: number[];
  frames?: { step: number; attention: number[][][] }[];
}

/** By condition. */
export type NormAndStartResult = Record<string, NormAndStartRun>;

async function trainAndRead(
  settings: NormAndStartSettings,
  name: string,
  seed: number,
  context: RunContext,
): Promise<NormAndStartRun> {
  const { watched, shown, frames } = settings;
  const { task, record: { model, parameters, snapshots }, curves } = await trainChain(settings, {
    condition: settings.conditions[name],
    seed,
    context,
    part: name,
    snapshotAt: logarithmicSteps(settings.snapshots, settings.trainingSteps),
  });
  const weights = snapshots.map(({ step, values }) => ({
    step,
    parameters: Float64Array.from(values.parameters),
  }));
  const outside: Partial<Record<OutsidePlace, number>> = {};
  for (const place of ["query", "between", "all"] as const) {
    const batch = watchedBatch(task, "outside", seed, watched, place);
    outside[place] = await accuracyWith(model, parameters, batch);
  }
  const isShown = name === shown.condition && seed === shown.seed;
  const sequence = watchedBatch(task, "test", seed, 1).tokens;
  const chosen = weights.filter((_, i) =>
    (weights.length - 1 - i) % Math.ceil(weights.length / frames) === 0
  );
  return {
    curves,
    snapshotSteps: weights.map(({ step }) => step),
    readings: weights.map(({ parameters }) => matchingReadings({ model, parameters, task })),
    before: finalReadings({ model, parameters: weights[0].parameters, task }, seed),
    after: finalReadings({ model, parameters, task }, seed),
    mechanism: await mechanism(model, parameters, task, seed, watched),
    outside: outside as Record<OutsidePlace, number>,
    ...(isShown && {
      pictures: matchingPictures({ model, parameters, task }, seed),
      sequence: [...sequence],
      frames: await attentionRows(model, chosen, sequence),
    }),
  };
}

const full: NormAndStartSettings = {
  ...SMALL,
  conditions: Object.fromEntries(
    (["post", "pre"] as const).flatMap((normalization) =>
      [0.3, 0.5, 0.8, 1].map((gamma) => [`${normalization} ${gamma}`, { normalization, gamma }])
    ),
  ),
  snapshots: 14,
  shown: { condition: "post 0.8", seed: 0 },
  frames: 7,
};

export default experiment<NormAndStartSettings, NormAndStartResult>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  quick: {
    settings: {
      ...full,
      ...QUICK_TRAINING,
      conditions: { "post 0.7": { normalization: "post", gamma: 0.7 } },
      shown: { condition: "post 0.7", seed: 0 },
      snapshots: 8,
    },
    seeds: [0, 1, 2],
  },
  steps: ({ conditions, trainingSteps }) => Object.keys(conditions).length * trainingSteps,
  run: async (settings, seed, context) => {
    const read = async (name: string) => [name, await trainAndRead(settings, name, seed, context)] as const;
    return Object.fromEntries(await Array.fromAsync(Object.keys(settings.conditions), read));
  },
});
