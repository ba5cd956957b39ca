/** Which entries must be seen? Random and nested sets of entries, and all crosses of two rows and two columns. */
import { experiment } from "../../lib/experiments/mod.ts";
import { balancedFactors, descend, type DescentOptions } from "../../lib/identifiability/mod.ts";
import { empiricalModelRank, meanSquaredError, samplingPattern } from "../../lib/identifiability/mod.ts";
import type { SamplingPatternName } from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { allEntries, PRODUCT, seenEntries, SIZE, startOn } from "./completion.ts";
import { ON_HOST } from "./on_host.ts";
import { matrixNamed } from "./target_matrices.ts";

/** Pairs of four rows, or columns. */
export const PAIRS: readonly (readonly [number, number])[] = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]];

/** What one set of entries gave. */
export type MaskOutcome = ReturnType<typeof outcome>;

function outcome(options: DescentOptions & { sigma: number }, name: string, seen: number[], seed: number) {
  const start = startOn(name, seen, options.sigma, seed, name), [run] = descend(PRODUCT, [start], options);
  const error = () => rounded(meanSquaredError(PRODUCT, run.parameters, allEntries(name)));
  return {
    /** Rank of the Jacobian at the target on these entries; the model rank where they determine the target locally. */
    rank: empiricalModelRank(PRODUCT, balancedFactors(matrixNamed(name).entries), start.samples.inputs),
    /** Mean squared error of all entries; `null` where the run diverged. */
    test: run.end === "diverged" ? null : error(),
  };
}

export default experiment({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  settings: {
    matrices: [
      { name: "M1", learningRate: 0.05, sizes: [7, 8, 9, 10, 11, 12, 13, 14, 15] },
      { name: "NB1", learningRate: 0.1, sizes: [7, 8, 9, 10, 11, 12, 13, 14, 15] },
      { name: "NB2", learningRate: 0.1, sizes: [12, 13, 14, 15] },
      { name: "M3", learningRate: 0.05, sizes: [12, 13, 14, 15] },
    ],
    patterns: ["nested", "cross", "random"] as SamplingPatternName[],
    // Matrices of rank 2 that are tried with every cross.
    crosses: ["M3", "M4"],
    sigma: 1e-4,
    stopBelow: 1e-9,
    maxSteps: 20_000,
  },
  seeds: Array.from({ length: 100 }, (_, i) => i),
  steps: ({ matrices, patterns, crosses, maxSteps }) =>
    (matrices.reduce((sum, { sizes }) => sum + sizes.length, 0) * patterns.length +
      crosses.length * PAIRS.length ** 2) * maxSteps,
  run(settings, seed) {
    /** By matrix, pattern, number of entries. */
    const outcomes = settings.matrices.map(({ name, learningRate, sizes }) =>
      settings.patterns.map((pattern) =>
        sizes.map((n) => outcome({ ...settings, learningRate }, name, seenEntries(pattern, n, seed), seed))
      )
    );
    /** By matrix: all 36 crosses, rows (0, 1), (0, 2), … and within them columns. */
    const crosses = settings.crosses.map((name) =>
      PAIRS.flatMap((rows) =>
        PAIRS.map((columns) => {
          const seen = samplingPattern("cross", SIZE, 12, { rows, columns });
          return outcome({ ...settings, learningRate: 0.05 }, name, seen, seed);
        })
      )
    );
    return Promise.resolve({ outcomes, crosses });
  },
});
