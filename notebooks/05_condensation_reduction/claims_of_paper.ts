/** C1–C7: the rows of the paper's claims. Thresholds are those of the claims' list, fixed before the runs. */
import type { Claim, ClaimOf, ClaimRuns, ClaimsOptions } from "../../lib/claims/mod.ts";
import { claims, every } from "../../lib/claims/mod.ts";
import type { EmbeddingRun } from "./embedding.ts";
import { becauseTrained, cutClaims, keptClaims, storedRows } from "./claims_of_cuts.ts";
import { imageClaims, staleNormClaim } from "./claims_of_images.ts";
import type { ImageRun } from "./image_settings.ts";
import * as measure from "./measures.ts";
import { ofGamma } from "./measures.ts";
import type { RidgeRun } from "./ridges.ts";
import type { SurrogateRun } from "./surrogate_settings.ts";

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

/** C7b came after the runs. */
const AUTOMATIC_METHANE = {
  what: "the row",
  from: "none",
  to: "the rule of C7 for methane",
  why: "the stored runs had it, and C7 judged hydrogen alone",
};

/** The rows of the paper's claims in the order of their numbers. */
export function paperClaims(runs: PaperRuns, options: ClaimsOptions = {}): Claim[] {
  const hydrogen = cutClaims("hydrogen", ["C2b", "C4", "C7"]);
  const methane = cutClaims("methane", ["C2d", "C4b", "C7b"]);
  const stored = storedRows(options);
  return [
    ...claims(runs.embedding, embeddingClaims(), options),
    ...stored(runs.ridges, [{
      id: "C2",
      claim: "A condensed network is reducible without loss: one input, four ridges",
      quantity: "units that are left of 100 at τ = .99 where the error rises by no more than a tenth, γ = 2",
      measure: (run) => measure.ridgesLeft(ofGamma(run, 2), runs.ridgeWidth),
      rule: every("<=", 5),
      control: {
        what: "γ = 1/2",
        measure: (run) => measure.ridgesLeft(ofGamma(run, 0.5), runs.ridgeWidth),
        rule: every(">", 5),
      },
    }]),
    ...stored(runs.hydrogen, [hydrogen.reducible, becauseTrained]),
    ...stored(runs.methane, [methane.reducible]),
    ...stored(runs.hydrogen, keptClaims("hydrogen", ["C3", "C3b", "C3c", "C3d", "C3e", "C3k"])),
    ...stored(runs.methane, keptClaims("methane", ["C3f", "C3g", "C3h", "C3i", "C3j", "C3l"])),
    ...stored(runs.hydrogen, [hydrogen.summed]),
    ...stored(runs.methane, [methane.summed]),
    ...stored(runs.images, [
      ...imageClaims(["C5", "C5b", "C5c", "C5d"], "A small convolutional network"),
      staleNormClaim,
    ]),
    ...stored(
      runs.mobilenet,
      imageClaims(["C5f", "C5g", "C5h", "C5i"], "MobileNetV2", "satisfactory at 11.5 %"),
    ),
    ...stored(runs.speed, [{
      id: "C6",
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
    }]),
    ...stored(runs.hydrogen, [hydrogen.automatic]),
    ...stored(runs.methane, [{ ...methane.automatic, changed: [AUTOMATIC_METHANE] }]),
  ];
}
