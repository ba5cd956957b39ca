/** What all rows of this notebook are made with. */
import { type Claim, claimRow, type ClaimRule, type Comparison, type Profile } from "../../lib/claims/mod.ts";
import type { RunResults as Runs } from "../../lib/experiments/mod.ts";

export type { Runs };

/** Four seeds of five, or all of three. */
export const most = (op: Comparison, threshold: number): ClaimRule => ({
  op,
  threshold,
  atLeast: "4/5 seeds",
});
export const onMean = (op: Comparison, threshold: number): ClaimRule => ({ op, threshold, atLeast: "mean" });
export const onMedian = (op: Comparison, threshold: number): ClaimRule => ({
  op,
  threshold,
  atLeast: "median",
});

/** A row before it is known whether this profile decides it. */
export interface Row {
  id: string;
  claim: string;
  quantity: string;
  rule: ClaimRule;
  paperValue?: number | string;
  /** One number a seed; null where a network that it needs was not trained. */
  perSeed: readonly number[] | null;
  control: { what: string; perSeed: readonly number[] | null; rule: ClaimRule } | null;
  note?: string;
  /** Whether the quick profile decides it: its rule and control held in 19 or more of 20 seeds when that was chosen. */
  quick?: boolean;
}

/** Rows of an experiment; those that lack a number, or that the profile leaves open, are not decided. */
export function rowsOf(
  { seeds, source }: Omit<Runs<unknown>, "results">,
  profile: Profile,
  rows: readonly Row[],
): Claim[] {
  return rows.map(({ perSeed, control, quick = false, ...words }) => {
    const decided = (profile === "full" || quick) && perSeed !== null && control?.perSeed !== null;
    return claimRow({
      ...words,
      seeds: decided ? seeds : [],
      perSeed: decided ? perSeed : [],
      control: decided && control?.perSeed ? { ...control, perSeed: control.perSeed } : null,
      source,
      decided,
      note: words.note ?? (control ? "" : "there is nothing to compare it with"),
    });
  });
}
