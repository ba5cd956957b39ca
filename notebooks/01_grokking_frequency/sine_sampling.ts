/**
 * G1–G3: a network learns sin 6x from few non-uniform, many non-uniform, and few uniform points.
 *
 * One run of a seed trains one network on each of the three sets and follows losses and spectra.
 */
import { type SinePointKind, sinePoints } from "../../lib/data/mod.ts";
import { constant } from "../../lib/graph/mod.ts";
import { meanSquaredError, multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { amplitudeSpectrum, linspace } from "../../lib/spectral/mod.ts";
import { mean, pearson } from "../../lib/stats/mod.ts";
import { everySteps, type Experiment, type RunContext, train } from "../../lib/train/mod.ts";

/** One of the three training sets. */
export interface SampledSine {
  kind: SinePointKind;
  /** Number of points. */
  n: number;
  steps: number;
}

/** Names of the training sets: the paper's sparse one and its two controls. */
export type SampleName = "sparse" | "dense" | "uniform";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface SineSettings {
  widths: number[];
  activation: "sin" | "tanh" | "relu";
  learningRate: number;
  /** Frequency of the target sin(f·x). */
  targetFrequency: number;
  samples: Record<SampleName, SampledSine>;
  testPoints: number;
  logEvery: number;
  /** Angular frequencies 0 … this one are followed. */
  highestFrequency: number;
  /** The outputs of this seed are kept whole, at this many steps. */
  shown: { seed: number; steps: number };
}

/** Spectra of the network's output at the logged steps, one row a step. */
export interface SpectrumCurves {
  train: number[][];
  test: number[][];
}

/** What is kept of one training. */
export interface SineRun {
  steps: number[];
  /** Mean squared error on the training points. */
  train: number[];
  /** Mean squared error on the even test grid. */
  test: number[];
  /** Amplitudes |F(k)|, k = 0 … highestFrequency, of the output. */
  amplitude: SpectrumCurves;
  /** Amplitudes of the target. */
  target: { train: number[]; test: number[] };
  /** Correlation of the output on the test grid with sin x. */
  correlationWithSine: number[];
  /** Training points, and outputs on the test grid at some steps, of one seed. */
  shown: { x: number[]; grid: number[]; steps: number[]; train: number[][]; test: number[][] } | null;
  engine: string;
}

/** Five significant digits are what a figure shows and more than a threshold needs. */
function rounded(values: ArrayLike<number>): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(6)));
}

function squaredError(output: ArrayLike<number>, wanted: ArrayLike<number>): number {
  return rounded([mean(Array.from(output, (value, i) => (value - wanted[i]) ** 2))])[0];
}

/** Steps, of those that were logged, at which the output is shown: dense at the start, where it turns. */
function shownSteps(logged: readonly number[], count: number): number[] {
  const last = logged.length - 1;
  return [
    ...new Set(Array.from({ length: count }, (_, i) => logged[Math.round(last * (i / (count - 1)) ** 1.5)])),
  ];
}

async function trainOn(
  name: SampleName,
  settings: SineSettings,
  seed: number,
  context: RunContext,
): Promise<SineRun> {
  const { kind, n, steps } = settings.samples[name], f = settings.targetFrequency;
  const x = sinePoints({ n, kind, rest: "even" });
  const y = x.map((value) => Math.sin(f * value));
  const grid = linspace(-Math.PI, Math.PI, settings.testPoints);
  const target = grid.map((value) => Math.sin(f * value));
  const model = multilayerPerceptron({ widths: settings.widths, activation: settings.activation });
  const column = (values: Float64Array) => constant(values, [values.length, 1]);
  const logged = everySteps(settings.logEvery, steps);
  const record = await train({
    parameters: model.parameters,
    initial: uniformFanIn(model.parameters, generator(seed, "initial")),
    optimizer: adam({ learningRate: settings.learningRate }),
    loss: (parameters) => meanSquaredError(model.apply(parameters, column(x)), column(y)),
    steps,
    snapshot: (parameters) => ({
      train: model.apply(parameters, column(x)),
      test: model.apply(parameters, column(grid)),
    }),
    snapshotAt: logged,
    signal: context.signal,
    progress: (progress) => context.progress(name, progress),
    checkpoint: context.checkpoint(name),
  });
  const k = Float64Array.from({ length: settings.highestFrequency + 1 }, (_, i) => i);
  const spectra = (part: "train" | "test", points: Float64Array) =>
    record.snapshots.map(({ values }) => rounded(amplitudeSpectrum(points, values[part], k)));
  const sine = grid.map(Math.sin), chosen = shownSteps(logged, settings.shown.steps);
  const shown = record.snapshots.filter(({ step }) => chosen.includes(step));
  return {
    steps: logged,
    train: record.snapshots.map(({ values }) => squaredError(values.train, y)),
    test: record.snapshots.map(({ values }) => squaredError(values.test, target)),
    amplitude: { train: spectra("train", x), test: spectra("test", grid) },
    target: { train: rounded(amplitudeSpectrum(x, y, k)), test: rounded(amplitudeSpectrum(grid, target, k)) },
    correlationWithSine: rounded(record.snapshots.map(({ values }) => pearson(values.test, sine))),
    shown: seed !== settings.shown.seed ? null : {
      x: rounded(x),
      grid: rounded(grid),
      steps: shown.map(({ step }) => step),
      train: shown.map(({ values }) => rounded(values.train)),
      test: shown.map(({ values }) => rounded(values.test)),
    },
    engine: record.engine,
  };
}

const full: SineSettings = {
  widths: [1, 200, 200, 200, 100, 1],
  activation: "sin",
  learningRate: 2e-5,
  targetFrequency: 6,
  samples: {
    sparse: { kind: "non-uniform", n: 65, steps: 4000 },
    dense: { kind: "non-uniform", n: 1000, steps: 4000 },
    uniform: { kind: "uniform", n: 65, steps: 4000 },
  },
  testPoints: 1000,
  logEvery: 25,
  highestFrequency: 10,
  shown: { seed: 0, steps: 12 },
};

const quick: SineSettings = {
  ...full,
  logEvery: 50,
  samples: {
    sparse: { kind: "non-uniform", n: 65, steps: 3700 },
    dense: { kind: "non-uniform", n: 300, steps: 2500 },
    uniform: { kind: "uniform", n: 65, steps: 2600 },
  },
};

const experiment: Experiment<SineSettings, Record<SampleName, SineRun>> = {
  name: "sine_sampling",
  settings: { quick, full },
  seeds: { quick: [0, 1, 2], full: [0, 1, 2, 3, 4] },
  steps: ({ samples }) => samples.sparse.steps + samples.dense.steps + samples.uniform.steps,
  async run(settings, seed, context) {
    return {
      sparse: await trainOn("sparse", settings, seed, context),
      dense: await trainOn("dense", settings, seed, context),
      uniform: await trainOn("uniform", settings, seed, context),
    };
  },
};

export default experiment;
