/** One network that learns a sine on given points of [−π, π], with its losses and spectra along the way. */
import * as tf from "@tensorflow/tfjs-core";
import { type DecoyCounts, type SinePointKind, sinePoints } from "../data/mod.ts";
import { constant } from "../graph/mod.ts";
import { type ActivationName, multilayerPerceptron, scaleParameters, uniformFanIn } from "../nn/mod.ts";
import { adam } from "../optim/mod.ts";
import { generator } from "../random/mod.ts";
import { amplitudeSpectrum, linspace, nudft, spectralMismatch } from "../spectral/mod.ts";
import { mean, pearson } from "../stats/mod.ts";
import { everySteps, type RunContext, train } from "../train/mod.ts";
import { rounded } from "../experiments/rounded.ts";

/** A training set on [−π, π]. */
export interface SineSample {
  kind: SinePointKind;
  /** Number of points. */
  n: number;
  /** How the points that are not decoys are chosen; random ones by the run's seed. */
  rest?: "even" | "random";
  decoys?: DecoyCounts;
}

/** Settings common to all experiments on the line. */
export interface SineNetwork {
  widths: number[];
  activation: ActivationName;
  learningRate: number;
  /** Frequency f of the target sin(f·x). */
  targetFrequency: number;
  testPoints: number;
  /** Largest angular frequency that is followed, from 0 on. */
  highestFrequency: number;
}

/** One training. */
export interface SineTraining extends SineNetwork {
  /** Name of its checkpoint. */
  name: string;
  sample: SineSample;
  steps: number;
  /** Steps at which the losses are read. */
  logged: readonly number[];
  /** Those of them at which the spectra are read. */
  spectraAt: readonly number[];
  /** α, by which the initial parameters are multiplied; 1 by default. */
  scale?: number;
  /** Weight of each training point in the loss, with mean 1; all 1 by default. */
  weights?: (x: Float64Array) => Float64Array;
  /** Input of the network made of x; x itself by default. */
  features?: { width: number; of: (x: number) => number[] };
  /** Target; sin(f·x) by default. */
  target?: (x: number) => number;
}

/** Stored result of one training. */
export interface SineRun {
  steps: readonly number[];
  /** Mean squared errors on the training points, and on the even test grid. */
  train: number[];
  test: number[];
  /** One row a reading, k = 0 … highestFrequency. */
  spectra: {
    steps: number[];
    /** Amplitudes |F(k)| of the output on the training points and on the test grid. */
    train: number[][];
    test: number[][];
    /** Distances from the target's spectrum, |F_h(k) − F_y(k)|. */
    trainGap: number[][];
    testGap: number[][];
    /** Correlation of the output on the test grid with sin x. */
    likeSine: number[];
  };
  /** Amplitudes of the target. */
  target: { train: number[]; test: number[] };
  /** A_low: largest |F_train(k) − F_test(k)| of the target at integer k below its own; 0 if there is none. */
  mismatch: number;
  engine: string;
}

/** The outputs at some steps, for sliders. */
export interface SineOutputs {
  x: number[];
  grid: number[];
  steps: number[];
  train: number[][];
  test: number[][];
}

function squaredError(output: ArrayLike<number>, wanted: ArrayLike<number>): number {
  return rounded([mean(Array.from(output, (value, i) => (value - wanted[i]) ** 2))])[0];
}

/** The points of a sample; random ones are the same for every training of a seed. */
export function samplePoints(sample: SineSample, seed: number): Float64Array {
  return sinePoints({ ...sample, generator: generator(seed, "points") });
}

/**
 * Trains one network; outputs are kept at those logged steps that `keep` holds.
 *
 * @throws {RangeError} for weights that do not fit the points
 */
export async function trainOnSine(
  training: SineTraining,
  seed: number,
  context: RunContext,
  keep: readonly number[] = [],
): Promise<{ run: SineRun; outputs: SineOutputs }> {
  const { targetFrequency: f, features = { width: 1, of: (x: number) => [x] } } = training;
  const { target = (value: number) => Math.sin(f * value) } = training;
  const x = samplePoints(training.sample, seed), y = x.map(target);
  const grid = linspace(-Math.PI, Math.PI, training.testPoints), wanted = grid.map(target);
  const weights = training.weights?.(x);
  if (weights && weights.length !== x.length) {
    throw new RangeError(`trainOnSine: ${weights.length} weights for ${x.length} points`);
  }
  const column = (values: Float64Array) => constant(values, [values.length, 1]);
  const seenOf = (points: Float64Array) =>
    constant([...points].flatMap(features.of), [points.length, features.width]);
  const model = multilayerPerceptron({
    widths: [features.width, ...training.widths.slice(1)],
    activation: training.activation,
  });
  const initial = uniformFanIn(model.parameters, generator(seed, "initial"));
  const logged = [...training.logged];
  const record = await train({
    parameters: model.parameters,
    initial: training.scale === undefined ? initial : scaleParameters(initial, training.scale),
    optimizer: adam({ learningRate: training.learningRate }),
    loss(parameters) {
      const squares = tf.squaredDifference(model.apply(parameters, seenOf(x)), column(y));
      return tf.mean(weights ? tf.mul(column(weights), squares) : squares);
    },
    steps: training.steps,
    snapshot: (parameters) => ({
      train: model.apply(parameters, seenOf(x)),
      test: model.apply(parameters, seenOf(grid)),
    }),
    snapshotAt: logged,
    signal: context.signal,
    progress: (progress) => context.progress(training.name, progress),
    checkpoint: context.checkpoint(training.name),
  });
  const read = record.snapshots.filter(({ step }) => training.spectraAt.includes(step));
  const k = Float64Array.from({ length: training.highestFrequency + 1 }, (_, i) => i);
  const amplitudes = (part: "train" | "test", points: Float64Array) =>
    read.map(({ values }) => rounded(amplitudeSpectrum(points, values[part], k)));
  const gaps = (part: "train" | "test", points: Float64Array, of: Float64Array) =>
    read.map(({ values }) =>
      rounded(amplitudeSpectrum(points, values[part].map((value, i) => value - of[i]), k))
    );
  const sine = grid.map(Math.sin);
  const shown = record.snapshots.filter(({ step }) => keep.includes(step));
  // The spectrum of the weighted targets is what the network sees.
  const seen = weights ? y.map((value, i) => weights[i] * value) : y;
  const phantom = () =>
    spectralMismatch(nudft(x, seen, k), nudft(grid, wanted, k), k, { from: 1, to: f - 1 });
  return {
    run: {
      steps: logged,
      train: record.snapshots.map(({ values }) => squaredError(values.train, y)),
      test: record.snapshots.map(({ values }) => squaredError(values.test, wanted)),
      spectra: {
        steps: read.map(({ step }) => step),
        train: amplitudes("train", x),
        test: amplitudes("test", grid),
        trainGap: gaps("train", x, y),
        testGap: gaps("test", grid, wanted),
        likeSine: rounded(read.map(({ values }) => pearson(values.test, sine))),
      },
      target: {
        train: rounded(amplitudeSpectrum(x, seen, k)),
        test: rounded(amplitudeSpectrum(grid, wanted, k)),
      },
      mismatch: f > 1 ? rounded([phantom()])[0] : 0,
      engine: record.engine,
    },
    outputs: {
      x: rounded(x),
      grid: rounded(grid),
      steps: shown.map(({ step }) => step),
      train: shown.map(({ values }) => rounded(values.train)),
      test: shown.map(({ values }) => rounded(values.test)),
    },
  };
}

/** Trains a network for each of some trainings, one after the other; the runs by name. */
export async function trainAll<Name extends string>(
  trainings: Record<Name, Omit<SineTraining, "name">>,
  seed: number,
  context: RunContext,
  prefix = "",
): Promise<Record<Name, SineRun>> {
  const runs: Partial<Record<Name, SineRun>> = {};
  for (const name of Object.keys(trainings) as Name[]) {
    runs[name] = (await trainOnSine({ ...trainings[name], name: prefix + name }, seed, context)).run;
  }
  return runs as Record<Name, SineRun>;
}

/** Steps between readings of the losses and of the spectra. */
export interface Readings {
  lossEvery: number;
  spectrumEvery: number;
}

/** Evenly spaced readings. */
export function evenReadings(
  { lossEvery, spectrumEvery }: Readings,
  steps: number,
): Pick<SineTraining, "steps" | "logged" | "spectraAt"> {
  return { steps, logged: everySteps(lossEvery, steps), spectraAt: everySteps(spectrumEvery, steps) };
}
