/** C4–C6: noise against flatness and curvature. Thresholds were fixed before the runs. */
import type { Claim, ClaimCause, ClaimOf, ClaimRuns } from "../../lib/claims/mod.ts";
import { every, fullClaims, most } from "../../lib/claims/mod.ts";
import type { ResultOf } from "../../lib/experiments/mod.ts";
import { largest, mean, smallest } from "../../lib/stats/mod.ts";
import type { NoiseData, NoiseReading } from "../../lib/gradient_noise/network/mod.ts";
import { ranks, readingOf, readings } from "../../lib/gradient_noise/network/mod.ts";
import { flatnessScore } from "./noise_readings.ts";
import type noiseGrid from "./noise_settings.ts";
import type { NoiseRun } from "./noise_study.ts";

/** Experiments that decide these claims. */
export interface NoiseRuns extends Record<"gaussian" | "relu" | "digits", ClaimRuns<NoiseRun>> {
  grid: ClaimRuns<ResultOf<typeof noiseGrid>>;
}

const OF_PARAMETERS: ClaimCause = {
  cause: "definition",
  close:
    "the length of the paper's window is unknown, and over a long one curvature limits their spread: windows of 50 to 3,000 steps, with and without their trend, 30 core-minutes",
};

function flatness(data: NoiseData, id: string, claim: string): ClaimOf<NoiseRun> {
  return {
    id,
    claim,
    quantity: "worst of slope/0.5 and ρ/0.4 of λ(Σ) on F, over checkpoints and levels 1.5, 2, e",
    measure: (run) => flatnessScore(run, data),
    rule: most(4, 5, "<", -1),
    control: {
      what: "isotropic noise: −|mean of ρ over the checkpoints|/0.4, level 2 (|ρ| < 0.2)",
      measure: (run) =>
        -Math.abs(mean(readings(run, "isotropic").map(({ flatnessFits: [fit] }) => fit.spearman))) / 0.4,
      rule: most(4, 5, ">", -0.5),
    },
    paperValue: "power law (plot); Feng and Tu: exponent about −4 for SGD",
    note: "slope below −0.5 and ρ below −0.4 everywhere give a value below −1",
    because: OF_PARAMETERS,
  };
}

/** C4. */
export function flatnessClaims({ gaussian, relu, digits, grid }: NoiseRuns): Claim[] {
  return [
    ...fullClaims(gaussian, [
      flatness("gradient", "C4", "Noise is smaller in flatter directions: gradients"),
      flatness("detrended", "C4b", "… consecutive parameters, detrended"),
      flatness("trajectory", "C4c", "… consecutive parameters as they are"),
    ]),
    ...fullClaims(relu, [
      flatness("gradient", "C4d", "… ReLU, gradients"),
      flatness("detrended", "C4e", "… ReLU, consecutive parameters, detrended"),
    ]),
    ...fullClaims(digits, [
      flatness("gradient", "C4f", "… digits, gradients"),
      flatness("detrended", "C4g", "… digits, consecutive parameters, detrended"),
    ]),
    ...fullClaims(grid, [{
      id: "C4h",
      claim: "… digits at other p and learning rates, gradients",
      quantity: "worst of slope/0.5 and ρ/0.4 over three settings, level 2",
      measure: (cells) => largest(cells.map((cell) => flatnessScore(cell, "gradient"))),
      rule: most(4, 5, "<", -1),
      control: { none: "the control, isotropic noise, is that of C4f" },
      paperValue: "power law (plot)",
    }]),
  ];
}

function curvature(
  data: NoiseData,
  id: string,
  claim: string,
  more: Partial<ClaimOf<NoiseRun>> = {},
): ClaimOf<NoiseRun> {
  return {
    id,
    claim,
    quantity: "least Spearman ρ over checkpoints, eigenvalues above 10⁻³ of the largest",
    measure: (run) => smallest(ranks(run, data)),
    rule: most(4, 5, ">", 0.5),
    control: {
      what: "isotropic noise: |mean of ρ over the checkpoints|",
      measure: (run) => Math.abs(mean(ranks(run, "isotropic"))),
      rule: most(4, 5, "<", 0.2),
    },
    paperValue: "increasing power law (plot)",
    because: OF_PARAMETERS,
    ...more,
  };
}

/** C5. */
export function curvatureClaims({ gaussian, relu, digits, grid }: NoiseRuns): Claim[] {
  return [
    ...fullClaims(gaussian, [
      curvature("gradient", "C5", "Noise is larger in more curved directions: gradients", {
        atQuick: true,
      }),
      curvature("detrended", "C5b", "… consecutive parameters, detrended", {
        note: "the window of the first checkpoint spans the fall of the loss",
      }),
    ]),
    ...fullClaims(relu, [curvature("gradient", "C5c", "… ReLU, gradients")]),
    ...fullClaims(digits, [
      curvature("gradient", "C5d", "… digits, gradients"),
      curvature("detrended", "C5e", "… digits, consecutive parameters, detrended"),
    ]),
    ...fullClaims(grid, [{
      id: "C5f",
      claim: "… digits at other p and learning rates, gradients",
      quantity: "least Spearman ρ over three settings",
      measure: (cells) => smallest(cells.flatMap((cell) => ranks(cell, "gradient"))),
      rule: most(4, 5, ">", 0.5),
      control: { none: "the control, isotropic noise, is that of C5d" },
      paperValue: "increasing power law (plot)",
    }]),
  ];
}

function aligned(ids: readonly [string, string], where: string, atQuick = false): ClaimOf<NoiseRun>[] {
  /** A ratio at every checkpoint. */
  const along = (ratio: (reading: NoiseReading) => number) => (run: NoiseRun) =>
    readings(run, "gradient").map(ratio);
  const shares = along((one) => one.alignment / one.nullAlignment);
  const byChance = along((one) => one.nullAlignmentMost / one.nullAlignment);
  const traces = along((one) => one.traceRatio), nullTraces = along((one) => one.nullTraceRatio);
  return [{
    id: ids[0],
    claim: where === "" ? "Noise and curvature are aligned throughout training" : `… ${where}`,
    quantity: "least α over its null (same spectrum, random directions), over checkpoints",
    measure: (run) => smallest(shares(run)),
    rule: every(">", 5),
    control: {
      what: "the largest of 20 random rotations over their mean",
      measure: (run) => largest(byChance(run)),
      rule: every("<", 5),
    },
    paperValue: "far above random, which is below 0.001 (disputed)",
    note: "from the first checkpoint, step 300, on",
    atQuick,
  }, {
    id: ids[1],
    claim: `… by the trace ratio${where === "" ? "" : `, ${where}`}`,
    quantity: "least Tr(HΣ)/Tr(HΣ̄) over checkpoints",
    measure: (run) => smallest(traces(run)),
    rule: every(">", 5),
    control: {
      what: "random directions, mean of 20",
      measure: (run) => largest(nullTraces(run)),
      rule: every("<", 1.5),
    },
    paperValue: "first far above second (plot)",
    atQuick,
  }];
}

function rising(id: string, where: string): ClaimOf<NoiseRun> {
  return {
    id,
    claim: `… and rises after the first phase (${where})`,
    quantity: "α at the last checkpoint − α at the first",
    measure: ({ checkpoints }) =>
      readingOf(checkpoints.at(-1)!, "gradient").alignment - readingOf(checkpoints[0], "gradient").alignment,
    rule: most(4, 5, ">", 0),
    control: { none: "no control: the statement is about one curve; C6k and C6l have one" },
    paperValue: "rising (plot)",
    because: { cause: "set-up", close: "the first checkpoint is step 300; C6k and C6l read from step 1 on" },
  };
}

/** C6. */
export function alignmentClaims({ gaussian, relu, digits }: NoiseRuns): Claim[] {
  return [
    ...fullClaims(gaussian, aligned(["C6", "C6b"], "", true)),
    ...fullClaims(relu, aligned(["C6c", "C6d"], "ReLU")),
    ...fullClaims(digits, aligned(["C6e", "C6f"], "digits")),
    ...fullClaims(gaussian, [rising("C6g", "Gaussian classes")]),
    ...fullClaims(digits, [rising("C6h", "digits")]),
  ];
}
