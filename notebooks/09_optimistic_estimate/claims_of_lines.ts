/** C1 and C9: lines and diagonal networks. Thresholds were fixed before the full runs. */
import { type Claim, every, fullClaims, most, onMean, onMedian } from "../../lib/claims/mod.ts";
import type { RunsOf } from "../../lib/experiments/mod.ts";
import { recoveredFrom } from "../../lib/identifiability/mod.ts";
import { largest, smallest } from "../../lib/stats/mod.ts";
import type * as study from "./experiments.ts";
import * as read from "./readings.ts";
import { LINE_TARGETS } from "./reparameterisation.ts";

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
        "the paper shows means over trials (C1d); for seeds whose points nearly coincide σ = 10⁻⁶ and a stop at " +
        "10⁻¹², about 10 core-minutes",
    },
  }, {
    ...words("finished"),
    id: "C1b",
    claim: "… in the median seed, with training to convergence",
    rule: onMedian(">=", 1),
    note:
      "points that happen to lie close together need a smaller start and a longer training than the paper's",
  }, {
    ...words("descent"),
    id: "C1c",
    claim: "… counted by seeds",
    quantity: "1 where all 14 pairs need as many samples as the theory says, else 0: the share of seeds",
    measure: (run) => Number(read.rowsAsInTheory(run, "descent").every(Boolean)),
    rule: onMean(">=", 0.95),
    control: {
      ...words("descent").control,
      measure: (run) => Number(words("descent").control.measure(run) === 1),
      rule: every("<=", 0),
    },
    changed: [{
      what: "reading",
      from: "the 19th of 20 seeds (C1)",
      to: "the share of seeds that agree in all pairs",
      why: "an order statistic does not say how many seeds agree",
    }],
    because: { cause: "definition", close: "as C1" },
  }]).concat(fullClaims({ ...runs, seeds: runs.seeds.slice(0, 1), results: [runs.results] }, [{
    id: "C1d",
    claim: "… by the paper's measure, the mean over seeds: it falls from R − 1 to R samples",
    quantity: "mean test error at n = R over that at R − 1, the largest of the 14 pairs",
    measure: (all) => largest(read.meanDrops(all, "theory")),
    rule: onMean("<=", 0.1),
    control: {
      what: "the linear model at the other one's R, where it is lower: the smallest",
      measure: (all) => smallest(read.meanDrops(all, "other")),
      rule: onMean(">", 0.1),
    },
    paperValue: "colours only",
    note: `one number from ${runs.seeds.length} seeds; the threshold was set after the runs were known`,
    changed: [{
      what: "measure",
      from: "n* of every seed (C1)",
      to: "the mean test error over the seeds",
      why: "the paper's figure shows means",
    }],
  }]));
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
    because: { cause: "definition", close: "a smaller start for L = 4, and a tenth of a per cent: see C9d" },
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

/** C9d and C9e: smaller starts, a row for each depth. */
export function closerClaims(runs: RunsOf<typeof study.depthCloser>): Claim[] {
  const { inputs, sparsity, networks } = runs.settings;
  const size = (curve: read.DepthCurve) => read.depthSampleSize(curve, sparsity, 1e-3);
  return fullClaims(
    runs,
    networks.map(({ depth, sigma }, i) => ({
      id: `C9${"de"[i]}`,
      claim: `… clearly fewer than d samples for L = ${depth} from a smaller start, σ = ${sigma}`,
      quantity: "n* at a tenth of a per cent",
      measure: ({ sparse }) => size(sparse[i + 1]),
      rule: most(4, 5, "<=", 16),
      control: {
        what: "the linear model",
        measure: ({ sparse }) => size(sparse[0]),
        rule: every(">=", inputs),
      },
      paperValue: "O(k log d)",
      changed: [{
        what: "start, tolerance and reading",
        from: "σ = 0.02 and 0.1, one per cent, the largest n* of three depths (C9b)",
        to: "smaller σ, a tenth of a per cent, a row for each depth",
        why:
          "σ = 0.1 is no small start, one per cent lets the linear model pass with d − 1 samples, and one depth fails",
      }],
      because: {
        cause: "set-up",
        close:
          "most runs of L = 4 are still on their plateau after 200,000 steps: ten times as many, 1 core-hour",
      },
    })),
  );
}
