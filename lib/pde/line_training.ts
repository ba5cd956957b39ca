/** Networks that solve an equation on an interval, by data or by the equation, with readings along the way. */
import * as tf from "@tensorflow/tfjs-core";
import { constant, grad } from "../graph/mod.ts";
import { flatten, type Model, multilayerPerceptron, uniformFanIn, xavierUniform } from "../nn/mod.ts";
import { adam } from "../optim/mod.ts";
import { generator } from "../random/mod.ts";
import { everySteps, type RunContext, train, type TrainingRecord } from "../train/mod.ts";
import { piecewiseRate, type RatePieces, stepsOf, switchReadings } from "./switch_schedule.ts";
import { rounded } from "../experiments/rounded.ts";
import { smoothActivation, type SmoothActivationName } from "./activation.ts";
import { type Collocation, evenCollocation } from "./collocation.ts";
import { fieldOf, type TracedFunction } from "./field.ts";
import { dataLoss } from "./losses/data_loss.ts";
import type { TracedLoss } from "./losses/loss.ts";
import { modelLoss, residualLoss } from "./losses/model_loss.ts";
import { errorSpectrum, lowFrequencyShare } from "./measures/error_spectrum.ts";
import { relativeL2Error } from "./measures/relative_l2_error.ts";
import { sineSpectrum } from "./measures/sine_spectrum.ts";
import { evenPoints, type Points, valuesAt } from "./points.ts";
import type { PdeProblem } from "./problem.ts";
import { poisson } from "./problems/poisson.ts";
import { boundFunction, trainWithSwitch } from "./train_with_switch.ts";

/** A network on the line, its training points, and the solution. */
export interface LineNetwork {
  hidden: number[];
  activation: SmoothActivationName;
  /** Evenly spaced points, both ends included. */
  points: number;
  /** Periodic points, the end left out, on which errors and their spectra are measured. */
  gridPoints: number;
  highestFrequency: number;
  /** Frequencies of the solution Σ sin kx. */
  frequencies: number[];
  /** Whether the network sees (x − π)/π instead of x, and starts with random biases; false if absent. */
  centred?: boolean;
  /** Whether the network sees cos x and sin x, so that every error is periodic, and starts with random biases. */
  circle?: boolean;
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
  /** Fraction of the squared error on the grid in k ≤ 3. */
  lowShare: number[];
  /** Error amplitudes, one row for each of `spectrumSteps`. */
  spectrumSteps: number[];
  spectra: number[][];
  /**
   * The same after the affine part through both ends is subtracted, which leaks into every frequency: signed amplitudes
   * of sin(jx/2), j = 1, 2, …, and the error at both ends, at some of `spectrumSteps`; absent if they were not asked
   * for.
   */
  sines?: { steps: number[]; ends: [number, number][]; amplitudes: number[][] };
  /** ‖∇L_data‖, ‖∇L_model‖ and the cosine between them; absent unless requested. */
  gradients?: { data: number[]; model: number[]; cosine: number[] };
  /** Network, and its residual N[u] − f, on every eighth grid point at chosen steps. */
  shown?: { steps: number[]; x: number[]; network: number[][]; residual: number[][]; exact: number[] };
}

/** Stored result of a stage besides curves and spectra. */
export interface Kept {
  /** Steps whose spectra are kept; all readings by default. */
  spectraAt?: readonly number[];
  /** Those of these steps whose sine spectra are kept; none by default. */
  sinesAt?: readonly number[];
  shownAt?: readonly number[];
  gradients?: boolean;
}

/** One stage. */
export interface LineStage extends Kept {
  name: string;
  loss: TracedLoss;
  /** Adam's learning rate. */
  rate: number | RatePieces;
  /** Those of the pieces by default. */
  steps?: number;
  initial: Float64Array;
  /** Dense after the start by default. */
  readAt?: readonly number[];
}

/** A stage's curves, and the parameters at its end. */
export interface Trained {
  run: LineRun;
  parameters: Float64Array;
}

/** Frequencies up to which an error counts as low. */
const LOW = 3;

/** A problem on the line with a network for it. */
export class Line {
  readonly model: Model;
  readonly collocation: Collocation;
  /** The measuring grid and, as its last point, the end of the domain, which only the sine spectra use. */
  readonly grid: Points;
  readonly exact: Float64Array;
  readonly dataLoss: TracedLoss;
  readonly modelLoss: TracedLoss;

  /**
   * @param ansatz makes the solution of the network's output, such as x(2π − x)·N(x); the output itself if absent
   */
  constructor(
    readonly network: LineNetwork,
    readonly problem: PdeProblem = poisson({ frequencies: network.frequencies }),
    readonly ansatz: (x: tf.Tensor, output: tf.Tensor) => tf.Tensor = (_, output) => output,
  ) {
    this.model = multilayerPerceptron({
      widths: [network.circle ? 2 : 1, ...network.hidden, 1],
      activation: smoothActivation(network.activation, problem.order),
    });
    this.collocation = evenCollocation(problem, network.points);
    this.grid = evenPoints(problem.domain[0], network.gridPoints + 1);
    this.exact = valuesAt(this.grid, problem.exact);
    this.dataLoss = dataLoss(this.collocation);
    this.modelLoss = modelLoss(this.collocation);
  }

  /** Glorot-uniform weights, zero biases; both uniform in ±1/√fan-in if it is centred or on the circle. */
  initial(seed: number): Float64Array {
    const { centred, circle } = this.network, draw = centred || circle ? uniformFanIn : xavierUniform;
    return draw(this.model.parameters, generator(seed, "initial"));
  }

  /** The solution for given parameters, traced. */
  solution(parameters: tf.Tensor[]): TracedFunction {
    const network = boundFunction(this.model, parameters), { domain: [[from, to]] } = this.problem;
    const { centred, circle } = this.network;
    const seen = (x: tf.Tensor) => {
      if (circle) return tf.concat([tf.cos(x), tf.sin(x)], 1);
      return centred ? tf.mul(tf.sub(x, constant((from + to) / 2)), constant(2 / (to - from))) : x;
    };
    return (x) => this.ansatz(x, network(seen(x)));
  }

  /** Readings of a stage; residuals on the grid cost as much as a step of the model loss. */
  readings(gradients = false, residuals = false): Pick<Parameters<typeof train>[0], "observe" | "snapshot"> {
    const { collocation, dataLoss, modelLoss, grid, problem } = this;
    const forcing = valuesAt(grid, problem.forcing), residual = residualLoss(collocation);
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
        const cosine = tf.div(tf.sum(tf.mul(a, b)), tf.mul(sizeA, sizeB));
        return { ...curves, dataGradient: sizeA, modelGradient: sizeB, cosine };
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

  /** Trains one stage with Adam. */
  async train(stage: LineStage, context: RunContext): Promise<Trained> {
    const { name, loss, rate, initial } = stage;
    const steps = stage.steps ?? (typeof rate === "number" ? 0 : stepsOf(rate));
    const readAt = [...stage.readAt ?? switchReadings(steps)];
    const record = await train({
      parameters: this.model.parameters,
      initial,
      loss: (parameters) => loss(this.solution(parameters)),
      optimizer: adam({ learningRate: typeof rate === "number" ? rate : piecewiseRate(rate) }),
      steps,
      ...this.readings(stage.gradients, stage.shownAt !== undefined),
      observeAt: readAt,
      snapshotAt: readAt,
      signal: context.signal,
      progress: (progress) => context.progress(name, progress),
      checkpoint: context.checkpoint(name),
    });
    return { run: this.summary(record, stage), parameters: record.parameters };
  }

  /** Curves and spectra of a record that was read by {@linkcode readings}. */
  summary({ steps, curves, snapshots }: TrainingRecord, keep: Kept): LineRun {
    const { exact, grid, network } = this, { spectraAt = steps, sinesAt, shownAt, gradients } = keep;
    const withEnd = snapshots.map(({ values }) => values.u.map((value, i) => value - exact[i]));
    const errors = withEnd.map((error) => error.slice(0, -1));
    const kept = snapshots.map(({ step }, i) => ({ step, i })).filter(({ step }) => spectraAt.includes(step));
    const withSines = kept.filter(({ step }) => sinesAt?.includes(step));
    const sines = withSines.map(({ i }) => sineSpectrum(withEnd[i], 2 * network.highestFrequency));
    const shown = snapshots.filter(({ step }) => shownAt?.includes(step));
    const eighth = <T>(values: ArrayLike<T>) => Array.from(values).filter((_, i) => i % 8 === 0);
    return {
      steps: [...steps],
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
      ...(gradients && {
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

  /** Fits the exact solution from random parameters. */
  fit(seed: number, rate: RatePieces, every: number, context: RunContext, name = "fit"): Promise<Trained> {
    const readAt = everySteps(every, stepsOf(rate)), initial = this.initial(seed);
    return this.train({ name, loss: this.dataLoss, rate, initial, readAt }, context);
  }

  /** The same, then the model loss with Adam's moments kept; the run after the switch. */
  async switchKept(
    seed: number,
    fit: RatePieces,
    { rate, steps, ...keep }: Kept & { rate: number; steps: number },
    context: RunContext,
  ): Promise<LineRun> {
    const before = stepsOf(fit), readAt = switchReadings(steps);
    const { stages } = await trainWithSwitch({
      model: this.model,
      initial: this.initial(seed),
      before: { loss: this.dataLoss, optimizer: adam({ learningRate: piecewiseRate(fit) }) },
      after: {
        loss: this.modelLoss,
        optimizer: adam({ learningRate: rate }),
        ...this.readings(),
        observeAt: readAt,
        snapshotAt: readAt,
      },
      steps: before + steps,
      switchStep: before,
      moments: "kept",
      signal: context.signal,
      progress: (stage, progress) => context.progress(`kept-${stage}`, progress),
      checkpoint: context.checkpoint("kept"),
    });
    return this.summary(stages.after, keep);
  }
}
