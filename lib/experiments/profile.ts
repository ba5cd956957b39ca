/** Profiles: how long a notebook may compute. */

/** `quick` for a minute on two cores, `full` for the committed results. */
export type Profile = "quick" | "full";

/** Names of the profiles. */
export const PROFILES: readonly Profile[] = ["quick", "full"];

/**
 * The profile named by the environment variable NOTEBOOK_PROFILE; `quick` where it is unset.
 *
 * @throws {RangeError} for another name
 */
export function notebookProfile(): Profile {
  return checkedProfile(Deno.env.get("NOTEBOOK_PROFILE") ?? "quick");
}

/**
 * Seeds of a survey, which runs what is live at quick with each of many to count in how many a claim comes out; `null`
 * outside of one. The environment variable NOTEBOOK_SURVEY_SEEDS says how many.
 *
 * @throws {RangeError} for a number that is no positive integer
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
 * A profile by its name.
 *
 * @throws {RangeError} for another name
 */
export function checkedProfile(name: string): Profile {
  const profile = PROFILES.find((known) => known === name);
  if (!profile) throw new RangeError(`profile: "${name}" is unknown, allowed ${PROFILES.join(", ")}`);
  return profile;
}
