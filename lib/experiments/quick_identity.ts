/** One digest of what the quick profile of a notebook computes live. */
import { canonicalJson, textDigest } from "./canonical_json.ts";
import type { AnyExperiment } from "./experiment.ts";

/**
 * Digest of the settings of all experiments that the quick profile computes live. The seed counts of a survey are valid
 * only for these settings.
 *
 * @param experiments experiments of the notebook
 */
export function quickIdentity(experiments: readonly AnyExperiment<unknown, unknown>[]): string {
  const plans = experiments.flatMap(({ name, quick, data, precision, engine, revision }) =>
    quick ? [{ name, settings: quick.settings, data, precision, engine, revision }] : []
  ).sort((a, b) => a.name < b.name ? -1 : 1);
  return textDigest(canonicalJson(plans, "quick plans"));
}
