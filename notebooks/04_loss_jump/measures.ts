/** Readings of runs for the figures, tables and claims of this notebook. */
import {
  effectiveErrorFrequency,
  jumpRatio,
  modelLossOf,
  persistentJump,
  plateaus,
  recoveryStep,
  sineAmplitudes,
  spectrumAt,
} from "../../lib/pde/mod.ts";
import { largest, mean, smallest, spearman } from "../../lib/stats/mod.ts";
import type { StartCurves } from "./centred_start.ts";
import type { EquationName, EquationRun, EquationRuns } from "./equations.ts";
import type { LineRun } from "./line_training.ts";
import type { RateCurves } from "./mode_rates.ts";
import type { MethodPath } from "./optimisers.ts";
import type { ReverseRun } from "./reverse_switch.ts";
import type { Continuation, SwitchRun } from "./switch_training.ts";

export { errorAt, indexOfStep, modelLossOf, sineAmplitudes, spectrumAt } from "../../lib/pde/mod.ts";

/** The step of the persistent jump, J₂₀₀. */
export const TAU = 200;

/** Curves that every run has, on a line or in a plane. */
export type Curves = Pick<LineRun, "steps" | "data" | "residual">;

/** One continuation of each run. */
export function continued(runs: readonly SwitchRun[], name: Continuation): LineRun[] {
  return runs.map(({ after }) => present(after[name], `continuation "${name}"`));
}

/** One equation of each run. */
export function ofEquation(runs: readonly EquationRuns[], name: EquationName): EquationRun[] {
  return runs.map((run) => present(run[name], `equation "${name}"`));
}

function present<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new RangeError(`${what}: not in every run`);
  return found;
}

/** L_data τ steps after the switch, over that at the switch. */
export function jump({ steps, data }: Curves, tau = TAU): number {
  return persistentJump({ steps, values: data }, tau);
}

/** The largest L_data while `from` ≤ step ≤ `to`, over that at the switch: a reading that swings cannot hide the jump. */
export function highestJump({ steps, data }: Curves, from = 100, to = 1000): number {
  return largest(data.filter((_, i) => steps[i] >= from && steps[i] <= to)) / data[0];
}

/** Share of the jump's decades, from the peak on, that is gone at the last step. */
export function paidBack(run: Curves): number {
  const { data } = run, decades = (value: number) => Math.log10(value / data[0]);
  return 1 - decades(data.at(-1)!) / decades(data[peakIndex(run)]);
}

/** First step at which L_data is a hundred times that of another run at this step; the last step where it never is. */
export function stepsToHundred({ steps, data }: Curves, other: Curves): number {
  return steps.find((_, i) => data[i] >= 100 * other.data[i]) ?? steps.at(-1)!;
}

/** The jump of each run. */
export function jumps(runs: readonly Curves[], tau = TAU): number[] {
  return runs.map((run) => jump(run, tau));
}

/** Whether L_data is back to ten times that at the switch after its peak. */
export function recovers({ steps, data }: Curves): boolean {
  return recoveryStep({ steps, values: data }, 10) !== null;
}

/** Index of the reading at which L_data is largest after the switch. */
export function peakIndex({ steps, data }: Curves): number {
  return steps.indexOf(jumpRatio({ steps, values: data }).step);
}

/** The run with the median jump, of an even number the lower one of the middle two, and its index. */
export function medianJump<Run extends Curves>(runs: readonly Run[]): { run: Run; index: number } {
  const order = runs.map((run, index) => ({ run, index, jump: jump(run) })).sort((a, b) => a.jump - b.jump);
  return order[Math.floor((runs.length - 1) / 2)];
}

/** k_eff at every reading, for an operator of order 2. */
export function effectiveFrequencies({ residual, data }: Curves): number[] {
  return residual.map((value, i) => effectiveErrorFrequency(value, data[i], 2));
}

/** Index of the reading at which a falling loss is closest, in its logarithm, to a fraction of its start. */
export function indexAtShare(loss: readonly number[], share: number): number {
  const distance = loss.map((value) => Math.abs(Math.log(value / loss[0] / share)));
  return distance.indexOf(smallest(distance));
}

/** Fractions of its start at which the order of frequencies is read for each loss: middles of 1–2 % and 20–40 %. */
const ORDER_SHARES = { model: 0.014, data: 0.28 } as const;

/** Step at which the order of frequencies is read. */
export function orderStep(run: LineRun, loss: "data" | "model"): number {
  return run.steps[indexAtShare(loss === "data" ? run.data : modelLossOf(run), ORDER_SHARES[loss])];
}

/** Rank correlation of the error's amplitude with k = 1, 2, … at that step, by Fourier or by sine amplitudes. */
export function orderRank(run: LineRun, loss: "data" | "model", spectrum: "Fourier" | "sine"): number {
  const step = orderStep(run, loss);
  const amplitudes = spectrum === "sine" ? sineAmplitudes(run, step) : spectrumAt(run, step).slice(1);
  // Ranks are fractions with few digits: −0.9 must not become −0.8999….
  return Number(spearman(amplitudes.map((_, k) => k + 1), amplitudes).toFixed(12));
}

/** Frequency at which a rate is largest. */
export function preferred(frequencies: readonly number[], rate: readonly number[]): number {
  return frequencies[rate.indexOf(largest(rate))];
}

/** The rates of one scale of the weights and one order of the operator. */
export function ratesOf(curves: readonly RateCurves[], sigma: number, order: number): RateCurves {
  return present(
    curves.find((one) => one.sigma === sigma && one.order === order),
    `rates of σ = ${sigma}, m = ${order}`,
  );
}

/** Largest relative distance of k*(m)/m from their mean, from k* for m = 1, 2, …. */
export function proportionality(best: readonly number[]): number {
  const slopes = best.map((k, i) => k / (i + 1)), middle = mean(slopes);
  return largest(slopes.map((slope) => Math.abs(slope / middle - 1)));
}

/** Mean frequency of a rate, weighted by the rate; the k-th entry is that of frequency k. */
export function meanFrequency(rate: readonly number[]): number {
  const total = rate.reduce((sum, value) => sum + value, 0);
  return rate.reduce((sum, value, k) => sum + k * value, 0) / total;
}

/** Largest rise of a curve above an earlier value of it; 0 for one that never rises. */
export function greatestRise(values: readonly number[]): number {
  let lowest = Infinity, rise = 0;
  for (const value of values) {
    lowest = Math.min(lowest, value);
    rise = Math.max(rise, value - lowest);
  }
  return rise;
}

/** What is read of a run from a random start; `lowest` is ê(1) at `spectrumSteps`. */
export type Stairs = StartCurves & { spectrumSteps: number[] };

/** The stages of a run that minimised the model loss. */
export function stairsOf(run: LineRun): Stairs {
  const { steps, relative, spectrumSteps, spectra } = run;
  return { steps, relative, spectrumSteps, loss: modelLossOf(run), lowest: spectra.map((row) => row[1]) };
}

/** The same of one whose spectra were read with its losses. */
export function centredStairs(run: StartCurves): Stairs {
  return { ...run, spectrumSteps: run.steps };
}

/** Number of plateaus of the loss. */
export function stages({ steps, loss }: Stairs): number {
  return plateaus(steps, loss).length;
}

/** Step from which a rise of ê(1) counts: the first steps fluctuate under either loss (our choice). */
export const SETTLED = 1000;

/** Largest rise of ê(1) once the training has settled. */
export function riseAfterSettling(steps: readonly number[], lowest: readonly number[]): number {
  return greatestRise(lowest.filter((_, i) => steps[i] >= SETTLED));
}

/** Factor by which the data loss has risen when a path has reduced the model loss to a tenth of its start. */
export function riseAtTenth({ data, model }: MethodPath): number {
  const at = model.findIndex((loss) => loss <= 0.1 * model[0]);
  return data[at < 0 ? data.length - 1 : at] / data[0];
}

/** Rank correlation of the jump with the ripple's frequency. */
export function rippleRank({ ripples }: ReverseRun): number {
  return spearman(ripples.map(({ frequency }) => frequency), ripples.map(({ model }) => jump(model)));
}

/** Each value over the largest. */
export function overLargest(values: readonly number[]): number[] {
  const most = largest(values);
  return values.map((value) => value / most);
}

/** Mean of rows, entry by entry. */
export function meanRow(rows: readonly (readonly number[])[]): number[] {
  return rows[0].map((_, j) => mean(rows.map((row) => row[j])));
}
