/** What is read off stored paths: weak errors, orders, and gaps between equations and dropout. */
import type { ResultOf } from "../../lib/experiments/mod.ts";
import type { Observable } from "../../lib/gradient_noise/mod.ts";
import { OBSERVABLES, pooledPaths, weakErrors, weakOrder } from "../../lib/gradient_noise/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import type { DigitCell, DigitCurves } from "./equation_on_digits.ts";
import type gapMap from "./gap_map.ts";
import { type ProcessName, statisticsOf } from "./weak_error.ts";
import type weakError from "./weak_error.ts";

/** Simulated paths of one seed. */
export type PathRun = ResultOf<typeof weakError>;
/** Ends of the paths at one p and ε. */
export type GapCell = ResultOf<typeof gapMap>[number];

/** Processes that approximate dropout. */
export type EquationName = Exclude<ProcessName, "dropout">;

/** Names of the observables. */
export const OBSERVABLE_NAMES: Record<Observable, string> = { R_S: "R_S", L_S: "L_S", norm2: "‖θ‖²" };

/** Cells of one p over some seeds, joined to one set of paths for each learning rate. */
export function pooledCells(runs: readonly PathRun[], keep: number) {
  return runs[0].flatMap(({ keep: own, rate }, at) => {
    const pooled = (name: ProcessName) =>
      pooledPaths(runs.map((cells) => statisticsOf(cells[at].processes[name])));
    return own === keep ? [{ rate, pooled }] : [];
  });
}

/** Weak error of a process by learning rate, of one observable; the paths of all given seeds count as one set. */
export function errorsByRate(
  runs: readonly PathRun[],
  keep: number,
  name: EquationName,
  observable: Observable,
) {
  const cells = pooledCells(runs, keep);
  return {
    rates: cells.map(({ rate }) => rate),
    errors: cells.map(({ pooled }) => weakErrors(pooled(name), pooled("dropout"))[observable]),
  };
}

/** Order of convergence with its interval. */
export function orderOf(...of: Parameters<typeof errorsByRate>) {
  const { rates, errors } = errorsByRate(...of);
  return weakOrder(rates, errors);
}

/** Orders with their intervals in words. */
export function orderText(
  runs: readonly PathRun[],
  keep: number,
  name: EquationName,
  observables: readonly Observable[],
): string {
  return observables.map((observable) => {
    const { order, low, high } = orderOf(runs, keep, name, observable);
    const which = observables.length > 1 ? ` in ${OBSERVABLE_NAMES[observable]}` : "";
    return `${order.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]${which}`;
  }).join(", ");
}

/**
 * A measure of how clearly order 2 is better: the largest, over observables and learning rates, of the lesser of
 * 3·error₂/error₁ and error₂/(2 standard errors); at most 1 where order 2 is below a third of order 1 or below 2
 * standard errors everywhere.
 */
export function secondOrderExcess(runs: readonly PathRun[], keep: number): number {
  return largest(OBSERVABLES.flatMap((observable) => {
    const first = errorsByRate(runs, keep, "order 1", observable).errors;
    return errorsByRate(runs, keep, "order 2", observable).errors.map(({ error, standardError }, k) =>
      Math.min(3 * error / first[k].error, error / (2 * standardError))
    );
  }));
}

/** Whether dropout's mean L_S ends below its start, above it, or so far above that a comparison is meaningless. */
export function gapState({ dropout, start }: GapCell): "descends" | "ends higher" | "diverges" {
  if (!dropout || dropout.mean > 10 * start) return "diverges";
  return dropout.mean <= start ? "descends" : "ends higher";
}

/** |E L_S(Θ) − E L_S(θ)|/E L_S(θ) at the end; infinite where the equation diverged. */
export function relativeGap({ dropout, order1, order2 }: GapCell, order: 1 | 2): number {
  const equation = order === 1 ? order1 : order2;
  return dropout && equation ? Math.abs(equation.mean - dropout.mean) / dropout.mean : Infinity;
}

/** Gaps above this, also infinite ones, count as this. */
export const LARGEST_GAP = 10;

/** Largest relative gap over cells in which dropout descends, at learning rates up to some. */
export function largestGap(cells: readonly GapCell[], order: 1 | 2, most: number): number {
  return largest(
    cells.filter((cell) => cell.rate <= most && gapState(cell) === "descends")
      .map((cell) => relativeGap(cell, order)),
  );
}

/** Whether curves on digits diverged: to infinity, or to a loss more than ten times that at the start. */
export function digitsDiverged(curves: DigitCurves | null): boolean {
  return !curves || curves.loss.at(-1)! > 10 * curves.loss[0];
}

/**
 * |R_S of the equation − R_S of dropout|/R_S of dropout, mean over the readings after the start; `null` if one of them
 * diverged.
 */
export function digitGap(cell: DigitCell, name: "order1" | "order2"): number | null {
  const { dropout } = cell, equation = cell[name];
  if (!dropout || !equation || digitsDiverged(dropout) || digitsDiverged(equation)) return null;
  return mean(dropout.loss.slice(1).map((value, k) => Math.abs(equation.loss[k + 1] - value) / value));
}
