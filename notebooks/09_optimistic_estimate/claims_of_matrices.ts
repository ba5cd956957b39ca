/** C1, C3, C4 and C9: lines, matrices and diagonal networks. Thresholds were fixed before the full runs. */
import { type Claim, type ClaimChange, claims, every, fullClaims, most } from "../../lib/claims/mod.ts";
import { onMean, onMedian } from "../../lib/claims/mod.ts";
import type { RunsOf } from "../../lib/experiments/mod.ts";
import { largest, smallest } from "../../lib/stats/mod.ts";
import type * as study from "./experiments.ts";
import * as read from "./readings.ts";
import { errorAt, recoveredFrom } from "../../lib/identifiability/mod.ts";
import { LINE_TARGETS } from "./reparameterisation.ts";
import { optimisticEntries } from "./target_matrices.ts";

/** C1: lines. */
export function lineClaims(runs: RunsOf<typeof study.reparameterisation>): Claim[] {
  type Run = typeof runs.results[number];
  const words = (part: "descent" | "finished") => ({
    quantity: "share of the 14 pairs of model and target that need as many samples as the theory says",
    measure: (run: Run) => read.share(read.rowsAsInTheory(run, part)),
    control: {
      what: "the linear model, compared with the sample sizes of the other one",
      measure: ({ linear }: Run) =>
        read.share(
          LINE_TARGETS.map(({ rank }, i) =>
            recoveredFrom(linear[i][part], read.LINE_TOLERANCE) === rank.reparameterised
          ),
        ),
      rule: every("<=", 0.572),
    },
    paperValue: "2 against 3",
  });
  return fullClaims(runs, [{
    ...words("descent"),
    id: "C1",
    claim: "Writing the same functions with other parameters changes how many samples are needed",
    rule: most(19, 20, ">=", 1),
    note: "nearly every seed, all 14 pairs, training ended at 10⁻⁹ as in the paper",
    because: {
      cause: "definition",
      close:
        "the paper shows means over trials, this row asks nearly every seed: add a row for the mean, and " +
        "σ = 10⁻⁶ with a stop at 10⁻¹² for seeds whose points nearly coincide; about 10 core-minutes",
    },
  }, {
    ...words("finished"),
    id: "C1b",
    claim: "… in the median seed, with training to convergence",
    rule: onMedian(">=", 1),
    note:
      "points that happen to lie close together need a smaller start and a longer training than the paper's",
  }]);
}

/** At first, C3 was one row on the worst of three matrices. */
const SPLIT: ClaimChange = {
  what: "reading",
  from: "one row on the worst of three matrices",
  to: "one row a matrix",
  why: "the third matrix alone fails",
};

/** C3: matrices from few entries. */
export function completionClaims(runs: RunsOf<typeof study.matrixCompletion>): Claim[] {
  type Run = typeof runs.results[number];
  const { settings } = runs, taught = ["NB1", "NB2", "NB3"];
  const error = (run: Run, name: string, entries: number, pattern?: "nested" | "random", sigma?: number) =>
    errorAt(read.matrixCurve(settings, run, name, pattern, sigma), entries);
  const found = (run: Run, pattern: "nested" | "random") =>
    read.share(taught.map((name) => error(run, name, optimisticEntries(name), pattern) < 1e-6));
  const byMatrix = taught.flatMap((name, i) => {
    const R = optimisticEntries(name);
    const at = (entries: number, sigma?: number) => (run: Run) =>
      read.finite(error(run, name, entries, "nested", sigma));
    // Five seeds of the quick profile do not decide the third matrix: its large start fails only in some.
    const common = { atQuick: i < 2, paperValue: "plot only", changed: [SPLIT] };
    return claims(runs, [{
      ...common,
      id: `C3${"ace"[i]}`,
      claim: `Gradient descent from a tiny start recovers ${name} (rank ${i + 1}) from ${R} entries`,
      quantity: "test error at n = R",
      measure: at(R),
      rule: most(8, 10, "<", 1e-6),
      control: { what: "σ = 0.1", measure: at(R, 0.1), rule: every(">", 1e-6) },
      note: i === 0 ? "matrices and order of the entries of the group's teaching notebook" : "",
      because: {
        cause: "definition",
        close:
          "with 15 of 16 entries one unknown is left, which a large start finds, too, so it is no control; " +
          "a matrix of rank 4 on 15 entries is one, and already stored",
      },
    }, {
      ...common,
      id: `C3${"bdf"[i]}`,
      claim: `… and not from ${R - 1}`,
      quantity: "test error at n = R − 1",
      measure: at(R - 1),
      rule: most(8, 10, ">", 1e-3),
      control: { what: "n = R", measure: at(R), rule: every("<=", 1e-3) },
      note: i === 2
        ? "the threshold is absolute, and the third singular value makes a small part of the error: σ₃²/16 = 0.05"
        : "",
    }]);
  });
  return [
    ...byMatrix,
    ...fullClaims(runs, [{
      id: "C3g",
      claim: "All three are recovered from R entries if these are well chosen",
      quantity: "share of the three matrices recovered at n = R",
      measure: (run) => found(run, "nested"),
      rule: onMean(">=", 0.8),
      control: { what: "random entries", measure: (run) => found(run, "random"), rule: onMean("<", 0.5) },
      paperValue: "plot only",
    }, {
      id: "C3h",
      claim: "All eight matrices of the paper have their step at R, in the nested order",
      quantity: "number of matrices recovered from exactly R entries on",
      measure: (run) => read.stepsAtRank(settings, run, "nested").length,
      rule: every(">=", 8),
      control: { none: "no control: the row counts" },
      paperValue: "plot only",
      note: "the paper does not say which entries are seen; M5 is our stand-in",
      because: {
        cause: "set-up",
        close:
          "the authors' order of entries, which is not published; in the nested order M3 needs σ = 10⁻⁷ " +
          "(about 5 core-minutes), and M4 misses 12 entries at every σ tried",
      },
    }]),
  ];
}

/** C4: the size of the start. */
export function sizeClaims(runs: RunsOf<typeof study.initialSize>): Claim[] {
  const { sigmas, matrix } = runs.settings, small = sigmas.flatMap((sigma, i) => sigma <= 1e-4 ? [i] : []);
  const sizes = (run: typeof runs.results[number]) => read.sizesBySigma(matrix.name, run);
  return claims(runs, [{
    id: "C4",
    claim: "A smaller start never needs more samples",
    quantity: "greatest rise of n* from one σ to the next smaller one (M1)",
    measure: (run) => largest(sizes(run).slice(1).map((size, i) => size - sizes(run)[i])),
    rule: every("<=", 0),
    control: { none: "no control is possible: the row compares the runs with each other" },
    paperValue: "plot only",
  }, {
    id: "C4b",
    claim: "… and from σ = 10⁻⁴ down the optimistic size suffices",
    quantity: "largest n* over σ ≤ 10⁻⁴",
    measure: (run) => largest(small.map((i) => sizes(run)[i])),
    rule: most(4, 5, "<=", 7),
    control: {
      what: "σ = 0.1",
      measure: (run) => sizes(run)[sigmas.indexOf(0.1)],
      rule: most(4, 5, ">=", 14),
    },
    atQuick: false,
    paperValue: "plot only",
  }]);
}

/** C9: depth. */
export function depthClaims(runs: RunsOf<typeof study.depth>): Claim[] {
  const { settings } = runs, { inputs, sparsity } = settings;
  const linear = (curves: read.DepthCurve[]) => curves.find(({ depth }) => depth === 1)!;
  const largestSize = (run: typeof runs.results[number]) => largest(read.deepSizes(settings, run, "sparse"));
  return fullClaims(runs, [{
    id: "C9",
    claim: "Depth does not change R = k of a k-sparse target",
    quantity: "share of L = 2, 3, 4 at which the rank at the best point is k",
    measure: ({ sparse }) =>
      read.share(sparse.filter(({ depth }) => depth > 1).map(({ rank }) => rank === sparsity)),
    rule: every(">=", 1),
    control: {
      what: "the linear model (rank d)",
      measure: ({ sparse }) => linear(sparse).rank === sparsity ? 1 : 0,
      rule: every("<=", 0),
    },
    paperValue: "k",
  }, {
    id: "C9b",
    claim: "… and from a small start all depths need clearly fewer than d samples",
    quantity: "n*, the largest over L = 2, 3, 4",
    measure: largestSize,
    rule: most(4, 5, "<=", 16),
    control: {
      what: "the linear model",
      measure: ({ sparse }) => read.depthSampleSize(linear(sparse), sparsity),
      rule: every(">=", inputs),
    },
    paperValue: "O(k log d)",
    note: "at one per cent, the linear model may pass with one sample fewer than d",
    because: {
      cause: "definition",
      close:
        "at a tenth of a per cent the linear model needs d in every seed, and no run is needed; for L = 4 a start " +
        "below σ = 0.1, whose plateau takes more steps, about 1 core-hour",
    },
  }, {
    id: "C9c",
    claim: "… while a target with all d coefficients needs d",
    quantity: "n*, the smallest over L = 2, 3, 4",
    measure: (run) => smallest(read.deepSizes(settings, run, "dense")),
    rule: every(">=", inputs),
    control: { what: "the sparse target, largest n*", measure: largestSize, rule: most(4, 5, "<", inputs) },
    paperValue: "d",
  }]);
}
