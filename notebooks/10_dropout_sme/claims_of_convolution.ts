/** S11 on the convolutional network: rows of C7 and X6. Thresholds were fixed before the runs of the claims' seeds. */
import { type Claim, claimRow, type Profile } from "../../lib/claims/mod.ts";
import { largest, smallest } from "../../lib/stats/mod.ts";
import { every, type Runs } from "./claims_of_equations.ts";
import type { ConvolutionRun } from "./convolution_profiles.ts";
import { riseHalfWay } from "./rise_half_way.ts";

/**
 * Two starts without dropout differ by up to 2.3 times in a trial on seed 100, so that 0.7, the threshold of C7, would
 * be reached by chance.
 */
const FLATTER = 1 / 3;

/** Rise of the loss half way along the directions. */
export function convolutionRise(
  run: ConvolutionRun,
  end: Exclude<keyof ConvolutionRun, "data" | "alphas">,
): number {
  return riseHalfWay(run[end], run.alphas);
}

/** With dropout over the smaller rise of the two without, and the smaller of these over the larger. */
function shares(
  run: ConvolutionRun,
  ends: readonly ["plain" | "plainAtLoss", "otherPlain" | "otherPlainAtLoss"],
) {
  const rises = ends.map((end) => convolutionRise(run, end)), least = smallest(rises);
  return { dropout: convolutionRise(run, "dropout") / least, starts: least / largest(rises) };
}

/** What decides these claims. */
export interface ConvolutionClaims extends Runs<ConvolutionRun> {
  profile: Profile;
}

function flatter(
  { profile, seeds, source, results }: ConvolutionClaims,
  ends: Parameters<typeof shares>[1],
  text: { id: string; claim: string; paperValue: string | null; note: string },
): Claim {
  return claimRow({
    ...text,
    seeds,
    source,
    quantity: "rise of R_S at α = ±½, dropout over the smaller one of two trainings without",
    perSeed: results.map((run) => shares(run, ends).dropout),
    rule: every("<=", FLATTER),
    control: {
      what: "two starts without dropout, the smaller rise over the larger",
      perSeed: results.map((run) => shares(run, ends).starts),
      rule: every(">", FLATTER),
    },
    decided: profile === "full",
  });
}

/** The rows that follow C7d. */
export function convolutionClaims(runs: ConvolutionClaims): Claim[] {
  const { profile, seeds, source, results } = runs;
  return [
    flatter(runs, ["plain", "otherPlain"], {
      id: "C7e",
      claim: "A network of two convolutions, too, ends in a flatter minimum with dropout",
      paperValue: "flatter (plots; VGG-9, ResNet-20)",
      note: "threshold ours, stricter than that of C7, since two starts differ",
    }),
    claimRow({
      id: "C7f",
      claim: "… and generalises better",
      quantity: "test accuracy with dropout − without, from the same start",
      seeds,
      source,
      perSeed: results.map(({ dropout, plain }) => dropout.testAccuracy - plain.testAccuracy),
      rule: every(">", 0),
      control: null,
      paperValue: "60.6 against 59.2 % (VGG-9), 54.7 against 34.1 % (ResNet-20)",
      note: "a difference has its control in it; 2,000 digits, and as many for the test",
      decided: profile === "full",
    }),
  ];
}

/** The row of the extensions. */
export function convolutionExtension(runs: ConvolutionClaims): Claim {
  return flatter(runs, ["plainAtLoss", "otherPlainAtLoss"], {
    id: "X6",
    claim: "The network with dropout is flatter also than those without at the same R_S",
    paperValue: null,
    note:
      "without dropout training stops in the first epoch with an R_S of at most dropout's last; thresholds of C7e",
  });
}
