/** Learning rates that change at given steps. */

/** Pieces of a learning-rate schedule: the rate of so many steps. */
export type RatePieces = readonly (readonly [rate: number, steps: number])[];

/** Steps of all pieces. */
export function stepsOf(pieces: RatePieces): number {
  return pieces.reduce((sum, [, steps]) => sum + steps, 0);
}

/** The rate at a step, counted from 1; the last piece goes on. */
export function piecewiseRate(pieces: RatePieces): (step: number) => number {
  const rate = (step: number) => {
    let last = 0;
    for (const [rate, steps] of pieces) {
      last += steps;
      if (step <= last) return rate;
    }
    return pieces[pieces.length - 1][0];
  };
  return Object.assign(rate, { toString: () => `piecewise(${JSON.stringify(pieces)})` });
}
