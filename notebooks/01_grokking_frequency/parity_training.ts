/**
 * G6 and G8: a network learns the (10,[10]) parity from a part of its 1,024 points.
 *
 * One run of a seed trains one network for each proportion and follows losses, accuracies and the spectrum of its
 * output along (1, …, 1).
 */
import { type Dataset, parityDataset, splitByProportion } from "../../lib/data/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { constant } from "../../lib/graph/mod.ts";
import { meanSquaredError, multilayerPerceptron, signAccuracy, uniformFanIn } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import {
  linspace,
  modulus,
  paritySpectrum,
  paritySpectrumExact,
  spectralMismatch,
} from "../../lib/spectral/mod.ts";
import { everySteps, type RunContext, train } from "../../lib/train/mod.ts";
import { LOW_BAND } from "../../lib/grokking/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";

const full = {
  bits: 10,
  /** Hidden units. */
  width: 1000,
  learningRate: 2e-4,
  /** Fractions of all points to train on, ascending. */
  proportions: [0.2, 0.5, 0.8],
  steps: 3000,
  logEvery: 20,
  /** Number of angular frequencies in [0, π/2]. */
  frequencies: 65,
  /** Proportion whose output spectra are kept, at these steps. */
  spectra: {
    proportion: 0.5,
    steps: [0, 100, 120, 140, 160, 180, 200, 300, 400, 500, 600, 700, 800, 900, 1000],
  },
};

/** Numbers of the set-up; the notebook says where they come from. */
export type ParitySettings = typeof full;

const quick = {
  ...full,
  width: 400,
  learningRate: 5e-4,
  steps: 600,
  logEvery: 10,
  spectra: { proportion: 0.5, steps: [0, 40, 50, 60, 70, 80, 90, 120, 160, 200, 250, 300, 400] },
};

/** Stored result of one training. */
export type ParityTraining = Awaited<ReturnType<typeof trainOnPart>>;

/** Stored result of one seed. */
export interface ParityRun {
  frequencies: number[];
  exact: number[];
  trainings: ParityTraining[];
}

async function trainOnPart(
  set: Dataset,
  proportion: number,
  k: Float64Array,
  settings: ParitySettings,
  seed: number,
  context: RunContext,
) {
  const { width, learningRate, steps } = settings, bits = set.features;
  const parts = splitByProportion(set, proportion, generator(seed, "split", `${proportion}`));
  const model = multilayerPerceptron({ widths: [bits, width, 1], activation: "relu" });
  const tensors = ({ x, y, rows }: Dataset) => ({ x: constant(x, [rows, bits]), y: constant(y, [rows, 1]) });
  const logged = everySteps(settings.logEvery, steps);
  const record = await train({
    parameters: model.parameters,
    initial: uniformFanIn(model.parameters, generator(seed, "initial")),
    optimizer: adam({ learningRate }),
    loss(parameters) {
      const { x, y } = tensors(parts.train);
      return meanSquaredError(model.apply(parameters, x), y);
    },
    steps,
    observe(parameters) {
      const train = tensors(parts.train), test = tensors(parts.test);
      const output = { train: model.apply(parameters, train.x), test: model.apply(parameters, test.x) };
      return {
        trainLoss: meanSquaredError(output.train, train.y),
        testLoss: meanSquaredError(output.test, test.y),
        trainAccuracy: signAccuracy(output.train, train.y),
        testAccuracy: signAccuracy(output.test, test.y),
      };
    },
    observeAt: logged,
    snapshot: (parameters) => ({ output: model.apply(parameters, tensors(set).x) }),
    snapshotAt: logged,
    signal: context.signal,
    progress: (progress) => context.progress(`${proportion}`, progress),
    checkpoint: context.checkpoint(`${proportion}`),
  });
  const exact = paritySpectrumExact(bits, k), size = modulus(exact);
  const low = Array.from(k.keys()).filter((j) => k[j] >= LOW_BAND.from && k[j] <= LOW_BAND.to);
  const amplitudes = record.snapshots.map(({ values }) =>
    modulus(paritySpectrum(set.x, values.output, bits, k))
  );
  const part = paritySpectrum(parts.train.x, parts.train.y, bits, k);
  const shown = settings.spectra.steps.map((step) => logged.indexOf(step));
  if (shown.includes(-1)) {
    throw new RangeError(
      `parity training: spectra are wanted at steps ${settings.spectra.steps}, logged are multiples of ${settings.logEvery} up to ${steps}`,
    );
  }
  return {
    proportion,
    /** A_low of the training part: largest distance of its spectrum from that of all points at low frequency. */
    mismatch: rounded([spectralMismatch(part, exact, k, LOW_BAND)])[0],
    steps: logged,
    trainLoss: rounded(record.curves.trainLoss),
    testLoss: rounded(record.curves.testLoss),
    trainAccuracy: rounded(record.curves.trainAccuracy),
    testAccuracy: rounded(record.curves.testAccuracy),
    /** Mean amplitude at low frequency of the output on all points, minus that of the exact spectrum. */
    lowExcess: rounded(
      amplitudes.map((row) => low.reduce((sum, j) => sum + (row[j] - size[j]) / low.length, 0)),
    ),
    /**
     * Amplitudes of the output on all points at some steps; of the training part's targets. Null except for one
     * proportion.
     */
    spectra: proportion !== settings.spectra.proportion ? null : {
      steps: settings.spectra.steps,
      output: shown.map((i) => rounded(amplitudes[i])),
      trainingPart: rounded(modulus(part)),
    },
    engine: record.engine,
  };
}

export default experiment({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  quick: { settings: quick, seeds: [0, 1, 2] },
  steps: ({ proportions, steps }) => proportions.length * steps,
  async run(settings, seed, context): Promise<ParityRun> {
    const set = parityDataset(settings.bits), k = linspace(0, Math.PI / 2, settings.frequencies);
    const trainings: ParityTraining[] = [];
    for (const proportion of settings.proportions) {
      trainings.push(await trainOnPart(set, proportion, k, settings, seed, context));
    }
    return {
      frequencies: rounded(k),
      exact: rounded(modulus(paritySpectrumExact(settings.bits, k))),
      trainings,
    };
  },
});
