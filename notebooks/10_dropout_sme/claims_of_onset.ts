/** C4 and C6 from the first step on. Thresholds were fixed before these runs. */
import type { Claim, ClaimOf, ClaimRuns } from "../../lib/claims/mod.ts";
import { every, fullClaims, most } from "../../lib/claims/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { isAligned, isInverse, onset, type OnsetReading, type OnsetRun } from "./noise_readings.ts";

/** A property must hold from here on: a fortieth of the training. */
const SOON = 100;
/** The end of the first phase, and a step after it. */
const PHASES = [45, 300] as const;

const SET_UPS = [["tanh", "Gaussian classes", "i", "k"], ["digits", "digits", "j", "l"]] as const;

const fromStepOne = (from: string) => [{
  what: "checkpoints",
  from,
  to: "from step 1 on, and the first from which on the property holds",
  why: "a trial of one seed to step 300 showed the properties missing early, and α falling and rising there",
}];

const quantity = (property: string) => `first checkpoint from which on ${property}; 8,000: not at the last`;

function flatness([name, where, letter]: typeof SET_UPS[number]): ClaimOf<OnsetRun> {
  return {
    id: `C4${letter}`,
    claim: `Noise is smaller in flatter directions from step ${SOON} on: gradients, ${where}`,
    quantity: quantity("slope < −0.5 and ρ < −0.4 at level 2"),
    measure: (run) => onset(run[name], isInverse),
    rule: most(4, 5, "<=", SOON),
    control: { none: "isotropic noise is the control of C4 and C4f" },
    paperValue: "during the whole training (plot)",
    changed: fromStepOne("three from step 300 on (C4, C4f)"),
  };
}

function aligned([name, where, letter, other]: typeof SET_UPS[number]): ClaimOf<OnsetRun>[] {
  return [{
    id: `C6${letter}`,
    claim: `Noise and curvature are aligned from step ${SOON} on (${where})`,
    quantity: quantity("α > 5 × its null and the trace ratio > 5"),
    measure: (run) => onset(run[name], isAligned),
    rule: every("<=", SOON),
    control: {
      what: "the largest of 20 random rotations over their mean, largest of the checkpoints",
      measure: (run) => largest(run[name].map((at) => at.nullAlignmentMost / at.nullAlignment)),
      rule: every("<", 5),
    },
    paperValue: "throughout training, far above random (plot)",
    changed: fromStepOne("three from step 300 on (C6, C6b, C6e, C6f)"),
  }, {
    id: `C6${other}`,
    claim: `α rises after the first phase (${where})`,
    quantity: `α at step ${PHASES[1]} − α at step ${PHASES[0]}`,
    measure: (run) => rise(run[name], "alignment"),
    rule: most(4, 5, ">", 0),
    control: {
      what: "|the same of the null|",
      measure: (run) => Math.abs(rise(run[name], "nullAlignment")),
      rule: most(4, 5, "<", 0.1),
    },
    paperValue: "rising (plot)",
    changed: fromStepOne("the last and step 300 (C6g, C6h)"),
  }];
}

function rise(run: readonly OnsetReading[], key: "alignment" | "nullAlignment"): number {
  const [before, after] = PHASES.map((step) => run.find((at) => at.step === step)!);
  return after[key] - before[key];
}

/** The rows from the first step on. */
export function onsetClaims(runs: ClaimRuns<OnsetRun>): Claim[] {
  return fullClaims(runs, [...SET_UPS.map(flatness), ...SET_UPS.flatMap(aligned)]);
}
