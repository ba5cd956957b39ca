/** C3 and C4: matrices. Thresholds were fixed before the full runs, unless a row says otherwise. */
import { type Claim, type ClaimChange, claims, every, fullClaims, most } from "../../lib/claims/mod.ts";
import { onMean } from "../../lib/claims/mod.ts";
import type { RunsOf } from "../../lib/experiments/mod.ts";
import { errorAt } from "../../lib/identifiability/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import type * as study from "./experiments.ts";
import * as read from "./readings.ts";
import { matrixNamed, optimisticEntries, smallestPart } from "./target_matrices.ts";

/** At first, C3 was one row on the worst of three matrices. */
const SPLIT: ClaimChange = {
  what: "reading",
  from: "one row on the worst of three matrices",
  to: "one row a matrix",
  why: "the third matrix alone fails",
};
const OTHER_CONTROL: ClaimChange = {
  what: "control",
  from: "n = R",
  to: "a matrix that must be recovered from so many entries",
  why: "the old control restated the row before",
};

const ALL_STEPS = "All eight matrices of the paper have their step at R";

/** C3: matrices from few entries. */
export function completionClaims(runs: RunsOf<typeof study.matrixCompletion>): Claim[] {
  type Run = typeof runs.results[number];
  const { settings } = runs, taught = ["NB1", "NB2", "NB3"];
  const error =
    (name: string, entries: number, pattern?: "nested" | "random", sigma?: number) => (run: Run) =>
      read.finite(errorAt(read.matrixCurve(settings, run, name, pattern, sigma), entries));
  const found = (run: Run, pattern: "nested" | "random") =>
    read.share(taught.map((name) => error(name, optimisticEntries(name), pattern)(run) < 1e-6));
  const byMatrix = taught.flatMap((name, i) => {
    const R = optimisticEntries(name);
    // Five seeds of the quick profile do not decide the third matrix: its large start fails only in some.
    const common = { atQuick: i < 2, paperValue: "plot only" };
    const [easier, entries] = i === 0 ? ["M2", R] : [taught[i - 1], R - 1];
    return claims(runs, [{
      ...common,
      id: `C3${"ace"[i]}`,
      claim: `Gradient descent from a tiny start recovers ${name} (rank ${i + 1}) from ${R} entries`,
      quantity: "test error at n = R",
      measure: error(name, R),
      rule: most(8, 10, "<", 1e-6),
      control: { what: "σ = 0.1", measure: error(name, R, "nested", 0.1), rule: every(">", 1e-6) },
      changed: [SPLIT],
      note: i === 0 ? "matrices and order of the entries of the group's teaching notebook" : "",
      because: {
        cause: "definition",
        close: "with 15 of 16 entries one unknown is left, which a large start finds, too: see C3i",
      },
    }, {
      ...common,
      ...i === 0 ? { atQuick: false } : {},
      id: `C3${"bdf"[i]}`,
      claim: `… and not from ${R - 1}`,
      quantity: "test error at n = R − 1",
      measure: error(name, R - 1),
      rule: most(8, 10, ">", 1e-3),
      control: {
        what: `${easier}, of rank ${matrixNamed(easier).rank}, from ${entries} entries`,
        measure: error(easier, entries),
        rule: every("<=", 1e-3),
      },
      changed: [SPLIT, OTHER_CONTROL],
      note: i === 2 ? "the threshold is absolute: see C3j" : "",
    }]);
  });
  const missing = smallestPart("NB3");
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
      claim: `${ALL_STEPS}, in the nested order`,
      quantity: "number of matrices recovered from exactly R entries on",
      measure: (run) => read.stepsAtRank(settings, run, "nested").length,
      rule: every(">=", 8),
      control: { none: "no control: the row counts" },
      paperValue: "plot only",
      note: "the paper does not say which entries are seen; M5 is our stand-in",
      because: {
        cause: "set-up",
        close: "the authors' order of entries, which is not published; for smaller starts see C3k",
      },
    }, {
      id: "C3i",
      claim: "NB3 (rank 3) is recovered from 15 entries, and a matrix of rank 4 is not",
      quantity: "test error at n = 15",
      measure: error("NB3", 15),
      rule: most(8, 10, "<", 1e-6),
      control: { what: "M7, of rank 4, from 15 entries", measure: error("M7", 15), rule: every(">", 1e-6) },
      paperValue: "plot only",
      changed: [{
        what: "control",
        from: "a start of σ = 0.1 (C3e)",
        to: "a matrix of rank 4",
        why: "with 15 of 16 entries one unknown is left, which a large start finds, too",
      }],
    }, {
      id: "C3j",
      claim: "… and not from 14, measured by what its third singular value adds",
      quantity: "test error at n = 14 over σ₃²/16, the error of a matrix without that singular value",
      measure: (run) => error("NB3", 14)(run) / missing,
      rule: most(8, 10, ">", 0.1),
      control: {
        what: "NB2, of rank 2, from 14 entries, over its σ₂²/16",
        measure: (run) => error("NB2", 14)(run) / smallestPart("NB2"),
        rule: every("<=", 0.1),
      },
      paperValue: "plot only",
      note: `σ₃²/16 = ${missing.toFixed(2)}; the threshold was set after the runs were known`,
      changed: [{
        what: "threshold",
        from: "10⁻³ (C3f)",
        to: "a tenth of σ₃²/16",
        why: "the third singular value is small, so an absolute threshold hardly sees it",
      }],
      because: {
        cause: "definition",
        close: "a matrix of rank 3 with a larger third singular value: M6 has its step at 15 in every seed",
      },
    }]),
  ];
}

/** C3k: the matrices from smaller starts. */
export function smallerStartClaims(runs: RunsOf<typeof study.smallerStarts>): Claim[] {
  return fullClaims(runs, [{
    id: "C3k",
    claim: `${ALL_STEPS} from a smaller start, σ = 10⁻⁷`,
    quantity: "number of matrices recovered from exactly R entries on, nested order",
    measure: (run) => read.stepsAtRank(runs.settings, run, "nested", 1e-7).length,
    rule: every(">=", 8),
    control: { none: "no control: the row counts" },
    paperValue: "plot only",
    because: { cause: "set-up", close: "the authors' order of entries, which is not published" },
  }]);
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
