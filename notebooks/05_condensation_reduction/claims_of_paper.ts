/** C1–C7: the rows of the paper's claims. Thresholds are those of the claims' list, fixed before the runs. */
import type { Claim, ClaimOf, ClaimRuns, ClaimsOptions } from "../../lib/claims/mod.ts";
import { claims, every, most } from "../../lib/claims/mod.ts";
import type { EmbeddingRun } from "./embedding.ts";
import { smallest } from "../../lib/stats/mod.ts";
import { imageClaims, staleNormClaim } from "./claims_of_images.ts";
import type { ImageRun } from "./image_settings.ts";
import * as measure from "./measures.ts";
import { atTau, ofGamma, paperCut } from "./measures.ts";
import type { RidgeRun } from "./ridges.ts";
import type { StartRun, SurrogateRun } from "./surrogate_settings.ts";

/** All experiments that decide the paper's claims. */
export interface PaperRuns {
  embedding: ClaimRuns<EmbeddingRun[]>;
  ridges: ClaimRuns<RidgeRun[]>;
  ridgeWidth: number;
  hydrogen: ClaimRuns<SurrogateRun>;
  methane: ClaimRuns<SurrogateRun>;
  images: ClaimRuns<ImageRun>;
  mobilenet: ClaimRuns<ImageRun>;
  /** Time of a forward pass over that of the original: of the reduced network, and of one with zeros in their place. */
  speed: ClaimRuns<{ reduced: number; masked: number }>;
}

const TAU = 0.9, CONDENSED = 1, STANDARD = 0.5;
const condensed = (run: SurrogateRun) => ofGamma(run, CONDENSED);
const standard = (run: SurrogateRun) => ofGamma(run, STANDARD);

function embeddingClaims(): ClaimOf<EmbeddingRun[]>[] {
  const kinds: [string, string][] = [
    ["dense", "Merging exactly condensed neurons keeps the function: dense layers"],
    ["convolution with batch norm", "… convolutions with batch norm"],
    ["depthwise-separable block", "… depthwise-separable blocks"],
  ];
  return kinds.map(([kind, claim], i) => ({
    id: ["C1", "C1b", "C1c"][i],
    claim,
    quantity: "largest relative change of the outputs over tanh, ReLU and GELU, float64",
    measure: (runs) => measure.largestChange(runs, kind, "change"),
    rule: every("<=", 1e-10),
    control: {
      what: "copies turned by 5°",
      measure: (runs) => measure.largestChange(runs, kind, "turned"),
      rule: every(">", 1e-3),
    },
    paperValue: "embedding principle",
  }));
}

/** C2, C3, C4 of one gas. */
function surrogateClaims(gas: string, letters: readonly string[]): ClaimOf<SurrogateRun>[] {
  const [reducible, kept, whole, better, scratch, rollouts, summed] = letters;
  const controls = (run: StartRun) =>
    (["random", "magnitude", "scratch"] as const).map((name) => run.controls[name].tuned);
  const tuned = (run: StartRun) => paperCut(run).merged.tuned;
  return [
    {
      id: reducible,
      atQuick: false,
      claim: `Strongly nonlinear networks are more reducible, ${gas}`,
      quantity: `share of the parameters at τ = ${TAU}, γ = 1`,
      measure: (run) => atTau(condensed(run), TAU).merged.size,
      rule: every("<=", 0.6),
      control: {
        what: "γ = 1/2",
        measure: (run) => atTau(standard(run), TAU).merged.size,
        rule: every(">=", 0.8),
      },
    },
    {
      id: kept,
      atQuick: false,
      claim: `Accuracy is kept at about 42 % of the size, ${gas}`,
      quantity: "validation L1 after cut and short retraining over the original's, size ≤ .45, γ = 1",
      measure: (run) => measure.keptLoss(condensed(run), "merged"),
      rule: most(4, 5, "<=", 1.1),
      control: {
        what: "random groups of the same widths, retrained as long",
        measure: (run) => condensed(run).controls.random.tuned / condensed(run).base,
        rule: every(">", 1.1),
      },
      paperValue: "kept at 41.7 %",
      because: {
        cause: "set-up",
        close: `the training pairs, GELU and the longer training of the paper's network, core-hours${
          gas === "methane" ? "; methane_paper_width is the experiment" : ""
        }`,
      },
    },
    {
      id: whole,
      atQuick: false,
      claim: "… also against the unreduced network after the same retraining",
      quantity: "validation L1 after cut and retraining over the unreduced network's after the same",
      measure: (run) => measure.keptLoss(condensed(run), "merged", "baseTuned"),
      rule: most(4, 5, "<=", 1.1),
      control: {
        what: "magnitude pruning to the same widths",
        measure: (run) => condensed(run).controls.magnitude.tuned / condensed(run).baseTuned,
        rule: every(">", 1.1),
      },
      because: { cause: "set-up", close: `as ${kept}` },
    },
    {
      id: better,
      atQuick: false,
      claim: "… better than random groups, magnitude pruning, and a new network with the retraining's budget",
      quantity: "least L1 of the three over that of merging",
      measure: (run) => smallest(controls(condensed(run))) / tuned(condensed(run)),
      rule: every(">=", 1.3),
      control: {
        what: "γ = 1/2 at its own cut",
        measure: (run) => smallest(controls(standard(run))) / atTau(standard(run), TAU).merged.tuned,
        rule: every("<", 1.3),
      },
      because: { cause: "set-up", close: "several lengths of retraining, 20 core-minutes" },
    },
    {
      id: scratch,
      atQuick: false,
      claim: "… better than a new network of the same widths that is trained as long in all",
      quantity: "its L1 over that of merging",
      measure: (run) => condensed(run).controls["scratch, all steps"].tuned / tuned(condensed(run)),
      rule: every(">=", 1.3),
      control: { none: "the network from scratch is the control" },
      because: {
        cause: "paper",
        close: "nothing: no source shows this comparison, and at this budget it is lost",
      },
    },
    {
      id: rollouts,
      atQuick: false,
      claim: "… and in rollouts from unseen states",
      quantity: "the larger of max |ΔT| / 50 K and error of the ignition delay / 5 %, five starts",
      measure: (run) => measure.rolloutExcess(condensed(run), "reduced"),
      rule: most(4, 5, "<=", 1),
      control: { none: "the unreduced network's errors stand in the table of the rollouts" },
      because: {
        cause: "set-up",
        close:
          "a surrogate whose unreduced rollouts are that exact: the paper's data have 2·10⁷ pairs, here 10⁴",
      },
    },
    {
      id: summed,
      atQuick: false,
      claim: `Summing outgoing weights matters, ${gas}`,
      quantity: `L1 right after the cut with sums over that with leaders alone, τ = ${TAU}, γ = 1`,
      measure: (run) => atTau(condensed(run), TAU).merged.cut / atTau(condensed(run), TAU).leader.cut,
      rule: every("<", 0.5),
      control: {
        what: "random groups, summed",
        measure: (run) => condensed(run).controls.random.cut / atTau(condensed(run), TAU).leader.cut,
        rule: every(">=", 0.5),
      },
      because: { cause: "set-up", close: "thresholds nearer to 1, where groups are tighter" },
    },
  ];
}

const becauseTrained: ClaimOf<SurrogateRun> = {
  id: "C2c",
  atQuick: false,
  claim: "… because they were trained",
  quantity: `share of the parameters at τ = ${TAU}, γ = 1`,
  measure: (run) => atTau(condensed(run), TAU).merged.size,
  rule: every("<=", 0.6),
  control: { what: "untrained", measure: (run) => condensed(run).untrainedSize, rule: every(">", 0.6) },
};

/** The rows of the paper's claims in the order of their numbers. */
export function paperClaims(runs: PaperRuns, options: ClaimsOptions = {}): Claim[] {
  const letters = ["C2b", "C3", "C3b", "C3c", "C3d", "C3e", "C4"];
  const [reducible, ...others] = surrogateClaims("hydrogen", letters);
  return [
    ...claims(runs.embedding, embeddingClaims(), options),
    ...claims(runs.ridges, [{
      id: "C2",
      // Three seeds are too few: one of five misses the threshold.
      atQuick: false,
      claim: "A condensed network is reducible without loss: one input, four ridges",
      quantity: "units that are left of 100 at τ = .99 where the error rises by no more than a tenth, γ = 2",
      measure: (run) => measure.ridgesLeft(ofGamma(run, 2), runs.ridgeWidth),
      rule: every("<=", 5),
      control: {
        what: "γ = 1/2",
        measure: (run) => measure.ridgesLeft(ofGamma(run, STANDARD), runs.ridgeWidth),
        rule: every(">", 5),
      },
    }], options),
    ...claims(runs.hydrogen, [reducible, becauseTrained, ...others], options),
    ...claims(
      runs.methane,
      surrogateClaims("methane", ["C2d", "C3f", "C3g", "C3h", "C3i", "C3j", "C4b"]),
      options,
    ),
    ...claims(runs.images, [
      ...imageClaims(["C5", "C5b", "C5c", "C5d"], "A small convolutional network", null),
      staleNormClaim,
    ], options),
    ...claims(
      runs.mobilenet,
      imageClaims(["C5f", "C5g", "C5h", "C5i"], "MobileNetV2", "satisfactory at 11.5 %"),
      options,
    ),
    ...claims(runs.speed, [{
      id: "C6",
      atQuick: false,
      claim: "Inference is faster",
      quantity: "median time of 30 forward passes of 1,024 rows over the original's, size ≤ .45, hydrogen",
      measure: ({ reduced }) => reduced,
      rule: every("<=", 0.7),
      control: {
        what: "zeros in place of the pruned weights",
        measure: ({ masked }) => masked,
        rule: every(">", 0.7),
      },
      paperValue: "faster",
    }], options),
    ...claims(runs.hydrogen, [{
      id: "C7",
      atQuick: false,
      claim: "The automatic choice is as good as the manual one",
      quantity: "its size over that of manual cuts of the same L1",
      measure: (run) => measure.automaticSize(condensed(run)),
      rule: every("<=", 1.1),
      control: { none: "the manual cuts are what it is compared with" },
      because: {
        cause: "definition",
        close: "more thresholds, 10 core-minutes: the manual sizes are interpolated between four",
      },
    }], options),
  ];
}
