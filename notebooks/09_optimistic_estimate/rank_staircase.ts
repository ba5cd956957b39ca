/** Figure 7: loss and effective rank of AB on the way, one rank after the other. */
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

/** What is read on the way. */
export interface Staircase {
  steps: number[];
  loss: number[];
  effectiveRank: number[];
  /** By place, largest first, at each reading. */
  singularValues: number[][];
}

/** Gradient descent on the first entries of a matrix, read at steps even in their logarithm. */
export function rankStaircase(
  name: string,
  entries: number,
  sigma: number,
  { learningRate, maxSteps, seed }: { learningRate: number; maxSteps: number; seed: number },
): Staircase {
  const model = factorisation(SIZE),
    read: Staircase = { steps: [], loss: [], effectiveRank: [], singularValues: [] };
  const samples = entrySamples(matrixNamed(name).entries, samplingPattern("nested", SIZE, entries));
  const initial = smallStart(model.parameterCount, sigma, generator(seed, "initial", entries));
  let next = 0;
  descendOne(
    model,
    { samples, initial },
    { learningRate, stopBelow: 1e-9, maxSteps },
    (step, theta, loss) => {
      if (step < next) return;
      next = Math.max(step + 1, Math.ceil(1.05 * step));
      const spectrum = jacobiSvd(matrixProduct(theta, SIZE), SIZE, SIZE).values;
      read.steps.push(step);
      read.loss.push(loss);
      read.effectiveRank.push(effectiveRankOfSpectrum(spectrum));
      read.singularValues.push(Array.from(spectrum));
    },
  );
  return read;
}
