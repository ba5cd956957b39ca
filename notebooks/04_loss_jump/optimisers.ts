/**
 * Extension 3: the switch with Adam, gradient descent, L-BFGS and Gauss–Newton (Levenberg–Marquardt), in float64 on a
 * small network: does the jump belong to the loss, or to the path that an optimizer takes down it?
 */
import * as tf from "@tensorflow/tfjs-core";
import { experiment } from "../../lib/experiments/mod.ts";
import { compile, constant, type Executable, grad, jacobian, trace } from "../../lib/graph/mod.ts";
import { symmetricEigen } from "../../lib/linalg/mod.ts";
import { flatten, parameterCount, unflatten } from "../../lib/nn/mod.ts";
import {
  adam,
  lbfgsStart,
  lbfgsStep,
  levenbergMarquardtStart,
  levenbergMarquardtStep,
  type Optimizer,
  sgd,
} from "../../lib/optim/mod.ts";
import { poisson } from "../../lib/pde/problems/poisson.ts";
import { conditionResidual, pdeResidual } from "../../lib/pde/residual.ts";
import { largest } from "../../lib/stats/mod.ts";
import {
  everySteps,
  logarithmicSteps,
  type RunContext,
  train,
  TrainingStopped,
} from "../../lib/train/mod.ts";
import { Line, type LineNetwork } from "./line_training.ts";
import { piecewiseRate, type RatePieces, stepsOf } from "./piecewise_rate.ts";
import { rounded } from "./rounded.ts";

/** Methods by name. */
export type MethodName = "adam" | "descent" | "l-bfgs" | "gauss-newton";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface OptimiserSettings extends LineNetwork {
  frequencies: number[];
  fit: RatePieces;
  adamRate: number;
  /** Learning rate of gradient descent times the largest curvature of the model loss at the switch; stable below 2. */
  descentShare: number;
  /** Steps or iterations after the switch. */
  steps: Record<MethodName, number>;
  /** Readings of the first two methods, evenly in the logarithm of the step. */
  readings: number;
}

/** The path of one method in the plane of both losses; step 0 is the switch. */
export interface MethodPath {
  steps: number[];
  data: number[];
  model: number[];
}

/** What is kept of one seed. */
export interface OptimiserRun {
  /** Largest curvature of the model loss at the switch, in the Gauss–Newton approximation. */
  curvature: number;
  paths: Record<MethodName, MethodPath>;
}

/** Residuals whose sum of squares is the model loss. */
function residuals(line: Line, parameters: tf.Tensor[]): tf.Tensor {
  const u = line.solution(parameters), { collocation } = line, { conditions } = collocation;
  const scaled = (part: tf.Tensor, count: number) =>
    tf.mul(constant(1 / Math.sqrt(count)), tf.reshape(part, [-1]));
  return tf.concat1d([
    scaled(pdeResidual(u, collocation), collocation.interior.count) as tf.Tensor1D,
    ...conditions.map((condition) =>
      scaled(conditionResidual(u, line.problem.axes, condition), conditions.length) as tf.Tensor1D
    ),
  ]);
}

/** Both losses with the model loss's gradient, and the residuals with their Jacobian, in float64. */
class Losses {
  private constructor(readonly values: Executable, readonly slopes: Executable) {}

  static async of(line: Line): Promise<Losses> {
    const specs = line.model.parameters, inputs = { x: [parameterCount(specs)] };
    const settings = { precision: "float64" } as const;
    const values = trace(
      ({ x }) => {
        const tensors = unflatten(x, specs), u = line.solution(tensors), model = line.modelLoss(u);
        return {
          model,
          data: line.dataLoss(u),
          gradient: flatten(grad(model, tensors)),
          r: residuals(line, tensors),
        };
      },
      inputs,
      settings,
    );
    const slopes = trace(
      ({ x }) => ({ j: jacobian(residuals(line, unflatten(x, specs)), x) }),
      inputs,
      settings,
    );
    return new Losses(await compile(values), await compile(slopes));
  }

  async dispose(): Promise<void> {
    await this.values.dispose();
    await this.slopes.dispose();
  }

  async at(
    x: Float64Array,
  ): Promise<{ model: number; data: number; gradient: Float64Array; r: Float64Array }> {
    const { model, data, gradient, r } = await this.values.run({ x });
    return { model: model[0], data: data[0], gradient: Float64Array.from(gradient), r: Float64Array.from(r) };
  }

  async jacobian(x: Float64Array): Promise<Float64Array> {
    return Float64Array.from((await this.slopes.run({ x })).j);
  }

  /** λ_max of 2 JᵀJ, which is that of 2 JJᵀ. */
  async curvature(x: Float64Array): Promise<number> {
    const j = await this.jacobian(x), columns = x.length, rows = j.length / columns;
    const product = new Float64Array(rows * rows);
    for (let a = 0; a < rows; a++) {
      for (let b = 0; b < rows; b++) {
        let sum = 0;
        for (let q = 0; q < columns; q++) sum += j[a * columns + q] * j[b * columns + q];
        product[a * rows + b] = 2 * sum;
      }
    }
    return largest(symmetricEigen(product, rows).values);
  }
}

/** Follow a method that the host drives. */
async function follow<
  State extends { readonly x: Float64Array; readonly iteration: number; readonly end: string | null },
>(
  name: MethodName,
  losses: Losses,
  start: State,
  step: (state: State) => Promise<State>,
  steps: number,
  context: RunContext,
): Promise<MethodPath> {
  const path: MethodPath = { steps: [], data: [], model: [] };
  for (let state = start;;) {
    const { model, data } = await losses.at(state.x);
    path.steps.push(state.iteration);
    path.model.push(model);
    path.data.push(data);
    context.progress(name, { step: state.iteration, steps, loss: model });
    if (state.end !== null || state.iteration >= steps) break;
    // Short enough to be done again from its start.
    if (context.signal.aborted) throw new TrainingStopped(state.iteration, undefined);
    state = await step(state);
  }
  return { steps: path.steps, data: rounded(path.data), model: rounded(path.model) };
}

async function comparePaths(
  settings: OptimiserSettings,
  seed: number,
  context: RunContext,
): Promise<OptimiserRun> {
  const { frequencies, fit, steps } = settings, line = new Line(poisson({ frequencies }), settings);
  const loop = async (
    name: string,
    loss: "data" | "model",
    optimizer: Optimizer,
    count: number,
    initial: Float64Array,
  ) =>
    await train({
      parameters: line.model.parameters,
      initial,
      loss: (parameters) => (loss === "data" ? line.dataLoss : line.modelLoss)(line.solution(parameters)),
      optimizer,
      steps: count,
      precision: "float64",
      observe(parameters) {
        const u = line.solution(parameters);
        return { data: line.dataLoss(u), model: line.modelLoss(u) };
      },
      observeAt: [
        ...new Set([...logarithmicSteps(settings.readings, count), ...everySteps(200, Math.min(200, count))]),
      ]
        .sort((a, b) => a - b),
      signal: context.signal,
      progress: (progress) => context.progress(name, progress),
      checkpoint: context.checkpoint(name),
    });
  const { parameters: x } = await loop(
    "fit",
    "data",
    adam({ learningRate: piecewiseRate(fit) }),
    stepsOf(fit),
    line.initial(seed),
  );
  const losses = await Losses.of(line);
  try {
    const curvature = await losses.curvature(x);
    const pathOf = async (name: MethodName, optimizer: Optimizer): Promise<MethodPath> => {
      const { steps: at, curves } = await loop(name, "model", optimizer, steps[name], x);
      return { steps: [...at], data: rounded(curves.data), model: rounded(curves.model) };
    };
    const evaluate = async (at: Float64Array) => {
      const { model, gradient } = await losses.at(at);
      return { value: model, gradient };
    };
    const problem = {
      residuals: async (at: Float64Array) => (await losses.at(at)).r,
      jacobian: (at: Float64Array) => losses.jacobian(at),
    };
    return {
      curvature: rounded([curvature])[0],
      paths: {
        adam: await pathOf("adam", adam({ learningRate: settings.adamRate })),
        descent: await pathOf("descent", sgd({ learningRate: settings.descentShare / curvature })),
        "l-bfgs": await follow(
          "l-bfgs",
          losses,
          await lbfgsStart(evaluate, x),
          (state) => lbfgsStep(evaluate, state),
          steps["l-bfgs"],
          context,
        ),
        "gauss-newton": await follow(
          "gauss-newton",
          losses,
          await levenbergMarquardtStart(problem, x),
          (state) => levenbergMarquardtStep(problem, state),
          steps["gauss-newton"],
          context,
        ),
      },
    };
  } finally {
    await losses.dispose();
  }
}

const full: OptimiserSettings = {
  hidden: [20, 20],
  activation: "tanh",
  points: 100,
  gridPoints: 1024,
  highestFrequency: 10,
  frequencies: [1, 5],
  fit: [[3e-3, 10_000], [1e-3, 10_000], [1e-4, 5000]],
  adamRate: 1e-4,
  descentShare: 0.5,
  steps: { adam: 5000, descent: 100_000, "l-bfgs": 300, "gauss-newton": 40 },
  readings: 80,
};

export default experiment<OptimiserSettings, OptimiserRun>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ fit, steps }) => stepsOf(fit) + Object.values(steps).reduce((sum, count) => sum + count, 0),
  run: comparePaths,
});
