/** Loss, effective rank and singular values of AB on its way: one rank after the other. */
import { descendOne, matrixProduct, samplingPattern } from "../../lib/identifiability/mod.ts";
import { effectiveRankOfSpectrum } from "../../lib/linalg/effective_rank.ts";
import { jacobiSvd } from "../../lib/linalg/jacobi_svd.ts";
import { PRODUCT, SIZE, startOn } from "./completion.ts";

/** One reading; singular values largest first. */
export interface StairReading {
  step: number;
  loss: number;
  effectiveRank: number;
  singularValues: number[];
}

/** Gradient descent on all entries of a matrix, read at steps even in their logarithm. */
export function rankStaircase(
  name: string,
  { sigma, learningRate, maxSteps, seed }: Record<"sigma" | "learningRate" | "maxSteps" | "seed", number>,
): StairReading[] {
  const all = SIZE * SIZE, start = startOn(name, samplingPattern("nested", SIZE, all), sigma, seed, all);
  const readings: StairReading[] = [];
  let next = 0;
  descendOne(PRODUCT, start, { learningRate, stopBelow: 1e-9, maxSteps }, (step, theta, loss) => {
    if (step < next) return;
    next = Math.max(step + 1, Math.ceil(1.05 * step));
    const singularValues = Array.from(jacobiSvd(matrixProduct(theta, SIZE), SIZE, SIZE).values);
    readings.push({ step, loss, effectiveRank: effectiveRankOfSpectrum(singularValues), singularValues });
  });
  return readings;
}
