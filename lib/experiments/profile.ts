/** Profiles: they determine how long a notebook may compute. */

/** `quick` for a minute on two cores, `full` for the committed results. */
export type Profile = "quick" | "full";

/** Names of the profiles. */
export const PROFILES: readonly Profile[] = ["quick", "full"];

/**
 * The profile in the environment variable NOTEBOOK_PROFILE; `quick` if it is unset.
 *
 * @throws {RangeError} for another name
 */
export function notebookProfile(): Profile {
  return checkedProfile(Deno.env.get("NOTEBOOK_PROFILE") ?? "quick");
}

/**
 * Seeds of a survey, which runs the live part of the quick profile with each of many seeds and counts in how many a
 * claim comes out; `null` outside a survey. The environment variable NOTEBOOK_SURVEY_SEEDS sets their number.
 *
 * @throws {RangeError} for a number that is not a positive integer
 */
export function surveySeeds(): readonly number[] | null {
  const text = Deno.env.get("NOTEBOOK_SURVEY_SEEDS");
  if (!text) return null;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`NOTEBOOK_SURVEY_SEEDS: must be a positive integer, got "${text}"`);
  }
  return Array.from({ length: count }, (_, seed) => seed);
}

/**
 * The profile with a name.
 *
 * @throws {RangeError} for another name
 */
export function checkedProfile(name: string): Profile {
  const profile = PROFILES.find((known) => known === name);
  if (!profile) throw new RangeError(`profile: "${name}" is unknown, allowed ${PROFILES.join(", ")}`);
  return profile;
}
