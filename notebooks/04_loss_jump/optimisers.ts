/**
 * Extension 3: the switch with Adam, gradient descent, L-BFGS and Gauss–Newton (Levenberg–Marquardt), in float64 on a
 * small network: does the jump belong to the loss, or to the optimizer's path?
 */
import { experiment } from "../../lib/experiments/mod.ts";
import * as optim from "../../lib/optim/mod.ts";
import * as pde from "../../lib/pde/mod.ts";
import {
  everySteps,
  logarithmicSteps,
  type RunContext,
  train,
  TrainingStopped,
} from "../../lib/train/mod.ts";
import { LINE, Line } from "./line_training.ts";
import { rounded } from "../../lib/experiments/rounded.ts";

/** Methods by name. */
export type MethodName = "adam" | "descent" | "l-bfgs" | "gauss-newton";

/** Numbers of the set-up; the notebook says where they come from. */
const settings = {
  ...LINE,
  hidden: [20, 20],
  points: 100,
  highestFrequency: 10,
  frequencies: [1, 5],
  fit: [[3e-3, 10_000], [1e-3, 10_000], [1e-4, 5000]] as pde.RatePieces,
  adamRate: 1e-4,
  /** Learning rate of gradient descent times the largest curvature of the model loss at the switch; stable below 2. */
  descentShare: 0.5,
  /** Steps or iterations after the switch. */
  steps: { adam: 5000, descent: 100_000, "l-bfgs": 300, "gauss-newton": 40 },
  /** Readings of the first two methods, evenly in the logarithm of the step. */
  readings: 80,
};
type Settings = typeof settings;

/** The path of one method in the plane of both losses; step 0 is the switch. */
export interface MethodPath {
  steps: number[];
  data: number[];
  model: number[];
}

/** Stored result of one seed. */
export interface OptimiserRun {
  /** Largest curvature of the model loss at the switch, in the Gauss–Newton approximation. */
  curvature: number;
  paths: Record<MethodName, MethodPath>;
}

/** State of a method that runs on the host. */
interface Iteration {
  readonly x: Float64Array;
  readonly iteration: number;
  readonly end: string | null;
}

/** Compares the methods from one fitted network. */
async function comparePaths(
  settings: Settings,
  seed: number,
  context: RunContext,
): Promise<OptimiserRun> {
  const { steps } = settings, line = new Line(settings);
  const loop = (
    name: string,
    loss: "data" | "model",
    optimizer: optim.Optimizer,
    count: number,
    initial: Float64Array,
  ) => {
    const evenly = everySteps(200, Math.min(200, count));
    return train({
      parameters: line.model.parameters,
      initial,
      loss: (parameters) => line[`${loss}Loss`](line.solution(parameters)),
      optimizer,
      steps: count,
      precision: "float64",
      observe(parameters) {
        const u = line.solution(parameters);
        return { data: line.dataLoss(u), model: line.modelLoss(u) };
      },
      observeAt: [...new Set([...logarithmicSteps(settings.readings, count), ...evenly])]
        .sort((a, b) => a - b),
      signal: context.signal,
      progress: (progress) => context.progress(name, progress),
      checkpoint: context.checkpoint(name),
    });
  };
  const fitting = optim.adam({ learningRate: pde.piecewiseRate(settings.fit) });
  const { parameters: x } = await loop("fit", "data", fitting, pde.stepsOf(settings.fit), line.initial(seed));
  const losses = await pde.LineObjectives.of(line);
  const traced = async (name: MethodName, optimizer: optim.Optimizer): Promise<MethodPath> => {
    const { steps: at, curves } = await loop(name, "model", optimizer, steps[name], x);
    return { steps: [...at], data: rounded(curves.data), model: rounded(curves.model) };
  };
  const followed = async <State extends Iteration>(
    name: MethodName,
    start: State,
    step: (state: State) => Promise<State>,
  ): Promise<MethodPath> => {
    const path: MethodPath = { steps: [], data: [], model: [] };
    for (let state = start;;) {
      const { model, data } = await losses.at(state.x);
      path.steps.push(state.iteration);
      path.model.push(model);
      path.data.push(data);
      context.progress(name, { step: state.iteration, steps: steps[name], loss: model });
      if (state.end !== null || state.iteration >= steps[name]) break;
      // Short enough to be repeated from its start.
      if (context.signal.aborted) throw new TrainingStopped(state.iteration, undefined);
      state = await step(state);
    }
    return { steps: path.steps, data: rounded(path.data), model: rounded(path.model) };
  };
  try {
    const curvature = await losses.curvature(x);
    const value = async (at: Float64Array) => {
      const { model, gradient } = await losses.at(at);
      return { value: model, gradient };
    };
    const squares = {
      residuals: async (at: Float64Array) => (await losses.at(at)).r,
      jacobian: (at: Float64Array) => losses.jacobian(at),
    };
    const bfgs = await optim.lbfgsStart(value, x);
    const newton = await optim.levenbergMarquardtStart(squares, x);
    return {
      curvature: rounded([curvature])[0],
      paths: {
        adam: await traced("adam", optim.adam({ learningRate: settings.adamRate })),
        descent: await traced("descent", optim.sgd({ learningRate: settings.descentShare / curvature })),
        "l-bfgs": await followed("l-bfgs", bfgs, (state) => optim.lbfgsStep(value, state)),
        "gauss-newton": await followed(
          "gauss-newton",
          newton,
          (state) => optim.levenbergMarquardtStep(squares, state),
        ),
      },
    };
  } finally {
    await losses.dispose();
  }
}

export default experiment<Settings, OptimiserRun>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  settings,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ fit, steps }) => pde.stepsOf(fit) + Object.values(steps).reduce((sum, count) => sum + count, 0),
  run: comparePaths,
});
