/** What the quick profile of a notebook computes live, as one digest. */
import { canonicalJson, textDigest } from "./canonical_json.ts";
import type { AnyExperiment } from "./experiment.ts";
import { measuresDigest } from "./provenance/measures.ts";

/**
 * Digest of the settings of all live experiments of a notebook and of the modules that measure its claims: counts of
 * seeds that bear its live rows out hold for these.
 *
 * @param experiments those of the notebook
 * @param folder folder of its modules
 */
export async function quickIdentity(
  experiments: readonly AnyExperiment<unknown, unknown>[],
  folder: string,
): Promise<string> {
  const plans = experiments.flatMap(({ name, quick, data, precision, engine, revision }) =>
    quick ? [{ name, settings: quick.settings, data, precision, engine, revision }] : []
  ).sort((a, b) => a.name < b.name ? -1 : 1);
  return textDigest(canonicalJson({ plans, measures: await measuresDigest(folder) }, "quick plans"));
}
