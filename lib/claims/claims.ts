/** Rows of a claims table from the runs of an experiment. */
import { notebookProfile, type Profile } from "../experiments/profile.ts";
import type { RunsSource } from "../experiments/provenance/states.ts";
import type { Claim, ClaimRule } from "./claim.ts";
import { type ClaimMeasurement, claimRow, type ControlMeasurement } from "./claim_row.ts";

/** Runs that decide claims, as `runs` of `lib/experiments` gives them. */
export interface ClaimRuns<Run> {
  readonly seeds: readonly number[];
  /** One per seed. */
  readonly results: readonly Run[];
  readonly source: RunsSource;
}

/** A control that must not show the effect: measured on the same runs, or already measured on others. */
export type ClaimControlOf<Run> =
  & { readonly what: string; readonly rule: ClaimRule }
  & ({ measure(run: Run, seed: number): number } | { readonly perSeed: readonly number[] });

/** Definition of a row, evaluated on runs. */
export interface ClaimOf<Run> extends
  Pick<
    ClaimMeasurement,
    "id" | "claim" | "quantity" | "rule" | "paperValue" | "note" | "because" | "changed"
  > {
  /** The quantity in one run. */
  measure(run: Run, seed: number): number;
  /** The control, or why there is none; a row without a rule needs neither. */
  readonly control?: ClaimControlOf<Run> | { readonly none: string };
  /** `false` if the runs of the quick profile are too few or too short to decide. */
  readonly atQuick?: boolean;
}

/** Options of {@linkcode claims}. */
export interface ClaimsOptions {
  /** By default that of the notebook. */
  readonly profile?: Profile;
}

/**
 * Rows of a claims table from the runs of an experiment: one value per run, so that seeds and values cannot disagree.
 *
 * A row is not decided if there are no runs, or if the profile is quick and the row says that it does not decide.
 *
 * @param runs seeds, their results, and where these come from
 * @throws {TypeError} and {RangeError} as {@linkcode claimRow}
 *
 * @example
 * ```ts
 * const runs = { seeds: [0, 1, 2], results: [{ a: 3, b: 1 }, { a: 4, b: 1 }, { a: 5, b: 2 }], source: "live" as const };
 * const [row] = claims(runs, [{
 *   id: "C1",
 *   claim: "a is large",
 *   quantity: "a",
 *   measure: ({ a }) => a,
 *   rule: { op: ">=", threshold: 3, atLeast: "every seed" },
 *   control: { what: "b", measure: ({ b }) => b, rule: { op: "<", threshold: 3, atLeast: "every seed" } },
 * }], { profile: "full" });
 * if (row.verdict !== "reproduced") throw new Error(row.verdict);
 * ```
 */
export function claims<Run>(
  { seeds, results, source }: ClaimRuns<Run>,
  rows: readonly ClaimOf<NoInfer<Run>>[],
  { profile = notebookProfile() }: ClaimsOptions = {},
): Claim[] {
  return rows.map(({ measure, control, atQuick = true, note = "", ...words }) => {
    const perSeed = (measure: (run: Run, seed: number) => number) =>
      results.map((run, i) => measure(run, seeds[i]));
    const decided = results.length > 0 && (profile === "full" || atQuick);
    const none = control && "none" in control ? control.none : "";
    return claimRow({
      ...words,
      seeds,
      source,
      decided,
      note: [note, none].filter((text) => text !== "").join("; "),
      perSeed: decided ? perSeed(measure) : [],
      control: decided && control && !("none" in control) ? controlOf(control, perSeed) : null,
    });
  });
}

function controlOf<Run>(
  control: ClaimControlOf<Run>,
  perSeed: (measure: (run: Run, seed: number) => number) => number[],
): ControlMeasurement {
  const { what, rule } = control;
  return { what, rule, perSeed: "perSeed" in control ? control.perSeed : perSeed(control.measure) };
}
