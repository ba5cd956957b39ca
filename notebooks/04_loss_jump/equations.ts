/** L7–L10: the switch for Burgers' equation, the heat equation, diffusion with a source, and the wave equation. */
import * as tf from "@tensorflow/tfjs-core";
import { experiment } from "../../lib/experiments/mod.ts";
import { multilayerPerceptron, xavierUniform } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import * as pde from "../../lib/pde/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { everySteps, type RunContext, train, type TrainingRecord } from "../../lib/train/mod.ts";
import { piecewiseRate, type RatePieces, stepsOf, switchReadings } from "../../lib/pde/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";

/** Equations in space and time. */
export type EquationName = Exclude<pde.ProblemName, "poisson">;

/** Numbers of the set-up; the notebook says where they come from. */
const settings = {
  equations: ["burgers", "heat", "diffusion", "wave"] as EquationName[],
  hidden: [64, 64, 64],
  activation: "tanh" as pde.SmoothActivationName,
  points: { interior: 600, condition: 50 },
  /** Even lattice on which errors are measured and solutions are kept. */
  lattice: [41, 21],
  fit: [[1e-3, 12_000], [3e-4, 3000], [1e-4, 2000], [1e-5, 1000]] as RatePieces,
  fitReadEvery: 500,
  rate: 1e-4,
  steps: { model: 2000, data: 500 },
  /** Solutions of this seed are kept at these steps after the switch. */
  shown: { seed: 0, steps: [0, 20, 200, 2000] },
};
type Settings = typeof settings;

/** Curves of one stage, as long as `steps`. */
export interface PlaneRun {
  steps: number[];
  data: number[];
  residual: number[];
  /** Boundary and initial conditions together. */
  conditions: number[];
  relative: number[];
}

/** Stored result of one equation. */
export interface EquationRun {
  fit: PlaneRun;
  model: PlaneRun;
  control: PlaneRun;
  /** Solutions on the lattice, time fastest; of one seed only. */
  shown: { steps: number[]; network: number[][]; exact: number[] } | null;
}

/** By equation, those that the settings name. */
export type EquationRuns = Partial<Record<EquationName, EquationRun>>;

async function switchEquation(
  name: EquationName,
  settings: Settings,
  seed: number,
  context: RunContext,
): Promise<EquationRun> {
  const problem = pde.problemByName(name), { fit, steps, rate, shown } = settings;
  const collocation = pde.randomCollocation(problem, settings.points, generator(seed, "points", name));
  const lattice = pde.latticePoints(problem.domain, settings.lattice);
  const exact = pde.valuesAt(lattice, problem.exact);
  const model = multilayerPerceptron({
    widths: [2, ...settings.hidden, 1],
    activation: pde.smoothActivation(settings.activation, problem.order),
  });
  const losses = { data: pde.dataLoss(collocation), model: pde.modelLoss(collocation) };
  const residual = pde.residualLoss(collocation);
  const bound = (parameters: tf.Tensor[]) => pde.boundFunction(model, parameters);
  const stage = (
    part: string,
    loss: "data" | "model",
    rates: RatePieces,
    initial: Float64Array,
    readAt = switchReadings(stepsOf(rates)),
  ) =>
    train({
      parameters: model.parameters,
      initial,
      loss: (parameters) => losses[loss](bound(parameters)),
      optimizer: adam({ learningRate: piecewiseRate(rates) }),
      steps: stepsOf(rates),
      observe(parameters) {
        const u = bound(parameters), squares = residual(u);
        return { data: losses.data(u), residual: squares, conditions: tf.sub(losses.model(u), squares) };
      },
      observeAt: readAt,
      snapshot: (parameters) => ({ u: pde.fieldOf(bound(parameters), lattice, problem.axes).value }),
      snapshotAt: readAt,
      signal: context.signal,
      progress: (progress) => context.progress(`${name}-${part}`, progress),
      checkpoint: context.checkpoint(`${name}-${part}`),
    });
  const summary = ({ steps, curves, snapshots }: TrainingRecord): PlaneRun => ({
    steps: [...steps],
    data: rounded(curves.data),
    residual: rounded(curves.residual),
    conditions: rounded(curves.conditions.map((value) => Math.max(0, value))),
    relative: rounded(snapshots.map(({ values }) => pde.relativeL2Error(values.u, exact))),
  });
  const initial = xavierUniform(model.parameters, generator(seed, "initial"));
  const fitted = await stage("fit", "data", fit, initial, everySteps(settings.fitReadEvery, stepsOf(fit)));
  const after = (loss: "data" | "model") => stage(loss, loss, [[rate, steps[loss]]], fitted.parameters);
  const switched = await after("model"), control = await after("data");
  const kept = switched.snapshots.filter(({ step }) => seed === shown.seed && shown.steps.includes(step));
  // Three digits are what a heat map shows.
  const short = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toPrecision(3)));
  return {
    fit: summary(fitted),
    model: summary(switched),
    control: summary(control),
    shown: kept.length === 0 ? null : {
      steps: kept.map(({ step }) => step),
      network: kept.map(({ values }) => short(values.u)),
      exact: short(exact),
    },
  };
}

export default experiment<Settings, EquationRuns>({
  at: import.meta,
  revision: 1,
  settings,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ equations, fit, steps }) => equations.length * (stepsOf(fit) + steps.model + steps.data),
  async run(settings, seed, context) {
    const runs: EquationRuns = {};
    for (const name of settings.equations) runs[name] = await switchEquation(name, settings, seed, context);
    return runs;
  },
});
