/** L7–L10: the switch for Burgers' equation, the heat equation, diffusion with a source, and the wave equation. */
import * as tf from "@tensorflow/tfjs-core";
import { experiment } from "../../lib/experiments/mod.ts";
import { multilayerPerceptron, xavierUniform } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { smoothActivation, type SmoothActivationName } from "../../lib/pde/activation.ts";
import { randomCollocation, type RandomCounts } from "../../lib/pde/collocation.ts";
import { fieldOf } from "../../lib/pde/field.ts";
import { dataLoss } from "../../lib/pde/losses/data_loss.ts";
import { modelLoss, residualLoss } from "../../lib/pde/losses/model_loss.ts";
import { relativeL2Error } from "../../lib/pde/measures/relative_l2_error.ts";
import { latticePoints, valuesAt } from "../../lib/pde/points.ts";
import { problemByName, type ProblemName } from "../../lib/pde/problems/by_name.ts";
import { boundFunction } from "../../lib/pde/train_with_switch.ts";
import { generator } from "../../lib/random/mod.ts";
import { everySteps, type RunContext, train, type TrainingRecord } from "../../lib/train/mod.ts";
import { piecewiseRate, type RatePieces, stepsOf } from "./piecewise_rate.ts";
import { switchReadings } from "./reading_steps.ts";
import { rounded } from "./rounded.ts";

/** Equations in space and time. */
export type EquationName = Exclude<ProblemName, "poisson">;

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface EquationSettings {
  equations: EquationName[];
  hidden: number[];
  activation: SmoothActivationName;
  points: RandomCounts;
  /** Even lattice on which errors are measured and solutions are kept. */
  lattice: [number, number];
  fit: RatePieces;
  fitReadEvery: number;
  rate: number;
  steps: { model: number; data: number };
  /** Solutions of this seed are kept at these steps after the switch. */
  shown: { seed: number; steps: number[] };
}

/** Curves of one stage, as long as `steps`. */
export interface PlaneRun {
  steps: number[];
  data: number[];
  residual: number[];
  /** Boundary and initial conditions together. */
  conditions: number[];
  relative: number[];
}

/** What is kept of one equation. */
export interface EquationRun {
  fit: PlaneRun;
  model: PlaneRun;
  control: PlaneRun;
  /** Solutions on the lattice, time fastest; of one seed only. */
  shown: { steps: number[]; network: number[][]; exact: number[] } | null;
}

async function switchEquation(
  name: EquationName,
  settings: EquationSettings,
  seed: number,
  context: RunContext,
): Promise<EquationRun> {
  const problem = problemByName(name), { fit, steps, rate, shown } = settings;
  const collocation = randomCollocation(problem, settings.points, generator(seed, "points", name));
  const lattice = latticePoints(problem.domain, settings.lattice), exact = valuesAt(lattice, problem.exact);
  const model = multilayerPerceptron({
    widths: [2, ...settings.hidden, 1],
    activation: smoothActivation(settings.activation, problem.order),
  });
  const losses = { data: dataLoss(collocation), model: modelLoss(collocation) };
  const residual = residualLoss(collocation);
  const stage = (
    part: string,
    loss: "data" | "model",
    rates: RatePieces,
    initial: Float64Array,
    readAt: readonly number[],
  ) =>
    train({
      parameters: model.parameters,
      initial,
      loss: (parameters) => losses[loss](boundFunction(model, parameters)),
      optimizer: adam({ learningRate: piecewiseRate(rates) }),
      steps: stepsOf(rates),
      observe(parameters) {
        const u = boundFunction(model, parameters), squares = residual(u);
        return { data: losses.data(u), residual: squares, conditions: tf.sub(losses.model(u), squares) };
      },
      observeAt: [...readAt],
      snapshot: (parameters) => ({
        u: fieldOf(boundFunction(model, parameters), lattice, problem.axes).value,
      }),
      snapshotAt: [...readAt],
      signal: context.signal,
      progress: (progress) => context.progress(`${name}-${part}`, progress),
      checkpoint: context.checkpoint(`${name}-${part}`),
    });
  const summary = ({ steps, curves, snapshots }: TrainingRecord): PlaneRun => ({
    steps: [...steps],
    data: rounded(curves.data),
    residual: rounded(curves.residual),
    conditions: rounded(curves.conditions.map((value) => Math.max(0, value))),
    relative: rounded(snapshots.map(({ values }) => relativeL2Error(values.u, exact))),
  });
  const initial = xavierUniform(model.parameters, generator(seed, "initial"));
  const fitted = await stage("fit", "data", fit, initial, everySteps(settings.fitReadEvery, stepsOf(fit)));
  const after = (loss: "data" | "model") =>
    stage(loss, loss, [[rate, steps[loss]]], fitted.parameters, switchReadings(steps[loss]));
  const switched = await after("model"), control = await after("data");
  const kept = switched.snapshots.filter(({ step }) => seed === shown.seed && shown.steps.includes(step));
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

/** Three digits are what a heat map shows. */
function short(values: ArrayLike<number>): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(3)));
}

const full: EquationSettings = {
  equations: ["burgers", "heat", "diffusion", "wave"],
  hidden: [64, 64, 64],
  activation: "tanh",
  points: { interior: 600, condition: 50 },
  lattice: [41, 21],
  fit: [[1e-3, 12_000], [3e-4, 3000], [1e-4, 2000], [1e-5, 1000]],
  fitReadEvery: 500,
  rate: 1e-4,
  steps: { model: 2000, data: 500 },
  shown: { seed: 0, steps: [0, 20, 200, 2000] },
};

export default experiment<EquationSettings, Partial<Record<EquationName, EquationRun>>>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ equations, fit, steps }) => equations.length * (stepsOf(fit) + steps.model + steps.data),
  async run(settings, seed, context) {
    const runs: Partial<Record<EquationName, EquationRun>> = {};
    for (const name of settings.equations) runs[name] = await switchEquation(name, settings, seed, context);
    return runs;
  },
});
