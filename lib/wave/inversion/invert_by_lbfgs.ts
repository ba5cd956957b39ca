/** Inversion on the grid by L-BFGS. */
import { minimizeFunction, TrainingStopped } from "../../train/mod.ts";
import { gridObjective, type GridPoint } from "./grid_objective.ts";
import { checkInversion, type GridOptions, type Inversion } from "./inversion.ts";

/** Settings of {@linkcode invertByLbfgs}. */
export interface LbfgsInversionOptions extends GridOptions {
  /** Changes that are kept; 8 by default. */
  history?: number;
}

/**
 * Inversion on the grid by L-BFGS with a strong-Wolfe line search, velocities in km/s, J as a share of J₀. The budget
 * counts every gradient, those of line searches included.
 *
 * @throws {RangeError} for a start outside the bounds, or a budget that is no positive integer
 * @throws {InversionError} where a misfit or gradient is not finite
 */
export async function invertByLbfgs(options: LbfgsInversionOptions): Promise<Inversion> {
  checkInversion("invertByLbfgs", options);
  const { start, solves, stopBelow = 0, watch, signal, history = 8 } = options;
  const objective = gridObjective(options), stop = new AbortController();
  // What the line search looks at; the accepted point is the one whose value is reported.
  let looked: GridPoint[] = [], accepted: GridPoint | null = null, end: Inversion["end"] = "no descent";
  const halt = (why: Inversion["end"]) => {
    end = why;
    stop.abort();
  };
  const accept = (point: GridPoint) => {
    accepted = point;
    looked = [];
    watch?.({ solves: objective.solves(), misfit: point.misfit, velocity: point.velocity });
    if (point.misfit < stopBelow) halt("discrepancy");
  };
  const evaluate = async (x: Float64Array) => {
    const point = await objective.at(x);
    if (accepted === null) accept(point);
    else looked.push(point);
    if (objective.solves() >= solves || signal?.aborted) halt(end === "discrepancy" ? end : "budget");
    return point;
  };
  try {
    await minimizeFunction({
      evaluate,
      initial: Float64Array.from(start, (v) => v / 1e3),
      maxIterations: solves,
      history,
      signal: stop.signal,
      progress: ({ loss }) => {
        const point = looked.find(({ value }) => value === loss);
        if (point) accept(point);
      },
    });
  } catch (error) {
    if (!(error instanceof TrainingStopped)) throw error;
    // The budget ended within a line search, whose best point counts.
    const best = looked.reduce<GridPoint | null>(
      (low, point) => !low || point.value < low.value ? point : low,
      null,
    );
    if (best && best.value < accepted!.value) accept(best);
  }
  const { velocity, misfit } = accepted!;
  return { velocity, misfit, solves: objective.solves(), end };
}
