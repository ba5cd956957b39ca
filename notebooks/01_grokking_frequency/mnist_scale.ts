/**
 * G9 and G10: MNIST from initial parameters eight times the usual (Adam) and from the usual ones (SGD).
 *
 * One run of a seed trains both networks on 1,000 digits and follows accuracies and spectra along the principal direction.
 */
import * as tf from "@tensorflow/tfjs";
import { type Dataset, loadMnist } from "../../lib/data/mod.ts";
import { constant } from "../../lib/graph/mod.ts";
import { principalDirection, projectRows } from "../../lib/linalg/mod.ts";
import {
  accuracy,
  meanSquaredError,
  multilayerPerceptron,
  scaleParameters,
  uniformFanIn,
} from "../../lib/nn/mod.ts";
import { adam, sgd } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { linspace, meanAmplitudeSpectrum } from "../../lib/spectral/mod.ts";
import {
  type Experiment,
  logarithmicSteps,
  type RunContext,
  shuffledBatches,
  train,
} from "../../lib/train/mod.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface MnistSettings {
  widths: number[];
  trainDigits: number;
  testDigits: number;
  batchSize: number;
  /** α of G9 and its Adam rate. */
  large: { alpha: number; adamRate: number };
  /** α of G10 and its SGD rate. */
  usual: { alpha: number; sgdRate: number };
  steps: number;
  logs: number;
  spectrumSteps: number[];
  /** Number of angular frequencies in [0, 2π]. */
  frequencies: number;
}

/** Amplitudes over the frequency grid, averaged over the ten classes. */
export interface MnistSpectrum {
  step: number;
  output: number[];
}

/** What is kept of one training. */
export interface MnistTraining {
  steps: number[];
  trainAccuracy: number[];
  testAccuracy: number[];
  trainLoss: number[];
  testLoss: number[];
  /** Spectra of the output on the training digits. */
  spectra: MnistSpectrum[];
  engine: string;
}

/** What is kept of one seed. */
export interface MnistRun {
  source: string;
  frequencies: number[];
  /** Spectrum of the one-hot labels of the training digits. */
  target: number[];
  large: MnistTraining;
  usual: MnistTraining;
}

const CLASSES = 10;

function rounded(values: ArrayLike<number>): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(6)));
}

function labelsOf(set: Dataset): Int32Array {
  return Int32Array.from({ length: set.rows }, (_, i) => {
    const row = set.y.subarray(i * CLASSES, (i + 1) * CLASSES);
    return row.indexOf(Math.max(...row));
  });
}

async function trainAt(
  name: "large" | "usual",
  digits: { train: Dataset; test: Dataset },
  spectrum: (output: ArrayLike<number>) => number[],
  settings: MnistSettings,
  seed: number,
  context: RunContext,
): Promise<MnistTraining> {
  const model = multilayerPerceptron({ widths: settings.widths, activation: "relu" });
  const initial = uniformFanIn(model.parameters, generator(seed, "initial"));
  const loss = (parameters: tf.Tensor[], images: tf.Tensor, targets: tf.Tensor) =>
    meanSquaredError(model.apply(parameters, images), targets);
  const tensors = (set: Dataset) => ({
    images: constant(set.x, [set.rows, set.features]),
    targets: constant(set.y, [set.rows, CLASSES]),
    labels: tf.tensor1d(labelsOf(set), "int32"),
  });
  const record = await train({
    parameters: model.parameters,
    initial: scaleParameters(initial, settings[name].alpha),
    optimizer: name === "large"
      ? adam({ learningRate: settings.large.adamRate })
      : sgd({ learningRate: settings.usual.sgdRate }),
    batches: shuffledBatches({ rows: digits.train.rows, size: settings.batchSize, seed }),
    loss(parameters, rows) {
      const { images, targets } = tensors(digits.train);
      return loss(parameters, tf.gather(images, rows), tf.gather(targets, rows));
    },
    steps: settings.steps,
    observe(parameters) {
      const train = tensors(digits.train), test = tensors(digits.test);
      return {
        trainAccuracy: accuracy(model.apply(parameters, train.images), train.labels),
        testAccuracy: accuracy(model.apply(parameters, test.images), test.labels),
        trainLoss: loss(parameters, train.images, train.targets),
        testLoss: loss(parameters, test.images, test.targets),
      };
    },
    observeAt: logarithmicSteps(settings.logs, settings.steps),
    snapshot: (parameters) => ({ output: model.apply(parameters, tensors(digits.train).images) }),
    snapshotAt: settings.spectrumSteps,
    signal: context.signal,
    progress: (progress) => context.progress(name, progress),
    checkpoint: context.checkpoint(name),
  });
  const { trainAccuracy, testAccuracy, trainLoss, testLoss } = record.curves;
  return {
    steps: [...record.steps],
    trainAccuracy: rounded(trainAccuracy),
    testAccuracy: rounded(testAccuracy),
    trainLoss: rounded(trainLoss),
    testLoss: rounded(testLoss),
    spectra: record.snapshots.map(({ step, values }) => ({ step, output: spectrum(values.output) })),
    engine: record.engine,
  };
}

const full: MnistSettings = {
  widths: [784, 200, 200, 10],
  trainDigits: 1000,
  testDigits: 2000,
  batchSize: 200,
  large: { alpha: 8, adamRate: 1e-3 },
  usual: { alpha: 1, sgdRate: 0.02 },
  steps: 6000,
  logs: 60,
  spectrumSteps: [0, 2668, 6000],
  frequencies: 200,
};

const quick: MnistSettings = {
  ...full,
  steps: 300,
  logs: 16,
  spectrumSteps: [0, 50, 300],
  frequencies: 100,
};

const experiment: Experiment<MnistSettings, MnistRun> = {
  name: "mnist_scale",
  settings: { quick, full },
  seeds: { quick: [0, 1, 2], full: [0, 1, 2] },
  steps: ({ steps }) => 2 * steps,
  async run(settings, seed, context) {
    const digits = await loadMnist({
      train: settings.trainDigits,
      test: settings.testDigits,
      generator: generator(seed, "digits"),
    });
    const { train, test } = digits;
    const all = new Float64Array([...train.x, ...test.x]);
    const direction = principalDirection(all, train.features).direction;
    const position = projectRows(train.x, direction);
    const k = linspace(0, 2 * Math.PI, settings.frequencies);
    const spectrum = (values: ArrayLike<number>) =>
      rounded(meanAmplitudeSpectrum(position, values, CLASSES, k));
    return {
      source: digits.source,
      frequencies: rounded(k),
      target: spectrum(train.y),
      large: await trainAt("large", digits, spectrum, settings, seed, context),
      usual: await trainAt("usual", digits, spectrum, settings, seed, context),
    };
  },
};

export default experiment;
