/**
 * Extension 4: what kernel regression predicts. Near its initial parameters a network trained by gradient descent moves
 * like regression with its empirical tangent kernel K = J Jᵀ. If that also shows the rise of the test loss, the rise is
 * possible without the change from a lazy to a feature-learning regime by which Kumar et al. (2024) explain grokking.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import { constant } from "../../lib/graph/mod.ts";
import { kernelMatrix, linearisedOutputs, outputJacobian } from "../../lib/grokking/mod.ts";
import { symmetricEigen } from "../../lib/linalg/mod.ts";
import { flatten, meanSquaredError, multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { sgd } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { everySteps, type RunContext, train } from "../../lib/train/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { PAPER_NETWORK, PAPER_SAMPLES, type SampleName, samplePoints } from "./sine_training.ts";

const { highestFrequency: _, ...NETWORK } = PAPER_NETWORK;

const full = {
  ...NETWORK,
  testPoints: 200,
  learningRate: 0.05,
  samples: { sparse: PAPER_SAMPLES.sparse, uniform: PAPER_SAMPLES.uniform },
  steps: 8000,
  logEvery: 40,
  /** Steps at which the kernel is compared with the initial one. */
  kernelSteps: [0, 40, 400, 1000, 2000, 4000, 8000],
};

/** Numbers of the set-up; the notebook says where they come from. */
export type KernelSettings = typeof full;

/** Network and prediction on one training set. */
export type KernelComparison = Awaited<ReturnType<typeof compare>>;

/** Stored result of one seed. */
export type KernelRun = Record<Exclude<SampleName, "dense">, KernelComparison>;

function squaredError(output: ArrayLike<number>, wanted: Float64Array): number {
  return mean(wanted.map((value, i) => (output[i] - value) ** 2));
}

function frobenius(matrix: Float64Array): number {
  return Math.sqrt(matrix.reduce((sum, value) => sum + value * value, 0));
}

async function compare(
  name: Exclude<SampleName, "dense">,
  settings: KernelSettings,
  seed: number,
  context: RunContext,
) {
  const { targetFrequency, learningRate, steps, kernelSteps } = settings;
  const x = samplePoints(settings.samples[name], seed), y = x.map((v) => Math.sin(targetFrequency * v));
  const grid = linspace(-Math.PI, Math.PI, settings.testPoints);
  const wanted = grid.map((v) => Math.sin(targetFrequency * v));
  const model = multilayerPerceptron({ widths: settings.widths, activation: settings.activation });
  const initial = uniformFanIn(model.parameters, generator(seed, "initial"));
  const column = (values: Float64Array) => constant(values, [values.length, 1]);
  const logged = everySteps(settings.logEvery, steps);
  const record = await train({
    parameters: model.parameters,
    initial,
    optimizer: sgd({ learningRate }),
    loss: (parameters) => meanSquaredError(model.apply(parameters, column(x)), column(y)),
    steps,
    observe: (parameters) => ({
      train: meanSquaredError(model.apply(parameters, column(x)), column(y)),
      test: meanSquaredError(model.apply(parameters, column(grid)), column(wanted)),
    }),
    observeAt: logged,
    snapshot: (parameters) => ({ parameters: flatten(parameters) }),
    snapshotAt: kernelSteps,
    signal: context.signal,
    progress: (progress) => context.progress(name, progress),
    checkpoint: context.checkpoint(name),
  });
  const atTrain = await outputJacobian(model, initial, x),
    atTest = await outputJacobian(model, initial, grid);
  const kernel = kernelMatrix(atTrain.rows, atTrain.rows), across = kernelMatrix(atTest.rows, atTrain.rows);
  const eigen = symmetricEigen(kernel, x.length);
  const residual = y.map((value, i) => value - atTrain.outputs[i]);
  const loss = (matrix: Float64Array, start: Float64Array, target: Float64Array) =>
    rounded(
      logged.map((t) =>
        squaredError(linearisedOutputs(matrix, start, residual, eigen, learningRate, t), target)
      ),
    );
  const distances: number[] = [];
  for (const { values } of record.snapshots) {
    const now = await outputJacobian(model, Float64Array.from(values.parameters), x);
    const moved = kernelMatrix(now.rows, now.rows);
    distances.push(frobenius(moved.map((value, i) => value - kernel[i])) / frobenius(kernel));
  }
  return {
    steps: logged,
    network: { train: rounded(record.curves.train), test: rounded(record.curves.test) },
    kernel: {
      train: loss(kernel, atTrain.outputs, y),
      test: loss(across, atTest.outputs, wanted),
    },
    /** ‖K_t − K_0‖ / ‖K_0‖ on the training points (Frobenius norms). */
    distance: { steps: record.snapshots.map(({ step }) => step), values: rounded(distances) },
    /** Largest stable learning rate of gradient descent in the linearised dynamics, n/λ_max. */
    stableRate: rounded([x.length / eigen.values[x.length - 1]])[0],
  };
}

export default experiment({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ steps }) => 2 * steps,
  async run(settings, seed, context): Promise<KernelRun> {
    return {
      sparse: await compare("sparse", settings, seed, context),
      uniform: await compare("uniform", settings, seed, context),
    };
  },
});
