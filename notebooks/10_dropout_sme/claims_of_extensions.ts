/** X1–X6: questions that the paper leaves open. Thresholds are ours. */
import type { Claim, ClaimOf, ClaimRuns } from "../../lib/claims/mod.ts";
import { every, fullClaims, most, onMean } from "../../lib/claims/mod.ts";
import type { ResultOf } from "../../lib/experiments/mod.ts";
import { largest, mean, smallest, spearman } from "../../lib/stats/mod.ts";
import { flatterConvolution } from "./claims_of_minima.ts";
import type convolutionProfiles from "./convolution_profiles.ts";
import type gapMap from "./gap_map.ts";
import { traceShare } from "./loss_readings.ts";
import { aboveFloor, readings, spreadRank } from "../../lib/gradient_noise/network/mod.ts";
import { spreadRatio, type SpreadWindow } from "../../lib/gradient_noise/network/mod.ts";
import type noiseSources from "./noise_sources.ts";
import type { NoiseRun } from "./noise_study.ts";
import { gapState, LARGEST_GAP, largestGap, relativeGap } from "./path_readings.ts";
import type { VariantRun } from "./two_layer_digits.ts";

/** Experiments that decide the extensions. */
export interface ExtensionRuns {
  drift: ClaimRuns<VariantRun>;
  converged: ClaimRuns<VariantRun>;
  sources: ClaimRuns<ResultOf<typeof noiseSources>>;
  /** Set-ups with their trajectories. */
  setUps: readonly { name: string; runs: ClaimRuns<NoiseRun>; window: SpreadWindow }[];
  gaps: ClaimRuns<ResultOf<typeof gapMap>>;
  convolution: ClaimRuns<ResultOf<typeof convolutionProfiles>>;
}

/** The entry of a row whose rule came after a look at seed 0. */
const afterSeedZero = (to: string) => [
  { what: "rule", from: "none", to, why: "set after a look at seed 0" },
];

const DRIFT_ALONE = {
  quantity: "|Tr H of R_S + R₁ over that of dropout − 1|",
  measure: (run: VariantRun) => Math.abs(traceShare(run, "modified") / traceShare(run, "dropout") - 1),
  rule: every("<=", 0.1),
};

function driftClaims(runs: ClaimRuns<VariantRun>): Claim[] {
  const whole = runs.results.flatMap((result, k) =>
    Number.isFinite(traceShare(result, "noiseOnly")) ? [{ result, seed: runs.seeds[k] }] : []
  );
  const [seeds, results] = [whole.map(({ seed }) => seed), whole.map(({ result }) => result)];
  const ended = { ...runs, seeds, results }, share = traceShare;
  return [
    ...fullClaims(runs, [{
      ...DRIFT_ALONE,
      id: "X1",
      claim: "The drift alone, R₁ without noise, flattens as dropout does",
      control: {
        what: "R_S with dropout's noise",
        perSeed: ended.results.map((run) => Math.abs(share(run, "noiseOnly") / share(run, "dropout") - 1)),
        rule: every(">", 0.1),
      },
    }]),
    ...fullClaims(ended, [{
      id: "X1b",
      claim: "The noise alone, without R₁, flattens too (ε = 0.05)",
      quantity: "Tr H of R_S with dropout's noise over that of R_S alone",
      measure: (run) => share(run, "noiseOnly"),
      rule: every("<=", 0.7),
      control: {
        what: "isotropic noise of equal trace",
        perSeed: runs.results.map((run) => share(run, "isotropic")),
        rule: every(">", 0.7),
      },
      changed: afterSeedZero("≤ 0.7, the threshold of C7"),
      note: `${runs.seeds.length - seeds.length} of ${runs.seeds.length} seeds diverged in the first steps ` +
        "and are left out",
    }]),
  ];
}

function sourceRows(): ClaimOf<ResultOf<typeof noiseSources>>[] {
  const alignedAs = (
    name: "minibatch" | "parameter noise",
    words: Pick<ClaimOf<ResultOf<typeof noiseSources>>, "id" | "claim" | "quantity" | "note">,
  ): ClaimOf<ResultOf<typeof noiseSources>> => ({
    ...words,
    measure: ({ sources }) => sources[name].alignment / sources.dropout.alignment,
    rule: most(4, 5, ">=", 1),
    control: {
      what: "the null of this noise over dropout's α, as in C6",
      measure: ({ sources }) => sources[name].nullAlignment / sources.dropout.alignment,
      rule: every("<", 0.2),
    },
    changed: [...afterSeedZero("≥ 1"), {
      what: "control",
      from: "dropout's null over its α < 1",
      to: "the null of this noise over dropout's α < 1/5",
      why: "the old one could not fail",
    }],
  });
  return [
    alignedAs("minibatch", {
      id: "X2",
      claim: "Alignment is not specific to dropout: minibatches show as much",
      quantity: "α of minibatch noise over α of dropout noise, same parameters",
    }),
    alignedAs("parameter noise", {
      id: "X2b",
      claim: "… and so does noise on the parameters",
      quantity: "α of the gradient under parameter noise over α of dropout noise",
      note: "there Σ ∝ H² by Taylor's formula",
    }),
    {
      id: "X2c",
      claim:
        "Normal factors with dropout's mean and variance give different noise: third and fourth moments matter",
      quantity: "Tr Σ with normal factors over that of dropout",
      measure: ({ sources }) => sources["normal dropout"].totalVariance / sources.dropout.totalVariance,
      rule: most(4, 5, "<=", 0.9),
      control: { none: "dropout is the denominator" },
      note: "threshold set before a look at this quantity",
    },
  ];
}

const LAYERS: ClaimOf<ResultOf<typeof noiseSources>> = {
  id: "X4",
  claim: "Noise and curvature are aligned in every layer of a network with four hidden layers",
  quantity: "least α over its null, over five weight matrices",
  measure: ({ layers }) => smallest(layers.map(({ alignment, nullAlignment }) => alignment / nullAlignment)),
  rule: every(">", 5),
  control: {
    what: "the largest of 20 random rotations over their mean",
    measure: ({ layers }) => largest(layers.map((layer) => layer.nullAlignmentMost / layer.nullAlignment)),
    rule: every("<", 5),
  },
};

/** X3 in one of the set-ups, the first of which suggested it. */
function spreadRows(
  name: string,
  window: SpreadWindow,
  [which, far]: readonly string[],
): ClaimOf<NoiseRun>[] {
  const distance = (of: "predicted" | "stationary") => (run: NoiseRun) =>
    Math.abs(Math.log2(spreadRatio(run, window, of)));
  return [{
    id: which,
    claim: `Noise, curvature and window predict along which eigenvectors the trajectory spreads (${name})`,
    quantity: "Spearman ρ of predicted and found variance, last checkpoint",
    measure: (run) => spreadRank(run, window),
    rule: most(4, 5, ">", 0.5),
    control: {
      what: "the same with isotropic noise in the stationary state, that is 1/λ",
      measure: (run) => {
        const { curvatures } = run.checkpoints.at(-1)!, kept = aboveFloor(curvatures);
        const found = readings(run, "detrended").at(-1)!.projected;
        return spearman(kept.map((i) => 1 / curvatures[i]), kept.map((i) => found[i]));
      },
      rule: most(4, 5, "<=", 0.5),
    },
    changed: [{
      what: "prediction",
      from: "the stationary spread",
      to: "the smaller of the stationary spread and a free random walk over the window",
      why: "the stationary spread alone was seen to fail; X3b has it as its control",
    }],
  }, {
    id: far,
    claim: `… and how far (${name})`,
    quantity: "|log₂ of the median of found over predicted|",
    measure: distance("predicted"),
    rule: most(4, 5, "<=", 1),
    control: {
      what: "the stationary spread alone",
      measure: distance("stationary"),
      rule: most(4, 5, ">", 1),
    },
    note: "within a factor of two",
  }];
}

const DOWN_TO_SMALL_P: ClaimOf<ResultOf<typeof gapMap>> = {
  id: "X5",
  claim: "Where dropout descends, the second equation holds down to small p (ε ≤ 0.05)",
  quantity: "largest relative gap in L_S at the end",
  measure: (cells) => Math.min(largestGap(cells, 2, 0.05), LARGEST_GAP),
  rule: every("<=", 0.05),
  control: {
    what: "ε = 0.4",
    measure: (cells) => {
      const compared = cells.filter((cell) => cell.rate === 0.4 && gapState(cell) !== "diverges");
      return Math.min(LARGEST_GAP, mean(compared.map((cell) => relativeGap(cell, 2))));
    },
    rule: onMean(">", 0.02),
  },
  changed: afterSeedZero("≤ 0.05"),
  note: "infinite gaps count as 10; 500 paths a cell",
};

/** The rows of the extensions. */
export function extensionClaims(
  { drift, converged, sources, setUps, gaps, convolution }: ExtensionRuns,
): Claim[] {
  return [
    ...driftClaims(drift),
    ...fullClaims(converged, [{
      ...DRIFT_ALONE,
      id: "X1c",
      claim: "… after 16,000 steps",
      control: { none: "dropout's noise alone, the control of X1, was not trained as long" },
    }]),
    ...fullClaims(sources, sourceRows()),
    ...setUps.flatMap(({ name, runs, window }, k) =>
      fullClaims(runs, spreadRows(name, window, [["X3", "X3b"], ["X3c", "X3d"], ["X3e", "X3f"]][k]))
    ),
    ...fullClaims(sources, [LAYERS]),
    ...fullClaims(gaps, [DOWN_TO_SMALL_P]),
    ...fullClaims(convolution, [
      flatterConvolution(["plainAtLoss", "otherPlainAtLoss"], {
        id: "X6",
        claim: "The network with dropout is flatter than those without, also at the same R_S",
        note:
          "training without dropout stops in the first epoch in which R_S is at most dropout's last; thresholds of C7e",
      }),
    ]),
  ];
}
