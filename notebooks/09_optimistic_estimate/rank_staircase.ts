/** Loss, effective rank and singular values of AB during training: one rank after the other. */
import {
  descendOne,
  entrySamples,
  factorisation,
  matrixProduct,
  samplingPattern,
  smallStart,
} from "../../lib/identifiability/mod.ts";
import { effectiveRankOfSpectrum } from "../../lib/linalg/effective_rank.ts";
import { jacobiSvd } from "../../lib/linalg/jacobi_svd.ts";
import { generator } from "../../lib/random/mod.ts";
import { SIZE } from "./completion.ts";
import { matrixNamed } from "./target_matrices.ts";

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
  const model = factorisation(SIZE), readings: StairReading[] = [];
  const samples = entrySamples(matrixNamed(name).entries, samplingPattern("nested", SIZE, SIZE * SIZE));
  const initial = smallStart(model.parameterCount, sigma, generator(seed, "initial", SIZE * SIZE));
  let next = 0;
  descendOne(
    model,
    { samples, initial },
    { learningRate, stopBelow: 1e-9, maxSteps },
    (step, theta, loss) => {
      if (step < next) return;
      next = Math.max(step + 1, Math.ceil(1.05 * step));
      const spectrum = jacobiSvd(matrixProduct(theta, SIZE), SIZE, SIZE).values;
      readings.push({
        step,
        loss,
        effectiveRank: effectiveRankOfSpectrum(spectrum),
        singularValues: Array.from(spectrum),
      });
    },
  );
  return readings;
}
