/**
 * G1–G3: a network learns sin 6x from few non-uniform, many non-uniform, and few uniform points; and, as a control, sin x
 * from the few non-uniform points.
 *
 * One run of a seed trains one network on each set and follows losses and spectra.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import { everySteps } from "../../lib/train/mod.ts";
import {
  evenReadings,
  PAPER_NETWORK,
  PAPER_SAMPLES,
  type Readings,
  type SampleName,
  type SineNetwork,
  type SineOutputs,
  type SineRun,
  type SineSample,
  trainOnSine,
} from "./sine_training.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface SineSettings extends SineNetwork {
  samples: Record<SampleName, SineSample & { steps: number }>;
  /** Steps of the control: the sparse points with the target sin x, which has no lower frequency to be mistaken for. */
  plainSteps: number;
  readings: Readings;
  /** The outputs of this seed are kept whole, at this many steps. */
  shown: { seed: number; steps: number };
}

/** What is kept of one seed. */
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

const full: SineSettings = {
  ...PAPER_NETWORK,
  learningRate: 2e-6,
  samples: {
    sparse: { ...PAPER_SAMPLES.sparse, steps: 36_000 },
    dense: { ...PAPER_SAMPLES.dense, steps: 24_000 },
    uniform: { ...PAPER_SAMPLES.uniform, steps: 36_000 },
  },
  plainSteps: 12_000,
  readings: { lossEvery: 250, spectrumEvery: 1000 },
  shown: { seed: 0, steps: 12 },
};

const quick: SineSettings = {
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

export default experiment<SineSettings, SineSamplingRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  quick: { settings: quick, seeds: [0, 1, 2] },
  steps: ({ samples, plainSteps }) =>
    samples.sparse.steps + samples.dense.steps + samples.uniform.steps + plainSteps,
  async run(settings, seed, context) {
    const { samples, plainSteps, shown, readings, ...network } = settings;
    const keep = seed === shown.seed
      ? shownSteps(everySteps(readings.lossEvery, samples.sparse.steps), shown.steps)
      : [];
    const on = (name: SampleName) => {
      const { steps, ...sample } = samples[name];
      return trainOnSine({ ...network, ...evenReadings(readings, steps), name, sample }, seed, context, keep);
    };
    const sparse = await on("sparse"), dense = await on("dense"), uniform = await on("uniform");
    const plain = await trainOnSine(
      {
        ...network,
        ...evenReadings(readings, plainSteps),
        name: "plain",
        sample: { kind: samples.sparse.kind, n: samples.sparse.n },
        target: Math.sin,
        targetFrequency: 1,
      },
      seed,
      context,
    );
    return {
      sparse: sparse.run,
      dense: dense.run,
      uniform: uniform.run,
      plain: plain.run,
      shown: seed === shown.seed ? sparse.outputs : null,
    };
  },
});
