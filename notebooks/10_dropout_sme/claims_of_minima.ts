/** C7 and C8: flatter minima and condensation. Thresholds are those of the claims' list unless a note says otherwise. */
import { type Claim, claimRow, type Profile } from "../../lib/claims/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { every, type Runs } from "./claims_of_equations.ts";
import { convolutionClaims } from "./claims_of_convolution.ts";
import type { CondensationRun } from "./condensation.ts";
import type { ConvolutionRun } from "./convolution_profiles.ts";
import { ofVariant, type VariantRuns } from "./loss_figures.ts";
import type { ProfileRun } from "./loss_profiles.ts";
import { riseHalfWay } from "./rise_half_way.ts";
import type { TenInputsRun } from "./ten_inputs.ts";
import type { Variant } from "./two_layer_digits.ts";

/** Experiments that decide these claims. */
export interface MinimaRuns {
  profile: Profile;
  drift: Runs<VariantRuns[number]>;
  paired: Runs<VariantRuns[number]>;
  profiles: Runs<ProfileRun>;
  convolution: Runs<ConvolutionRun>;
  tenInputs: Runs<TenInputsRun>;
  condensation: Runs<CondensationRun>;
}

/** Tr H of a variant over that of R_S alone, by seed; NaN where the variant ran off to infinity. */
export function traceShare(runs: VariantRuns, variant: Variant): number[] {
  const plain = ofVariant(runs, "plain");
  return ofVariant(runs, variant).map(({ hessianTrace }, k) =>
    (hessianTrace ?? NaN) / plain[k].hessianTrace!
  );
}

function flatnessClaims({ profile, drift, paired, profiles }: MinimaRuns): Claim[] {
  const decided = profile === "full",
    both = traceShare(drift.results, "dropout").map((share, k) =>
      Math.max(share, traceShare(drift.results, "modified")[k])
    );
  const { seeds, source, results } = profiles;
  const rise = (run: ProfileRun, end: "dropout" | "plain") => riseHalfWay(run[end], run.alphas);
  return [
    claimRow({
      seeds: drift.seeds,
      source: drift.source,
      id: "C7",
      claim: "Dropout and R_S + R₁ end in flatter minima",
      quantity: "the larger of both Tr H over that of R_S alone",
      perSeed: both,
      rule: every("<=", 0.7),
      control: {
        what: "R_S with isotropic noise of equal trace",
        perSeed: traceShare(drift.results, "isotropic"),
        rule: every(">", 0.7),
      },
      paperValue: "flatter (plot)",
      decided,
    }),
    claimRow({
      seeds,
      source,
      id: "C7b",
      claim: "… also by profiles along random directions",
      quantity: "rise of R_S at α = ±½, dropout over none",
      perSeed: results.map((run) => rise(run, "dropout") / rise(run, "plain")),
      rule: every("<=", 0.7),
      control: null,
      paperValue: "flatter (plot)",
      note: "threshold ours, that of C7; the run without dropout is the denominator",
      decided,
    }),
    claimRow({
      seeds,
      source,
      id: "C7c",
      claim: "… and generalise better",
      quantity: "test accuracy with dropout − without",
      perSeed: results.map(({ dropout, plain }) => dropout.testAccuracy - plain.testAccuracy),
      rule: every(">", 0),
      control: null,
      paperValue: "98.7 against 98.1 % (60,000 digits)",
      note: "a difference has its control in it; 1,000 digits here",
      decided,
    }),
    claimRow({
      seeds: paired.seeds,
      source: paired.source,
      id: "C7d",
      claim: "R̃₂, the noise's own term, hardly does it (ε = 0.005)",
      quantity: "Tr H with R_S + R̃₂ over that of R_S alone",
      perSeed: traceShare(paired.results, "plainR2"),
      rule: every(">=", 0.9),
      control: { what: "R_S + R₁", perSeed: traceShare(paired.results, "modified"), rule: every("<=", 0.7) },
      paperValue: "hardly (plot)",
      note: "threshold ours",
      decided,
    }),
  ];
}

function condensationClaims({ profile, tenInputs, condensation }: MinimaRuns): Claim[] {
  const decided = profile === "full", { seeds, source, results } = condensation;
  const ratio = (name: "dropout" | "minibatch") =>
    tenInputs.results.map((run) => run[name].effectiveRatio / run.plain.effectiveRatio);
  const directions = (name: keyof CondensationRun) =>
    results.map((run) => run[name].effectiveDirections / run.plain.effectiveDirections);
  const control = {
    what: "minibatches of 2, no dropout",
    perSeed: directions("minibatch"),
    rule: every(">", 0.5),
  };
  const row = { seeds, source, decided };
  return [
    claimRow({
      seeds: tenInputs.seeds,
      source: tenInputs.source,
      id: "C8",
      claim: "Neurons condense on few directions with dropout (ten inputs)",
      quantity: "effective ratio (|cos| > 0.95 is one direction), dropout over none",
      perSeed: ratio("dropout"),
      rule: every("<=", 0.5),
      control: {
        what: "minibatches of 2, over none",
        perSeed: ratio("minibatch"),
        rule: every(">=", 0.9),
      },
      paperValue: "two orientations (plot)",
      decided,
    }),
    claimRow({
      ...row,
      id: "C8b",
      claim: "… one input",
      quantity: "effective directions (entropy of amplitude, 2° apart), dropout over none",
      perSeed: directions("dropout"),
      rule: every("<=", 0.5),
      control,
      paperValue: "condensed (plot)",
      note:
        "in the plane of (w, b) |cos| > 0.95 leaves at most ten directions, so amplitudes are counted, with 2°; measure chosen after seed 0",
    }),
    claimRow({
      ...row,
      id: "C8c",
      claim: "… also when dropout, or R₁, is switched on at a minimum of R_S",
      quantity: "the larger of both numbers of directions over that at the minimum",
      perSeed: directions("toDropout").map((value, k) => Math.max(value, directions("toModified")[k])),
      rule: every("<=", 0.5),
      control,
      paperValue: "condense (plot)",
      note: "measure as in C8b",
    }),
    claimRow({
      ...row,
      id: "C8d",
      claim: "… which is left",
      quantity: "largest R_S after the switch to R_S + R₁ over that at the switch",
      perSeed: results.map(({ toModified: { loss } }) => largest(loss) / loss[0]),
      rule: every(">=", 10),
      control: null,
      paperValue: "leaves the minimum (plot)",
      note: "threshold ours; R_S at the switch is the control",
    }),
  ];
}

/** The rows of C7 and C8. */
export function minimaClaims(runs: MinimaRuns): Claim[] {
  return [
    ...flatnessClaims(runs),
    ...convolutionClaims({ ...runs.convolution, profile: runs.profile }),
    ...condensationClaims(runs),
  ];
}
