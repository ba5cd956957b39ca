/** Networks that solve an equation on [0, 2π], by data or by the equation, and what is read along the way. */
import * as tf from "@tensorflow/tfjs-core";
import { constant, grad } from "../../lib/graph/mod.ts";
import {
  flatten,
  type Model,
  multilayerPerceptron,
  scaleParameters,
  uniformFanIn,
  xavierUniform,
} from "../../lib/nn/mod.ts";
import { adam, type Optimizer } from "../../lib/optim/mod.ts";
import { smoothActivation, type SmoothActivationName } from "../../lib/pde/activation.ts";
import { type Collocation, evenCollocation } from "../../lib/pde/collocation.ts";
import { fieldOf, type TracedFunction } from "../../lib/pde/field.ts";
import { dataLoss } from "../../lib/pde/losses/data_loss.ts";
import type { TracedLoss } from "../../lib/pde/losses/loss.ts";
import { modelLoss, residualLoss } from "../../lib/pde/losses/model_loss.ts";
import { errorSpectrum, lowFrequencyShare } from "../../lib/pde/measures/error_spectrum.ts";
import { relativeL2Error } from "../../lib/pde/measures/relative_l2_error.ts";
import { sineSpectrum } from "../../lib/pde/measures/sine_spectrum.ts";
import { evenPoints, type Points, valuesAt } from "../../lib/pde/points.ts";
import type { PdeProblem } from "../../lib/pde/problem.ts";
import { boundFunction } from "../../lib/pde/train_with_switch.ts";
import { generator } from "../../lib/random/mod.ts";
import { everySteps, type RunContext, train, type TrainingRecord } from "../../lib/train/mod.ts";
import { piecewiseRate, type RatePieces, stepsOf } from "./piecewise_rate.ts";
import { rounded } from "./rounded.ts";

/** A network on the line, and its training points. */
export interface LineNetwork {
  hidden: number[];
  activation: SmoothActivationName;
  /** Evenly spaced points, both ends included. */
  points: number;
  /** Periodic points, the end left out, on which errors and their spectra are measured. */
  gridPoints: number;
  highestFrequency: number;
  /** Factor of all initial parameters; 1 where absent. */
  initialScale?: number;
  /** Whether the network sees (x − π)/π instead of x, and starts with random biases; false where absent. */
  centred?: boolean;
}

/** Curves and spectra of one stage; all arrays are as long as `steps`. */
export interface LineRun {
  steps: number[];
  /** L_data on the training points. */
  data: number[];
  /** Mean squared residual on the training points. */
  residual: number[];
  /** Mean square of the boundary conditions. */
  boundary: number[];
  /** Relative error on the grid. */
  relative: number[];
  /** Share of the squared error on the grid in k ≤ 3. */
  lowShare: number[];
  /** Error amplitudes, one row for each of `spectrumSteps`. */
  spectrumSteps: number[];
  spectra: number[][];
  /**
   * The same after the affine part through both ends is taken off, which leaks into every frequency: signed amplitudes of
   * sin(jx/2), j = 1, 2, …, and the error at both ends, at some of `spectrumSteps`; absent where they were not asked for.
   */
  sines?: { steps: number[]; ends: [number, number][]; amplitudes: number[][] };
  /** ‖∇L_data‖, ‖∇L_model‖ and the cosine between them; absent where they were not asked for. */
  gradients?: { data: number[]; model: number[]; cosine: number[] };
  /** Network, and its residual N[u] − f, on every eighth grid point at chosen steps. */
  shown?: { steps: number[]; x: number[]; network: number[][]; residual: number[][]; exact: number[] };
}

/** One stage. */
export interface LineStage {
  name: string;
  loss: TracedLoss;
  optimizer: Optimizer;
  steps: number;
  initial: Float64Array;
  readAt: readonly number[];
  /** Steps whose spectra are kept; all that are read where absent. */
  spectraAt?: readonly number[];
  gradients?: boolean;
  /** Steps whose sine spectra are kept, of those whose spectra are; none where absent. */
  sinesAt?: readonly number[];
  shownAt?: readonly number[];
}

/** Frequencies up to which an error counts as low. */
const LOW = 3;

/** A problem on the line with a network for it. */
export class Line {
  readonly model: Model;
  readonly collocation: Collocation;
  /** The measuring grid and, as its last point, the end of the domain, which only sine spectra count. */
  readonly grid: Points;
  readonly exact: Float64Array;
  readonly dataLoss: TracedLoss;
  readonly modelLoss: TracedLoss;

  /** @param ansatz makes the solution of the network's output, such as x(2π − x)·N(x); the output itself where absent */
  constructor(
    readonly problem: PdeProblem,
    readonly network: LineNetwork,
    readonly ansatz: (x: tf.Tensor, output: tf.Tensor) => tf.Tensor = (_, output) => output,
  ) {
    this.model = multilayerPerceptron({
      widths: [1, ...network.hidden, 1],
      activation: smoothActivation(network.activation, problem.order),
    });
    this.collocation = evenCollocation(problem, network.points);
    this.grid = evenPoints(problem.domain[0], network.gridPoints + 1);
    this.exact = valuesAt(this.grid, problem.exact);
    this.dataLoss = dataLoss(this.collocation);
    this.modelLoss = modelLoss(this.collocation);
  }

  /** Glorot-uniform weights, zero biases; of a centred network both uniform in ±1/√fan-in. */
  initial(seed: number): Float64Array {
    const { initialScale = 1, centred } = this.network;
    const values = (centred ? uniformFanIn : xavierUniform)(
      this.model.parameters,
      generator(seed, "initial"),
    );
    return initialScale === 1 ? values : scaleParameters(values, initialScale);
  }

  /** The solution that parameters stand for, traced. */
  solution(parameters: tf.Tensor[]): TracedFunction {
    const network = boundFunction(this.model, parameters), { domain: [[from, to]] } = this.problem;
    const seen = (x: tf.Tensor) =>
      this.network.centred ? tf.mul(tf.sub(x, constant((from + to) / 2)), constant(2 / (to - from))) : x;
    return (x) => this.ansatz(x, network(seen(x)));
  }

  /** What is read of a stage; residuals on the grid cost as much as a step of the model loss. */
  readings(gradients = false, residuals = false): Pick<Parameters<typeof train>[0], "observe" | "snapshot"> {
    const { collocation, dataLoss, modelLoss, grid, problem } = this,
      forcing = valuesAt(grid, problem.forcing);
    const residual = residualLoss(collocation);
    return {
      observe: (parameters) => {
        const u = this.solution(parameters), data = dataLoss(u), squares = residual(u), model = modelLoss(u);
        const curves: Record<string, tf.Tensor> = {
          data,
          residual: squares,
          boundary: tf.sub(model, squares),
        };
        if (!gradients) return curves;
        const [a, b] = [data, model].map((loss) => flatten(grad(loss, parameters)));
        const [sizeA, sizeB] = [a, b].map((g) => tf.sqrt(tf.sum(tf.square(g))));
        return {
          ...curves,
          dataGradient: sizeA,
          modelGradient: sizeB,
          cosine: tf.div(tf.sum(tf.mul(a, b)), tf.mul(sizeA, sizeB)),
        };
      },
      snapshot: (parameters) => {
        const field = fieldOf(this.solution(parameters), grid, problem.axes);
        return {
          u: field.value,
          ...(residuals && { residual: tf.sub(problem.operator(field), constant(forcing, [grid.count, 1])) }),
        };
      },
    };
  }

  /** Train one stage. */
  async train(stage: LineStage, context: RunContext): Promise<{ run: LineRun; parameters: Float64Array }> {
    const { name, loss, optimizer, steps, initial, readAt } = stage;
    const record = await train({
      parameters: this.model.parameters,
      initial,
      loss: (parameters) => loss(this.solution(parameters)),
      optimizer,
      steps,
      ...this.readings(stage.gradients, stage.shownAt !== undefined),
      observeAt: [...readAt],
      snapshotAt: [...readAt],
      signal: context.signal,
      progress: (progress) => context.progress(name, progress),
      checkpoint: context.checkpoint(name),
    });
    return { run: this.summary(record, stage), parameters: record.parameters };
  }

  /** Curves and spectra of a record that was read by {@linkcode readings}. */
  summary(
    record: TrainingRecord,
    stage: Pick<LineStage, "spectraAt" | "gradients" | "sinesAt" | "shownAt">,
  ): LineRun {
    const { exact, grid, network } = this, { curves, snapshots } = record;
    const withEnd = snapshots.map(({ values }) => values.u.map((value, i) => value - exact[i]));
    const errors = withEnd.map((error) => error.slice(0, -1));
    const { spectraAt = record.steps, sinesAt, shownAt } = stage;
    const kept = snapshots.map(({ step }, i) => ({ step, i })).filter(({ step }) => spectraAt.includes(step));
    const withSines = kept.filter(({ step }) => sinesAt?.includes(step));
    const sines = withSines.map(({ i }) => sineSpectrum(withEnd[i], 2 * network.highestFrequency));
    const shown = snapshots.filter(({ step }) => shownAt?.includes(step));
    const eighth = <T>(values: ArrayLike<T>) => Array.from(values).filter((_, i) => i % 8 === 0);
    return {
      steps: [...record.steps],
      data: rounded(curves.data),
      residual: rounded(curves.residual),
      boundary: rounded(curves.boundary.map((value) => Math.max(0, value))),
      relative: rounded(snapshots.map(({ values }) => relativeL2Error(values.u, exact))),
      lowShare: rounded(errors.map((error) => lowFrequencyShare(error, LOW))),
      spectrumSteps: kept.map(({ step }) => step),
      spectra: kept.map(({ i }) => rounded(errorSpectrum(errors[i], network.highestFrequency))),
      ...(sinesAt && {
        sines: {
          steps: withSines.map(({ step }) => step),
          ends: sines.map(({ ends }) => rounded(ends) as [number, number]),
          amplitudes: sines.map(({ amplitudes }) => rounded(amplitudes)),
        },
      }),
      ...(stage.gradients && {
        gradients: {
          data: rounded(curves.dataGradient),
          model: rounded(curves.modelGradient),
          cosine: rounded(curves.cosine),
        },
      }),
      ...(shown.length > 0 && {
        shown: {
          steps: shown.map(({ step }) => step),
          x: rounded(eighth(grid.values)),
          network: shown.map(({ values }) => rounded(eighth(values.u))),
          residual: shown.map(({ values }) => rounded(eighth(values.residual))),
          exact: rounded(eighth(exact)),
        },
      }),
    };
  }

  /** Fit the exact solution from random parameters. */
  fitData(
    seed: number,
    rates: RatePieces,
    every: number,
    context: RunContext,
    name = "fit",
  ): Promise<{ run: LineRun; parameters: Float64Array }> {
    const steps = stepsOf(rates);
    return this.train({
      name,
      loss: this.dataLoss,
      optimizer: adam({ learningRate: piecewiseRate(rates) }),
      steps,
      initial: this.initial(seed),
      readAt: everySteps(every, steps),
    }, context);
  }
}
