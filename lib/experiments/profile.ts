/** Profiles: how long a notebook may compute. */

/** `quick` for a minute on two cores, `full` for the committed results. */
export type Profile = "quick" | "full";

/** Names of the profiles. */
export const PROFILES: readonly Profile[] = ["quick", "full"];

/**
 * The profile named by the environment variable NOTEBOOK_PROFILE; `quick` where it is unset.
 *
 * @throws RangeError for another name
 */
export function notebookProfile(): Profile {
  return checkedProfile(Deno.env.get("NOTEBOOK_PROFILE") ?? "quick");
}

/**
 * A profile by its name.
 *
 * @throws RangeError for another name
 */
export function checkedProfile(name: string): Profile {
  const profile = PROFILES.find((known) => known === name);
  if (!profile) throw new RangeError(`profile "${name}" is unknown, allowed ${PROFILES.join(", ")}`);
  return profile;
}
