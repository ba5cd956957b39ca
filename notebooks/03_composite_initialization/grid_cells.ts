/** Parts of rows that cells of a grid decide. */
import { type ClaimRule, onMean } from "../../lib/claims/mod.ts";
import type { Cells } from "../../lib/experiments/cells.ts";
import { type PhaseRun, type Reading, READINGS } from "./phase_groups.ts";

/** A reading, and the same reading of control cells that must not show the effect. */
export function beside(
  reading: Reading,
  rule: ClaimRule,
  what: string,
  others: Cells<PhaseRun>,
  other: ClaimRule,
) {
  return {
    measure: READINGS[reading],
    rule,
    control: { what, perSeed: others.results.map(READINGS[reading]), rule: other },
  };
}

/** An accuracy, and that of the untrained network. */
export function learnt(reading: "seen" | "train", least: number) {
  return {
    measure: READINGS[reading],
    rule: onMean(">=", least),
    control: {
      what: "before training",
      measure: ({ result: { curves } }: PhaseRun) => curves[reading][0],
      rule: onMean("<", least),
    },
  };
}
