/** Inversion on the grid by L-BFGS. */
import { lbfgsStart, lbfgsStep } from "../../optim/mod.ts";
import { gridObjective, type GridPoint } from "./grid_objective.ts";
import { checkInversion, type GridOptions, type Inversion } from "./inversion.ts";

/** Settings of {@linkcode invertByLbfgs}. */
export interface LbfgsInversionOptions extends GridOptions {
  /** Changes that are kept; 8 by default. */
  history?: number;
}

/**
 * Inversion on the grid by L-BFGS with a strong-Wolfe line search, velocities in km/s, J as a share of J₀. The budget
 * counts every gradient, those of line searches included; where it ends within a line search, the best point counts.
 *
 * @throws {RangeError} for a start outside the bounds, or a budget that is not a positive integer
 * @throws {InversionError} where a misfit or gradient is not finite
 */
export async function invertByLbfgs(options: LbfgsInversionOptions): Promise<Inversion> {
  checkInversion("invertByLbfgs", options);
  const { start, solves, stopBelow = 0, watch, signal, history = 8 } = options;
  const objective = gridObjective(options), stop = new AbortController();
  let looked: GridPoint[] = [], accepted: GridPoint | null = null;
  const spent = () => objective.solves() >= solves || signal?.aborted === true;
  const evaluate = async (x: Float64Array) => {
    const point = await objective.at(x);
    looked.push(point);
    if (spent()) stop.abort();
    return point;
  };
  const accept = (point: GridPoint): GridPoint => {
    looked = [];
    watch?.({ solves: objective.solves(), misfit: point.misfit, velocity: point.velocity });
    return point;
  };
  const settings = { history, signal: stop.signal };
  let state = await lbfgsStart(evaluate, Float64Array.from(start, (v) => v / 1e3), settings);
  accepted = accept(looked[0]);
  const finished = (end: Inversion["end"]): Inversion => {
    const { velocity, misfit } = accepted!;
    return { velocity, misfit, solves: objective.solves(), end };
  };
  for (;;) {
    if (accepted.misfit < stopBelow) return finished("discrepancy");
    if (spent()) return finished("budget");
    if (state.end !== null) return finished("no descent");
    const next = await lbfgsStep(evaluate, state, settings);
    const found = looked.find(({ value }) => value === next.value && next !== state);
    const best = looked.reduce<GridPoint | null>(
      (low, one) => !low || one.value < low.value ? one : low,
      null,
    );
    if (found) accepted = accept(found);
    else if (best && best.value < accepted.value) accepted = accept(best);
    state = next;
  }
}
