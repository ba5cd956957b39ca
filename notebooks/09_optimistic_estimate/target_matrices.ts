/** The 4 × 4 matrices of the experiments. */

/** A target by its name. */
export interface TargetMatrix {
  readonly name: string;
  readonly rank: number;
  /** Row-major. */
  readonly entries: readonly number[];
}

/** M₁ … M₈ of the paper's appendix B; M₅ is printed like M₃ there, so a matrix of rank 3 stands in: M₃ with entry (2, 3) raised by 3. */
const PAPER: readonly TargetMatrix[] = [
  { name: "M1", rank: 1, entries: [1, .3, .7, -.4, 2, .6, 1.4, -.8, 4, 1.2, 2.8, -1.6, 7, 2.1, 4.9, -2.8] },
  { name: "M2", rank: 1, entries: [4, .6, 1.8, .8, 6, .9, 2.7, 1.2, 8, 1.2, 3.6, 1.6, 18, 2.7, 8.1, 3.6] },
  {
    name: "M3",
    rank: 2,
    entries: [-1.8, 2.4, 7.7, -5.3, .4, 1.8, 5.4, -3.6, 3.2, 1.8, 4.8, -3, 6.6, 2.4, 5.9, -3.5],
  },
  {
    name: "M4",
    rank: 2,
    entries: [7.6, 3.3, 19.8, -7.3, 7.6, 2.1, 10.7, -2.4, 8.8, 1.8, 7.6, -.2, 19.2, 3.6, 14.1, .9],
  },
  {
    name: "M5",
    rank: 3,
    entries: [-1.8, 2.4, 7.7, -5.3, .4, 1.8, 8.4, -3.6, 3.2, 1.8, 4.8, -3, 6.6, 2.4, 5.9, -3.5],
  },
  {
    name: "M6",
    rank: 3,
    entries: [8.5, 9.3, 22.5, -6.1, 8.2, 6.1, 12.5, -1.6, 11.5, 19.8, 15.7, 3.4, 20.4, 11.6, 17.7, 2.5],
  },
  {
    name: "M7",
    rank: 4,
    entries: [3.6, -1.2, 8.1, -3.5, 8.1, -3.5, 3.6, -1.2, 9.1, -1.7, 11.4, -.6, 11.4, -.6, 9.1, -1.7],
  },
  {
    name: "M8",
    rank: 4,
    entries: [12.1, 17.3, 24.1, -4.9, 16.3, 24.1, 16.1, 1.1, 14.2, 25.8, 16.9, 4.3, 22.2, 15.6, 18.5, 3.1],
  },
];

const ROW = [4, .6, 1.8, .8], times = (factor: number) => ROW.map((value) => factor * value);
const SECOND = [10, 2.7, 5.1, 3.6], THIRD = [8, 2.2, 2.6, 1.6];

/** The matrices of the group's teaching notebook, of ranks 1, 2 and 3. */
const NOTEBOOK: readonly TargetMatrix[] = [
  { name: "NB1", rank: 1, entries: [...ROW, ...times(2), ...times(2), ...times(1.5)] },
  { name: "NB2", rank: 2, entries: [...ROW, ...SECOND, ...times(2), ...times(1.5)] },
  { name: "NB3", rank: 3, entries: [...ROW, ...SECOND, ...THIRD, ...times(1.5)] },
];

/** All matrices: the paper's, then the teaching notebook's. */
export const MATRICES: readonly TargetMatrix[] = [...PAPER, ...NOTEBOOK];

/**
 * A matrix by its name.
 *
 * @throws {RangeError} for an unknown name
 */
export function matrixNamed(name: string): TargetMatrix {
  const found = MATRICES.find((matrix) => matrix.name === name);
  if (!found) {
    throw new RangeError(
      `matrixNamed: "${name}" is unknown, allowed ${MATRICES.map(({ name }) => name).join(", ")}`,
    );
  }
  return found;
}

/** Mean square of the entries, which a relative error is measured by. */
export function meanSquare({ entries }: TargetMatrix): number {
  return entries.reduce((sum, value) => sum + value * value, 0) / entries.length;
}
