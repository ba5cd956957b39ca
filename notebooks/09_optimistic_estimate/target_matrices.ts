/** The 4 × 4 matrices of the experiments. */
import { jacobiSvd } from "../../lib/linalg/jacobi_svd.ts";

/** A target by its name. */
export interface TargetMatrix {
  readonly name: string;
  readonly rank: number;
  /** Row-major. */
  readonly entries: readonly number[];
}

const matrix = (name: string, rank: number, entries: readonly number[]): TargetMatrix => ({
  name,
  rank,
  entries,
});
const ROW = [4, .6, 1.8, .8], times = (factor: number) => ROW.map((value) => factor * value);
const SECOND = [10, 2.7, 5.1, 3.6], THIRD = [8, 2.2, 2.6, 1.6];

/**
 * M₁ … M₈ of the paper's appendix B, then those of the group's teaching notebook. M₅ is printed like M₃ in the paper,
 * so a matrix of rank 3 stands in: M₃ with entry (2, 3) raised by 3.
 */
export const MATRICES: readonly TargetMatrix[] = [
  matrix("M1", 1, [1, .3, .7, -.4, 2, .6, 1.4, -.8, 4, 1.2, 2.8, -1.6, 7, 2.1, 4.9, -2.8]),
  matrix("M2", 1, [4, .6, 1.8, .8, 6, .9, 2.7, 1.2, 8, 1.2, 3.6, 1.6, 18, 2.7, 8.1, 3.6]),
  matrix("M3", 2, [-1.8, 2.4, 7.7, -5.3, .4, 1.8, 5.4, -3.6, 3.2, 1.8, 4.8, -3, 6.6, 2.4, 5.9, -3.5]),
  matrix("M4", 2, [7.6, 3.3, 19.8, -7.3, 7.6, 2.1, 10.7, -2.4, 8.8, 1.8, 7.6, -.2, 19.2, 3.6, 14.1, .9]),
  matrix("M5", 3, [-1.8, 2.4, 7.7, -5.3, .4, 1.8, 8.4, -3.6, 3.2, 1.8, 4.8, -3, 6.6, 2.4, 5.9, -3.5]),
  matrix("M6", 3, [8.5, 9.3, 22.5, -6.1, 8.2, 6.1, 12.5, -1.6, 11.5, 19.8, 15.7, 3.4, 20.4, 11.6, 17.7, 2.5]),
  matrix("M7", 4, [3.6, -1.2, 8.1, -3.5, 8.1, -3.5, 3.6, -1.2, 9.1, -1.7, 11.4, -.6, 11.4, -.6, 9.1, -1.7]),
  matrix("M8", 4, [
    12.1,
    17.3,
    24.1,
    -4.9,
    16.3,
    24.1,
    16.1,
    1.1,
    14.2,
    25.8,
    16.9,
    4.3,
    22.2,
    15.6,
    18.5,
    3.1,
  ]),
  matrix("NB1", 1, [...ROW, ...times(2), ...times(2), ...times(1.5)]),
  matrix("NB2", 2, [...ROW, ...SECOND, ...times(2), ...times(1.5)]),
  matrix("NB3", 3, [...ROW, ...SECOND, ...THIRD, ...times(1.5)]),
];

/**
 * A matrix by its name.
 *
 * @throws {RangeError} for an unknown name
 */
export function matrixNamed(name: string): TargetMatrix {
  const found = MATRICES.find((matrix) => matrix.name === name);
  if (found) return found;
  const allowed = MATRICES.map(({ name }) => name).join(", ");
  throw new RangeError(`matrixNamed: "${name}" is unknown, allowed ${allowed}`);
}

/** Mean square of the entries, the unit of relative errors. */
export function meanSquare({ entries }: TargetMatrix): number {
  return entries.reduce((sum, value) => sum + value * value, 0) / entries.length;
}

/** σ_r²/16 of a matrix of rank r by its name: the mean squared error that its smallest singular value alone makes. */
export function smallestPart(name: string): number {
  const { entries, rank } = matrixNamed(name);
  return jacobiSvd(entries, 4, 4).values[rank - 1] ** 2 / 16;
}

/** 2rd − r² of a matrix by its name, d = 4. */
export function optimisticEntries(name: string): number {
  const { rank } = matrixNamed(name);
  return 8 * rank - rank * rank;
}
