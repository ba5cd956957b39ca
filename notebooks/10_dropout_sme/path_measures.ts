/** Weak errors and orders, read off stored paths. */
import {
  type Observable,
  OBSERVABLES,
  type OrderEstimate,
  pooledPaths,
  type WeakError,
  weakErrors,
  weakOrder,
} from "../../lib/gradient_noise/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { type ProcessName, statisticsOf, type WeakErrorCell } from "./weak_error.ts";

/** Processes that stand for dropout. */
export type EquationName = Exclude<ProcessName, "dropout">;

/** What the observables are called. */
export const OBSERVABLE_NAMES: Record<Observable, string> = { R_S: "R_S", L_S: "L_S", norm2: "‖θ‖²" };

/** Cells of one p over some seeds, joined to one set of paths for each learning rate. */
export function pooledCells(runs: readonly WeakErrorCell[][], keep: number) {
  const rates = [...new Set(runs[0].filter((cell) => cell.keep === keep).map(({ rate }) => rate))];
  return rates.map((rate) => {
    const cells = runs.map((cells) => cells.find((cell) => cell.keep === keep && cell.rate === rate)!);
    const pooled = (name: ProcessName) =>
      pooledPaths(cells.map(({ processes }) => statisticsOf(processes[name])));
    return { rate, pooled };
  });
}

/** Weak error of a process by learning rate, of one observable; the paths of all given seeds count as one set. */
export function errorsByRate(
  runs: readonly WeakErrorCell[][],
  keep: number,
  name: EquationName,
  observable: Observable,
): { rates: number[]; errors: WeakError[] } {
  const cells = pooledCells(runs, keep);
  return {
    rates: cells.map(({ rate }) => rate),
    errors: cells.map(({ pooled }) => weakErrors(pooled(name), pooled("dropout"))[observable]),
  };
}

/** Order of convergence with its interval. */
export function orderOf(
  runs: readonly WeakErrorCell[][],
  keep: number,
  name: EquationName,
  observable: Observable,
): OrderEstimate {
  const { rates, errors } = errorsByRate(runs, keep, name, observable);
  return weakOrder(rates, errors);
}

/**
 * How far order 2 is from being better: the largest, over observables and learning rates, of the lesser of
 * 3·error₂/error₁ and error₂/(2 standard errors); at most 1 where order 2 is below a third of order 1 or below 2 standard
 * errors everywhere.
 */
export function secondOrderExcess(runs: readonly WeakErrorCell[][], keep: number): number {
  return largest(OBSERVABLES.flatMap((observable) => {
    const [first, second] = (["order 1", "order 2"] as const).map((name) =>
      errorsByRate(runs, keep, name, observable).errors
    );
    return second.map(({ error, standardError }, k) =>
      Math.min(3 * error / first[k].error, error / (2 * standardError))
    );
  }));
}
