/** Shares of successes with their uncertainty. */
import { wilsonInterval } from "../stats/mod.ts";
import type { Trace } from "./trace.ts";

/** Options of {@linkcode shareDots}. */
export interface ShareDotsOptions {
  readonly name: string;
  readonly color: string;
  /** Places on the horizontal axis; dots at numbers are joined by a line. */
  readonly x: readonly (number | string)[];
  /** For each place, which trials succeeded. */
  readonly outcomes: readonly (readonly boolean[])[];
}

/**
 * Shares of successes as dots with their 95 % Wilson intervals.
 *
 * @throws {RangeError} if places and outcomes do not fit, or a place has no trial
 */
export function shareDots({ name, color, x, outcomes }: ShareDotsOptions): Trace {
  const empty = outcomes.findIndex((trials) => trials.length === 0);
  if (outcomes.length !== x.length || empty >= 0) {
    throw new RangeError(
      `shareDots: each of the ${x.length} places of "${name}" needs trials, got ${outcomes.length} lists` +
        (empty >= 0 ? `, none at ${x[empty]}` : ""),
    );
  }
  const intervals = outcomes.map((trials) => wilsonInterval(trials.filter(Boolean).length, trials.length));
  return {
    type: "scatter",
    mode: typeof x[0] === "number" ? "lines+markers" : "markers",
    name,
    x: [...x],
    y: intervals.map(({ value }) => value),
    error_y: {
      type: "data",
      symmetric: false,
      array: intervals.map(({ value, high }) => high - value),
      arrayminus: intervals.map(({ value, low }) => value - low),
      thickness: 1,
    },
    marker: { color, size: 7 },
    line: { color, width: 2 },
  };
}
