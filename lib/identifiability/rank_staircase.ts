/** The rank of a matrix product while it is trained: one singular value after the other. */
import { effectiveRankOfSpectrum } from "../linalg/effective_rank.ts";
import { jacobiSvd } from "../linalg/jacobi_svd.ts";
import { descendOne, type DescentOptions, type DescentStart } from "./descend.ts";
import { factorisation, matrixProduct } from "./factorisation.ts";

/** One reading; singular values of AB, largest first. */
export interface StairReading {
  step: number;
  loss: number;
  /** e to the power of the entropy of the normalised singular values. */
  effectiveRank: number;
  singularValues: number[];
}

/**
 * Gradient descent of AB, A and B of d × d, on entries of a matrix, read at steps even in their logarithm.
 *
 * @throws {RangeError} for options out of their range, or parameters and samples that do not fit
 */
export function rankStaircase(d: number, start: DescentStart, options: DescentOptions): StairReading[] {
  const readings: StairReading[] = [];
  let next = 0;
  descendOne(factorisation(d), start, options, (step, theta, loss) => {
    if (step < next) return;
    next = Math.max(step + 1, Math.ceil(1.05 * step));
    const singularValues = Array.from(jacobiSvd(matrixProduct(theta, d), d, d).values);
    readings.push({ step, loss, effectiveRank: effectiveRankOfSpectrum(singularValues), singularValues });
  });
  return readings;
}
