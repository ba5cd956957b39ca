/** C5: the rows of the networks for images. */
import { type ClaimOf, every } from "../../lib/claims/mod.ts";
import type { ImageRun, ImageStart } from "./image_settings.ts";
import { accuracyLost, ofStart } from "./measures.ts";

/** Accuracy kept at two sizes, from both starts. */
export function imageClaims(
  ids: readonly string[],
  what: string,
  paperValue: string | null = null,
): ClaimOf<ImageRun>[] {
  const starts: [ImageStart["start"], string][] = [[2, "small start (γ = 2)"], ["kaiming", "standard start"]];
  return starts.flatMap(([start, words], i) =>
    ([[0.3, "30 %"], [0.115, "11.5 %"]] as const).map(([size, percent], j): ClaimOf<ImageRun> => ({
      id: ids[2 * i + j],
      claim: `${what} keeps its accuracy at ${percent} of the size, ${words}`,
      quantity: "test accuracy lost after cut and retraining",
      measure: (run) => accuracyLost(ofStart(run, start), size),
      rule: every("<=", 0.02),
      control: {
        what: "random groups at the last round's widths, retrained as long as all rounds",
        measure: (run) => ofStart(run, start).accuracy - ofStart(run, start).controls.random,
        rule: every(">", 0.02),
      },
      paperValue: size === 0.115 ? paperValue : null,
      because: { cause: "set-up", close: "50,000 images of 32 × 32 and hundreds of epochs, core-days" },
    }))
  );
}

/** Whether batch norm has to be measured behind a cut. */
export const staleNormClaim: ClaimOf<ImageRun> = {
  id: "C5e",
  claim: "Batch norm must be measured anew behind merged kernels",
  quantity: "accuracy right after the first cut minus that with batch norm as the leaders had it, γ = 2",
  measure: (run) => ofStart(run, 2).rounds[0].cut - ofStart(run, 2).rounds[0].stale,
  rule: every(">", 0),
  control: { none: "batch norm of the leaders is the control" },
  because: {
    cause: "definition",
    close:
      "a batch norm with running moments: ours takes its moments from the calibration images either way, so that " +
      "gains and shifts alone can be stale",
  },
};
