/** X1–X6: what the paper leaves open. Thresholds are ours. */
import { type Claim, claimRow, type Profile } from "../../lib/claims/mod.ts";
import { largest, mean, median, smallest, spearman } from "../../lib/stats/mod.ts";
import { every, type Runs } from "./claims_of_equations.ts";
import { convolutionExtension } from "./claims_of_convolution.ts";
import { traceShare } from "./claims_of_minima.ts";
import type { ConvolutionRun } from "./convolution_profiles.ts";
import type { GapCell } from "./gap_map.ts";
import type { VariantRuns } from "./loss_figures.ts";
import { aboveFloor, type NoiseReading } from "./noise_measures.ts";
import { readingOf, spreads, type SpreadWindow } from "./noise_figures.ts";
import type { SourceName, SourceRun } from "./noise_sources.ts";
import type { NoiseRun } from "./noise_study.ts";
import { gapState, relativeGap } from "./path_figures.ts";

/** Experiments that decide the extensions. */
export interface ExtensionRuns {
  profile: Profile;
  drift: Runs<VariantRuns[number]>;
  sources: Runs<SourceRun>;
  gaussian: Runs<NoiseRun>;
  /** Of its trajectories. */
  window: SpreadWindow;
  gaps: Runs<GapCell[]>;
  convolution: Runs<ConvolutionRun>;
}

/** Rank correlation of predicted and found variances at the last checkpoint. */
export function spreadRank({ checkpoints }: NoiseRun, window: SpreadWindow): number {
  const all = spreads(checkpoints.at(-1)!, window);
  return spearman(all.map(({ predicted }) => predicted), all.map(({ found }) => found));
}

/** Median of found over predicted variance at the last checkpoint, with or without the length of the window. */
export function spreadRatio(
  { checkpoints }: NoiseRun,
  window: SpreadWindow,
  of: "predicted" | "stationary",
): number {
  return median(spreads(checkpoints.at(-1)!, window).map((one) => one.found / one[of]));
}

/** Largest relative gap over cells in which dropout descends, at learning rates up to some. */
export function largestGap(cells: readonly GapCell[], order: 1 | 2, most: number): number {
  return largest(
    cells.filter((cell) => cell.rate <= most && gapState(cell) === "descends").map((cell) =>
      relativeGap(cell, order)
    ),
  );
}

/** The rows of the extensions. */
export function extensionClaims(
  { profile, drift, sources, gaussian, window, gaps, convolution }: ExtensionRuns,
): Claim[] {
  const decided = profile === "full";
  const share = (variant: "modified" | "dropout" | "noiseOnly" | "isotropic") =>
    traceShare(drift.results, variant);
  const alpha = (name: SourceName) => sources.results.map((run) => run.sources[name].alignment);
  const over = (a: readonly number[], b: readonly number[]) => a.map((value, k) => value / b[k]);
  const layers = (of: (layer: NoiseReading) => number) =>
    sources.results.map((run) => smallest(run.layers.map(of)));
  const tame = gaps.results.map((cells) => largestGap(cells, 2, 0.05));
  const spreadRow = { seeds: gaussian.seeds, source: gaussian.source, decided };
  const distance = (of: "predicted" | "stationary") =>
    gaussian.results.map((run) => Math.abs(Math.log2(spreadRatio(run, window, of))));
  const whole = share("noiseOnly").map((_, k) => k).filter((k) => Number.isFinite(share("noiseOnly")[k]));
  const driftRow = { seeds: drift.seeds, source: drift.source, decided };
  const sourceRow = { seeds: sources.seeds, source: sources.source, decided };
  return [
    claimRow({
      ...driftRow,
      id: "X1",
      claim: "The drift alone, R₁ without noise, flattens as dropout does",
      quantity: "|Tr H of R_S + R₁ over that of dropout − 1|",
      perSeed: over(share("modified"), share("dropout")).map((value) => Math.abs(value - 1)),
      rule: every("<=", 0.1),
      control: {
        what: "R_S with dropout's noise",
        perSeed: whole.map((k) => Math.abs(share("noiseOnly")[k] / share("dropout")[k] - 1)),
        rule: every(">", 0.1),
      },
    }),
    claimRow({
      ...driftRow,
      seeds: whole.map((k) => drift.seeds[k]),
      id: "X1b",
      claim: "The noise alone, without R₁, flattens too (ε = 0.05)",
      quantity: "Tr H of R_S with dropout's noise over that of R_S alone",
      perSeed: whole.map((k) => share("noiseOnly")[k]),
      rule: every("<=", 0.7),
      control: { what: "isotropic noise of equal trace", perSeed: share("isotropic"), rule: every(">", 0.7) },
      note: `set after a look at seed 0, with the threshold of C7; ${
        drift.seeds.length - whole.length
      } of ${drift.seeds.length} seeds ran off to infinity in the first steps and are left out`,
    }),
    claimRow({
      ...sourceRow,
      id: "X2",
      claim: "Alignment is not dropout's own: minibatches have as much",
      quantity: "α of minibatch noise over α of dropout noise, same parameters",
      perSeed: over(alpha("minibatch"), alpha("dropout")),
      rule: { op: ">=", threshold: 1, atLeast: "4/5 seeds" },
      control: {
        what: "dropout's null over its α",
        perSeed: sources.results.map(({ sources: { dropout } }) => dropout.nullAlignment / dropout.alignment),
        rule: every("<", 1),
      },
      note: "set after a look at seed 0",
    }),
    claimRow({
      ...sourceRow,
      id: "X2b",
      claim: "… and so has plain noise on the parameters",
      quantity: "α of the gradient under parameter noise over α of dropout noise",
      perSeed: over(alpha("parameter noise"), alpha("dropout")),
      rule: { op: ">=", threshold: 1, atLeast: "4/5 seeds" },
      control: {
        what: "dropout's null over its α",
        perSeed: sources.results.map(({ sources: { dropout } }) => dropout.nullAlignment / dropout.alignment),
        rule: every("<", 1),
      },
      note: "set after a look at seed 0; there Σ ∝ H² by Taylor's formula",
    }),
    claimRow({
      ...sourceRow,
      id: "X2c",
      claim:
        "Normal factors with dropout's mean and variance give other noise: third and fourth moments count",
      quantity: "Tr Σ with normal factors over that of dropout",
      perSeed: sources.results.map((run) =>
        run.sources["normal dropout"].totalVariance / run.sources.dropout.totalVariance
      ),
      rule: { op: "<=", threshold: 0.9, atLeast: "4/5 seeds" },
      control: null,
      note: "dropout is the denominator; threshold set before a look at this quantity",
    }),
    claimRow({
      ...spreadRow,
      id: "X3",
      claim: "Noise, curvature and window predict along which eigenvectors the trajectory spreads",
      quantity: "Spearman ρ of predicted and found variance, last checkpoint",
      perSeed: gaussian.results.map((run) => spreadRank(run, window)),
      rule: { op: ">", threshold: 0.5, atLeast: "4/5 seeds" },
      control: {
        what: "the same with isotropic noise at rest, that is 1/λ",
        perSeed: gaussian.results.map(({ checkpoints }) => {
          const end = checkpoints.at(-1)!, kept = aboveFloor(end.curvatures);
          const found = readingOf(end, "detrended").projected;
          return spearman(kept.map((i) => 1 / end.curvatures[i]), kept.map((i) => found[i]));
        }),
        rule: { op: "<=", threshold: 0.5, atLeast: "4/5 seeds" },
      },
      note: "the window was added after the stationary spread alone was seen to fail",
    }),
    claimRow({
      ...spreadRow,
      id: "X3b",
      claim: "… and how far",
      quantity: "|log₂ of the median of found over predicted|",
      perSeed: distance("predicted"),
      rule: { op: "<=", threshold: 1, atLeast: "4/5 seeds" },
      control: {
        what: "the stationary spread alone",
        perSeed: distance("stationary"),
        rule: { op: ">", threshold: 1, atLeast: "4/5 seeds" },
      },
      note: "within a factor of two",
    }),
    claimRow({
      ...sourceRow,
      id: "X4",
      claim: "Noise and curvature are aligned in every layer of a network with four hidden layers",
      quantity: "least α over its null, over five weight matrices",
      perSeed: layers(({ alignment, nullAlignment }) => alignment / nullAlignment),
      rule: every(">", 5),
      control: {
        what: "the largest of 20 random rotations over their mean",
        perSeed: sources.results.map((run) =>
          largest(run.layers.map((layer) => layer.nullAlignmentMost / layer.nullAlignment))
        ),
        rule: every("<", 5),
      },
    }),
    claimRow({
      seeds: gaps.seeds,
      source: gaps.source,
      decided,
      id: "X5",
      claim: "Where dropout descends, the second equation holds down to small p (ε ≤ 0.05)",
      quantity: "largest relative gap in L_S at the end",
      perSeed: tame.map((value) => Math.min(value, 10)),
      rule: every("<=", 0.05),
      control: {
        what: "ε = 0.4",
        perSeed: gaps.results.map((cells) =>
          Math.min(
            10,
            mean(
              cells.filter((cell) => cell.rate === 0.4 && gapState(cell) !== "runs off").map((cell) =>
                relativeGap(cell, 2)
              ),
            ),
          )
        ),
        rule: { op: ">", threshold: 0.02, atLeast: "mean" },
      },
      note: "infinite gaps count as 10; set after a look at seed 0",
    }),
    convolutionExtension({ ...convolution, profile }),
  ];
}
