/** Made-up runs that show what a row asks for, or do not. */
import type { CentredRun } from "../../../notebooks/04_loss_jump/centred_start.ts";
import type { CureRun } from "../../../notebooks/04_loss_jump/cures.ts";
import type { EquationName, EquationRun } from "../../../notebooks/04_loss_jump/equations.ts";
import type { TheoryRun } from "../../../notebooks/04_loss_jump/jump_theory.ts";
import type { LineRun } from "../../../notebooks/04_loss_jump/line_training.ts";
import type { RateCurves } from "../../../notebooks/04_loss_jump/mode_rates.ts";
import { CURES, namesOf } from "../../../notebooks/04_loss_jump/names.ts";
import type { MethodPath, OptimiserRun } from "../../../notebooks/04_loss_jump/optimisers.ts";
import type { PreferredFrequencies } from "../../../notebooks/04_loss_jump/order_rates.ts";
import type { ReverseRun } from "../../../notebooks/04_loss_jump/reverse_switch.ts";
import type { Continuation, SwitchRun } from "../../../notebooks/04_loss_jump/switch_training.ts";

export const STEPS = [0, 20, 200, 1000, 2000];

/** A made-up run whose data loss at the readings is `factors` times that at the switch. */
export function lineRun(factors: readonly number[], changes: Partial<LineRun> = {}): LineRun {
  const low = [0, 3, 2, 1, 0.5, 0.4, 0.3, 0.2, 0.1, 0.1, 0.01];
  return {
    steps: STEPS,
    data: factors.map((factor) => 1e-5 * factor),
    residual: [30, 10, 3, 1, 0.5],
    boundary: [0, 0, 0, 0, 0],
    relative: factors.map((factor) => 1e-3 * Math.sqrt(factor)),
    lowShare: [0.01, 0.9, 0.95, 0.95, 0.9],
    spectrumSteps: STEPS,
    spectra: STEPS.map((_, i) => low.map((a) => 0.01 + a * (i === 0 ? 0.01 : 1) * (1 + (i % 2)))),
    sines: {
      steps: STEPS,
      ends: STEPS.map((): [number, number] => [0, 0]),
      amplitudes: STEPS.map(() => Array.from({ length: 10 }, (_, j) => 10 - j)),
    },
    gradients: { data: STEPS.map(() => 1), model: STEPS.map(() => 9), cosine: STEPS.map(() => 0.1) },
    shown: {
      steps: STEPS,
      x: [0, 1, 2],
      network: STEPS.map(() => [0, 1, 0]),
      residual: STEPS.map(() => [1, 2, 1]),
      exact: [0, 1, 0],
    },
    ...changes,
  };
}

export const JUMPS = lineRun([1, 50, 5000, 900, 8]);
export const SLOW = lineRun([1, 2, 30, 40, 50]);
export const STAYS = lineRun([1, 5, 0.97, 0.95, 0.9], { residual: [30, 30, 29.5, 29, 29] });
export const FIT = lineRun([1e5, 100, 10, 2, 1]);

export function switchRun(model = JUMPS, changes: Partial<Record<Continuation, LineRun>> = {}): SwitchRun {
  const after: SwitchRun["after"] = {};
  for (const name of ["model", "modelFast", "weighted", "kept"] as const) after[name] = model;
  after.modelSlow = SLOW;
  for (const name of ["data", "dataFast", "sobolev", "ritz", "blend"] as const) after[name] = STAYS;
  return { fit: FIT, after: { ...after, ...changes } };
}

export const K = Array.from({ length: 21 }, (_, k) => k);
/** Rates with their hump at `best`. */
export const rates = (sigma: number, order: number, best: number): RateCurves => {
  const rate = K.map((k) => Math.exp(-((k - best) ** 2) / 8));
  return { sigma, order, rate, cross: rate, theory: rate };
};
export const RATES = [
  rates(1, 0, 0),
  rates(1, 1, 1),
  rates(1, 2, 2),
  rates(1, 3, 3),
  rates(1, 4, 4),
  rates(3, 0, 0),
  {
    ...rates(3, 2, 6),
    rate: K.map((k) => Math.exp(-((k - 6) ** 2) / 80)),
  },
];

export const equationRun = (model: LineRun): EquationRun => ({
  fit: { ...FIT, conditions: [] },
  model: { ...model, conditions: [] },
  control: { ...STAYS, conditions: [] },
  shown: { steps: [0, 20], network: [Array(20).fill(0.5), Array(20).fill(0.7)], exact: Array(20).fill(0.5) },
});
export const equations = (model = JUMPS): Record<EquationName, EquationRun> => ({
  burgers: equationRun(model),
  heat: equationRun(model),
  diffusion: equationRun(model),
  wave: equationRun(model),
});

/** A run whose loss at step 1000 is in the window in which orders are read, with that order of amplitudes there. */
export const orderRun = (share: number, amplitudes: number[]): LineRun => {
  const spectra = STEPS.map(() => [0, ...amplitudes]);
  const loss = [1, 0.9, 0.8, share, share / 10];
  const sines = {
    steps: STEPS,
    ends: STEPS.map((): [number, number] => [0, 0]),
    amplitudes: STEPS.map(() => amplitudes.flatMap((a) => [9, -a])),
  };
  return lineRun(loss, { residual: loss, spectra, sines });
};
export const UP = [0.1, 0.2, 0.3, 0.4, 0.5], DOWN = [...UP].reverse();

export const stairs = (levels: readonly number[]) => levels.flatMap((level) => Array(12).fill(level));
export const randomRun = (levels: readonly number[]): LineRun => {
  const loss = stairs(levels), steps = loss.map((_, i) => 50 * i);
  return {
    steps,
    data: loss,
    residual: loss,
    boundary: loss.map(() => 0),
    relative: loss.map(() => 1),
    lowShare: loss.map(() => 1),
    spectrumSteps: steps,
    spectra: steps.map((step) => [0, step > 1500 ? 2 : 1]),
  };
};

/** The same run as one of centred inputs, whose controls by the data loss fall without a stair. */
export const centredRun = (levels: readonly number[]): CentredRun => {
  const { steps, data: loss, relative, spectra } = randomRun(levels);
  const smooth = steps.map((_, i) => 100 * 0.97 ** i);
  return {
    model: { steps, loss, relative, lowest: spectra.map((row) => row[1]) },
    data: { steps, loss: smooth, relative, lowest: steps.map(() => 1) },
    plain: { steps, loss: smooth, relative, lowest: steps.map(() => 1) },
  };
};

/** k*(m) of two scales. */
export const preferredRun = (best: readonly number[]): PreferredFrequencies =>
  [3, 4].flatMap((sigma) => best.map((rate, i) => ({ sigma, order: i + 1, rate, theory: 2 * (i + 1) })));

/** Foreseen and observed jumps of three equations, of each of three losses. */
export const theoryRun = (foreseen: readonly number[], found: readonly number[]): TheoryRun => {
  const losses = (scale: number) =>
    Object.fromEntries(
      (["points", "weighted", "modes"] as const).map((loss, i) => {
        const adam = scale * found[i];
        return [loss, { predicted: scale * foreseen[i], descent: adam, adam }];
      }),
    ) as TheoryRun["heat"];
  return { burgers: losses(1), heat: losses(2), wave: losses(3) };
};

/** These results in turn, for three seeds at least. */
export const runs = <Result>(...results: Result[]) => {
  const seeds = Array.from({ length: Math.max(3, results.length) }, (_, i) => i);
  return { seeds, results: seeds.map((i) => results[i % results.length]), source: "stored, exact" as const };
};

export const path = (factor: number): MethodPath => ({
  steps: [0, 1, 2],
  data: [1, factor, 1],
  model: [10, 1, 0.1],
});
export const optimiserRun = (factor: number): OptimiserRun => ({
  curvature: 1e5,
  paths: { adam: path(factor), descent: path(factor), "l-bfgs": path(factor), "gauss-newton": path(factor) },
});
export const cureRun = (cured: LineRun): CureRun =>
  Object.fromEntries(namesOf(CURES).map((name) => [name, name === "none" ? JUMPS : cured])) as CureRun;
export const layerRun = (scale: number, best: number) => ({
  scale,
  rates: { data: rates(1, 0, 0).rate, model: rates(1, 2, best).rate },
  fit: FIT,
  model: JUMPS,
  control: STAYS,
});
export const reverseRun = (back: LineRun, jumps: readonly number[]): ReverseRun => ({
  toData: back,
  stayModel: STAYS,
  fits: [{ steps: 10, model: JUMPS }, { steps: 20, model: JUMPS }],
  ripples: jumps.map((factor, i) => ({
    frequency: i + 1,
    model: lineRun([1, 2, factor, 1, 1]),
    data: lineRun([1, 1, 0.5, 0.1, 0.1]),
  })),
});
export const operatorRun = (factors: readonly number[]) =>
  factors.map((factor, order) => ({ order, run: lineRun([1, 2, factor, 1, 1]) }));
