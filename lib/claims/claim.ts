import type { Profile } from "../experiments/profile.ts";
import type { ResultsState } from "../experiments/provenance/states.ts";

export type { Profile, ResultsState };

/**
 * Outcome of a row, decided only by {@linkcode verdict}: `reproduced` and `not reproduced` for a paper's claim, `held`
 * and `refuted` for our own hypothesis, `measured` for a row without a rule.
 */
export type Verdict =
  | "reproduced"
  | "held"
  | "partly"
  | "not separated"
  | "not reproduced"
  | "refuted"
  | "measured"
  | "not decided at this profile";

/** The verdicts, best first; those that decide nothing come last. */
export const VERDICTS: readonly Verdict[] = [
  "reproduced",
  "held",
  "partly",
  "not separated",
  "not reproduced",
  "refuted",
  "measured",
  "not decided at this profile",
];

/** How a measured value is compared with its threshold. */
export type Comparison = ">=" | "<=" | ">" | "<";

/** Condition that a quantity, measured once per seed, must meet. */
export interface ClaimRule {
  /** Comparison of the deciding value (left) with `threshold` (right). */
  readonly op: Comparison;
  /** Threshold, in the unit of the quantity. */
  readonly threshold: number;
  /** Which value decides: `"every seed"`, `"k/n seeds"` (such as `"4/5 seeds"`), `"mean"` or `"median"`. */
  readonly atLeast: string;
  /**
   * Value of the quantity where there is no effect at all, e.g. 1 of a ratio; a value on it or on its other side is never
   * `partly`, however bad the control is.
   */
  readonly noEffect?: number;
}

/** A run that must not show the effect, measured with the same quantity. */
export interface ClaimControl {
  /** What was changed, in words. */
  readonly what: string;
  /** Deciding value of the control under its own rule. */
  readonly value: number;
  /** Lower end of its interval over seeds. */
  readonly low: number;
  /** Upper end of its interval over seeds. */
  readonly high: number;
  /** What the control must do if the effect is absent, e.g. `R <= 1.01` in every seed. */
  readonly rule: ClaimRule;
}

/** Why a claim of a paper is not reproduced, or not separated from its control, if known. */
export interface ClaimCause {
  /** The runs here differ from the paper's, the claim can be read in another way, or the paper is in doubt. */
  readonly cause: "set-up" | "definition" | "paper";
  /** What to run or clarify, with its cost. */
  readonly close: string;
}

/** A rule, control or measure that was changed after a run was seen. */
export interface ClaimChange {
  /** The part that was changed. */
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/** Where the numbers of a row come from. */
export type ClaimSource = "live" | "changed" | "stored";

/** The sources. */
export const CLAIM_SOURCES: readonly ClaimSource[] = ["live", "changed", "stored"];

/** One row of a claims table. `perSeed` is empty and `value`, `low`, `high` are `null` if it is not decided. */
export interface Claim {
  /** Number of the claim in the paper's list (`C1`, `C2a`), or of our own extension (`X1`). */
  readonly id: string;
  /** The claim in one sentence. */
  readonly claim: string;
  /** What was measured for each seed, with its unit. */
  readonly quantity: string;
  /** Seeds of the runs. */
  readonly seeds: readonly number[];
  /** Measured quantity, one entry per seed, in the order of `seeds`. */
  readonly perSeed: readonly number[];
  /** Deciding value, chosen from `perSeed` by the rule, see `decidingValue`. */
  readonly value: number | null;
  /** Lower end of the interval over seeds, see `seedInterval`. */
  readonly low: number | null;
  /** Upper end of the interval over seeds. */
  readonly high: number | null;
  /** Which of the seeds' numbers `value` is, e.g. `"worst of 5 seeds"`; empty if nothing is decided. */
  readonly statistic: string;
  /** Condition under which the claim holds; `null` for a row that only measures. */
  readonly rule: ClaimRule | null;
  /** Control that must not show the effect; `null` only with a note that says why, or without a rule. */
  readonly control: ClaimControl | null;
  /** What the paper reports: a number, words such as "plot only", or `null`. */
  readonly paperValue: number | string | null;
  /**
   * Where the numbers come from: computed in this execution with the collection's settings and seeds (`live`), with
   * others chosen by a reader (`changed`), or read from stored results.
   */
  readonly source: ClaimSource;
  /** State of the stored results, see `STATE_WORDS` in `lib/experiments`; `null` if they are not stored. */
  readonly state: ResultsState | null;
  /** Outcome. */
  readonly verdict: Verdict;
  /** Why a claim is not reproduced, or not separated; otherwise `null`. */
  readonly because: ClaimCause | null;
  /** What was changed after a run was seen. */
  readonly changed: readonly ClaimChange[];
  /** Remark shown under the table; may be empty. */
  readonly note: string;
}

/** Claims of one paper in one profile. */
export interface ClaimsTable {
  /** Two digits, the number of the notebook. */
  readonly paper: string;
  /** Profile in which the rows were measured. */
  readonly profile: Profile;
  /** One row per claim; ids are unique. */
  readonly rows: readonly Claim[];
  /** In a survey: by id, the verdict of each single seed. */
  readonly singles?: Readonly<Record<string, readonly Verdict[]>>;
}
