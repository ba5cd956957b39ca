/** Training and test rows, checked. */
import { requireFinite, requireRows, requireSameLength } from "../checks.ts";

/** Rows of inputs with their targets. */
export interface LabelledPoints {
  /** `[rows, inputs]`, row-major */
  readonly x: Float64Array;
  /** `[rows, targets]`, row-major */
  readonly y: Float64Array;
}

/** Numbers of rows and of targets in each. */
export interface PointCounts {
  readonly train: number;
  readonly test: number;
  readonly targets: number;
}

/**
 * Checks training and test rows against each other.
 *
 * @param inputs numbers of a row
 * @throws {RangeError} for rows that are absent or not whole, targets that are not equally many in every row, or
 *   numbers that are not finite
 */
export function countPoints(
  where: string,
  train: LabelledPoints,
  test: LabelledPoints,
  inputs: number,
): PointCounts {
  const rows = requireRows(where, "train.x", train.x, inputs);
  const unseen = requireRows(where, "test.x", test.x, inputs);
  const targets = train.y.length / rows;
  if (!Number.isInteger(targets) || targets < 1) {
    throw new RangeError(`${where}: train.y has ${train.y.length} targets, which ${rows} rows cannot share`);
  }
  requireFinite(where, "train.y", train.y);
  if (test.y.length !== unseen * targets) {
    throw new RangeError(
      `${where}: test.y has ${test.y.length} targets, needs ${targets} for each of ${unseen} rows`,
    );
  }
  requireFinite(where, "test.y", test.y);
  return { train: rows, test: unseen, targets };
}

/**
 * Weights of training rows; all 1 by default.
 *
 * @throws {RangeError} if they are not one per row, not finite, negative, or all 0
 */
export function checkedWeights(
  where: string,
  weights: ArrayLike<number> | undefined,
  rows: number,
): Float64Array {
  if (weights === undefined) return new Float64Array(rows).fill(1);
  requireSameLength(where, "weights", weights.length, "train.x (rows)", rows);
  requireFinite(where, "weights", weights);
  const checked = Float64Array.from(weights), bad = checked.findIndex((weight) => weight < 0);
  if (bad >= 0) throw new RangeError(`${where}: weights[${bad}] is ${checked[bad]}, needs 0 or more`);
  if (checked.every((weight) => weight === 0)) throw new RangeError(`${where}: all weights are 0`);
  return checked;
}
