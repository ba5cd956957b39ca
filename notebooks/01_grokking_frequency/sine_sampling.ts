/**
 * G1–G3: a network learns sin 6x from few non-uniform, many non-uniform, and few uniform points; and, as a control, sin
 * x from the few non-uniform points.
 *
 * One run of a seed trains one network on each set and follows losses and spectra.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import {
  evenReadings,
  PAPER_NETWORK,
  PAPER_SAMPLES,
  type SampleName,
  type SineOutputs,
  type SineRun,
  trainAll,
  trainOnSine,
} from "./sine_training.ts";

/** Stored result of one seed. */
export interface SineSamplingRun extends Record<SampleName, SineRun> {
  /** The control: sin x on the sparse points. */
  plain: SineRun;
  /** Outputs on the sparse set, of one seed only. */
  shown: SineOutputs | null;
}

/** Steps at which the output is shown: dense at the start, where it turns. */
function shownSteps(logged: readonly number[], count: number): number[] {
  const last = logged.length - 1;
  return [
    ...new Set(Array.from({ length: count }, (_, i) => logged[Math.round(last * (i / (count - 1)) ** 1.5)])),
  ];
}

const full = {
  ...PAPER_NETWORK,
  learningRate: 2e-6,
  samples: {
    sparse: { ...PAPER_SAMPLES.sparse, steps: 36_000 },
    dense: { ...PAPER_SAMPLES.dense, steps: 24_000 },
    uniform: { ...PAPER_SAMPLES.uniform, steps: 36_000 },
  },
  /** Steps of the control: the sparse points with the target sin x, which has no lower frequency to be mistaken for. */
  plainSteps: 12_000,
  readings: { lossEvery: 250, spectrumEvery: 1000 },
  /** The outputs of this seed are kept whole, at this many steps. */
  shown: { seed: 0, steps: 12 },
};

/** Numbers of the set-up; the notebook says where they come from. */
export type SineSettings = typeof full;

const quick = {
  ...full,
  learningRate: 2e-5,
  readings: { lossEvery: 50, spectrumEvery: 100 },
  samples: {
    sparse: { ...PAPER_SAMPLES.sparse, steps: 3700 },
    dense: { ...PAPER_SAMPLES.dense, n: 300, steps: 2500 },
    uniform: { ...PAPER_SAMPLES.uniform, steps: 2600 },
  },
  plainSteps: 600,
};

export default experiment({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  quick: { settings: quick, seeds: [0, 1, 2] },
  steps: ({ samples, plainSteps }) =>
    samples.sparse.steps + samples.dense.steps + samples.uniform.steps + plainSteps,
  async run(settings, seed, context): Promise<SineSamplingRun> {
    const { samples, plainSteps, shown, readings, ...network } = settings;
    const on = (name: SampleName) => {
      const { steps, ...sample } = samples[name];
      return { ...network, ...evenReadings(readings, steps), sample };
    };
    const keep = seed === shown.seed ? shownSteps(on("sparse").logged, shown.steps) : [];
    const sparse = await trainOnSine({ ...on("sparse"), name: "sparse" }, seed, context, keep);
    const plain = {
      ...network,
      ...evenReadings(readings, plainSteps),
      sample: on("sparse").sample,
      target: Math.sin,
      targetFrequency: 1,
    };
    const others = await trainAll({ dense: on("dense"), uniform: on("uniform"), plain }, seed, context);
    return { sparse: sparse.run, ...others, shown: seed === shown.seed ? sparse.outputs : null };
  },
});
