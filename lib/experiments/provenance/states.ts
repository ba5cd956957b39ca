/** Possible states of stored results. */

/** States of stored results, best first. */
export const RESULT_STATES = [
  "exact",
  "verified",
  "earlier",
  "not provable here",
  "not computed",
  "unverified",
  "contradicted",
] as const;

/** State of stored results. */
export type ResultsState = typeof RESULT_STATES[number];

/** Meaning of a state. */
export const STATE_WORDS: Readonly<Record<ResultsState, string>> = {
  "exact": "computed by today's code",
  "verified": "the code has changed since, and gives the same bits",
  "earlier": "computed by an engine that rounded otherwise; today's losses agree with it",
  "not provable here": "the data that they need are not on this machine",
  "not computed": "nothing is stored for today's settings",
  "unverified": "the code has changed since; deno task verify proves them",
  "contradicted": "today's code gives other numbers",
};

/** States that `task check` rejects. */
export function isFault(state: ResultsState): boolean {
  return state === "unverified" || state === "contradicted";
}

/**
 * Where the numbers of runs come from: computed now with the collection's plan, computed now with settings or seeds
 * that a reader has changed, or stored, with the state of the stored results.
 */
export type RunsSource = "live" | "changed" | `stored, ${ResultsState}`;
