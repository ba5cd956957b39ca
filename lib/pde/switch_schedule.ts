/** Piecewise learning rates, and the steps at which a training is read after a switch. */
import { everySteps } from "../train/mod.ts";

/** Pieces of a learning-rate schedule: a rate and its number of steps. */
export type RatePieces = readonly (readonly [rate: number, steps: number])[];

/** Steps of all pieces. */
export function stepsOf(pieces: RatePieces): number {
  return pieces.reduce((sum, [, steps]) => sum + steps, 0);
}

/** The rate at a step, counted from 1; the last piece continues. */
export function piecewiseRate(pieces: RatePieces): (step: number) => number {
  const rate = (step: number) => {
    let last = 0;
    return (pieces.find(([, steps]) => step <= (last += steps)) ?? pieces[pieces.length - 1])[0];
  };
  return Object.assign(rate, { toString: () => `piecewise(${JSON.stringify(pieces)})` });
}

/** Steps that are read in addition to every 20th. */
const FIRST = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 25, 30, 50, 70, 90];

/** Dense at first, as the loss jumps within a few steps; every 20 up to 500, 50 up to 1000, then 100. */
export function switchReadings(steps: number): number[] {
  const later = everySteps(10, steps).filter((step) =>
    step % (step <= 500 ? 20 : step <= 1000 ? 50 : 100) === 0 || step === steps
  );
  return [...new Set([...FIRST.filter((step) => step <= steps), ...later])].sort((a, b) => a - b);
}
