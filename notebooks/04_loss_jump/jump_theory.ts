/**
 * Extension 6: the jump that `predictLossJump` foresees from the network at the switch, next to those of trainings, for
 * three equations in space and time; and the residual weighted by |k|⁻², which undoes two derivatives in a plane.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { type Model, multilayerPerceptron, xavierNormal } from "../../lib/nn/mod.ts";
import { adam, type Optimizer, sgd } from "../../lib/optim/mod.ts";
import * as pde from "../../lib/pde/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";

/** Equations, and what is minimised after the switch: all points, or sine modes with weight |k|⁻² or 1. */
export type TheoryEquation = "burgers" | "heat" | "wave";
export type TheoryLoss = "points" | "weighted" | "modes";
/** Largest data loss over that at the switch: foreseen, by gradient descent and by Adam. */
export type TheoryJump = Record<"predicted" | "descent" | "adam", number>;
/** Stored result of one seed. */
export type TheoryRun = Record<TheoryEquation, Record<TheoryLoss, TheoryJump>>;

const settings = {
  equations: ["burgers", "heat", "wave"] as TheoryEquation[],
  viscosity: 0.1,
  hidden: [32, 32],
  lattice: [17, 17],
  modes: [8, 8],
  fit: [[3e-3, 6000], [1e-3, 4000], [1e-4, 2000]] as pde.RatePieces,
  adam: { rate: 1e-4, steps: 1000 },
  /** Steps of gradient descent at half the largest stable rate. */
  descent: 3000,
};
type Settings = typeof settings;

async function jumpsOf(
  problem: pde.PdeProblem,
  model: Model,
  settings: Settings,
  seed: number,
  context: RunContext,
) {
  const { lattice: counts, modes, fit, descent } = settings, { name } = problem;
  const collocation = pde.latticeCollocation(problem, counts), data = pde.dataLoss(collocation);
  const go = (part: string, of: Pick<pde.ObservedJumpSetup, "loss" | "optimizer" | "steps" | "parameters">) =>
    pde.observeLossJump({ ...of, model, collocation, name: `${name}-${part}`, context });
  const { parameters } = await go("fit", {
    loss: data,
    optimizer: adam({ learningRate: pde.piecewiseRate(fit) }),
    steps: pde.stepsOf(fit),
    parameters: xavierNormal(model.parameters, generator(seed, "initial")),
  });
  const sines = (weight: (k: readonly number[]) => number) =>
    pde.residualVector(collocation, { modes: { counts, modes, weight } });
  const residuals = {
    points: pde.residualVector(collocation),
    weighted: sines(pde.inverseLaplacian),
    modes: sines(() => 1),
  };
  const jumps: Partial<Record<TheoryLoss, TheoryJump>> = {};
  for (const [loss, residual] of Object.entries(residuals)) {
    const horizon = descent / 2, setup = { model, parameters, collocation, residual, horizon };
    const { jump, stableRate } = await pde.predictLossJump(setup), minimised = pde.squaredNorm(residual);
    const by = (kind: string, optimizer: Optimizer, steps: number) =>
      go(`${loss}-${kind}`, { loss: minimised, optimizer, steps, parameters });
    const slow = await by("descent", sgd({ learningRate: stableRate / 2 }), descent);
    const fast = await by("adam", adam({ learningRate: settings.adam.rate }), settings.adam.steps);
    const [predicted, byDescent, byAdam] = rounded([jump.ratio, slow.jump, fast.jump]);
    jumps[loss as TheoryLoss] = { predicted, descent: byDescent, adam: byAdam };
  }
  return jumps as Record<TheoryLoss, TheoryJump>;
}

export default experiment({
  at: import.meta,
  revision: 1,
  precision: ["float32", "float64"],
  settings,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ equations, fit, adam, descent }) =>
    equations.length * (pde.stepsOf(fit) + 3 * (adam.steps + descent)),
  async run(settings, seed, context): Promise<TheoryRun> {
    const problems = { burgers: pde.burgers(settings.viscosity), heat: pde.heat(), wave: pde.wave() };
    const model = multilayerPerceptron({ widths: [2, ...settings.hidden, 1], activation: "tanh" });
    const runs: Partial<TheoryRun> = {};
    for (const name of settings.equations) {
      runs[name] = await jumpsOf(problems[name], model, settings, seed, context);
    }
    return runs as TheoryRun;
  },
});
