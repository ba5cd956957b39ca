/** X7: other ways to favour low rank than a small start: weight decay that ends, and the least nuclear norm. */
import { experiment } from "../../lib/experiments/mod.ts";
import { descendOne, type Errors, leastNuclearNorm } from "../../lib/identifiability/mod.ts";
import { meanSquaredError, withWeightDecay } from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { allEntries, PRODUCT, seenEntries, SIZE, startOn } from "./completion.ts";
import { ON_HOST } from "./on_host.ts";
import { matrixNamed } from "./target_matrices.ts";

export default experiment({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  settings: {
    matrices: ["NB1", "NB2", "NB3", "M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8"],
    sizes: Array.from({ length: 16 }, (_, i) => i + 1),
    /** A start from which gradient descent alone needs nearly all entries. */
    sigma: 0.1,
    learningRate: 0.05,
    /** λ of the first phase, and its steps; the second phase has none. */
    decay: 1e-2,
    decaySteps: 20_000,
    stopBelow: 1e-9,
    maxSteps: 50_000,
  },
  seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  steps: ({ matrices, sizes, decaySteps, maxSteps }) =>
    matrices.length * sizes.length * (decaySteps + maxSteps),
  run({ matrices, sizes, sigma, decay, decaySteps, ...descent }, seed) {
    return Promise.resolve(matrices.map((name) => {
      const test = allEntries(name), plain: Errors = [], decayed: Errors = [], nuclear: Errors = [];
      for (const n of sizes) {
        const seen = seenEntries("nested", n, seed), start = startOn(name, seen, sigma, seed, n);
        const error = (initial: Float64Array) => {
          const { end, parameters } = descendOne(PRODUCT, { ...start, initial }, descent);
          return end === "diverged" ? null : rounded(meanSquaredError(PRODUCT, parameters, test));
        };
        const first = { ...descent, stopBelow: 0, maxSteps: decaySteps };
        plain.push(error(start.initial));
        decayed.push(error(descendOne(withWeightDecay(PRODUCT, decay), start, first).parameters));
        const least = leastNuclearNorm(matrixNamed(name).entries, seen, SIZE);
        nuclear.push(
          rounded(least.reduce((sum, value, i) => sum + (value - test.targets[i]) ** 2, 0) / SIZE ** 2),
        );
      }
      return { plain, decayed, nuclear };
    }));
  },
});
