/** Experiments: modules that a notebook cell, a worker process and `task compute` all run the same way. */
import type { Profile } from "../claims/claim.ts";
import type { Progress } from "./record.ts";

/** What the runner gives to one run of an experiment. */
export interface RunContext {
  /** Aborted when the run is to save and end. */
  readonly signal: AbortSignal;
  /** Report how far a part of the run is. */
  progress(part: string, progress: Progress): void;
  /** Path of the checkpoint of a named part of this run; `undefined` where nothing is kept. */
  checkpoint(part: string): string | undefined;
}

/** An experiment: the default export of a module in `notebooks/NN_name/`. */
export interface Experiment<Settings, Result> {
  readonly name: string;
  readonly settings: Readonly<Record<Profile, Settings>>;
  /** Seeds by profile, fixed beforehand. */
  readonly seeds: Readonly<Record<Profile, readonly number[]>>;
  /** Training steps of one run, for progress and cost. */
  steps(settings: Settings): number;
  /** One run; the result is plain JSON data without NaN. */
  run(settings: Settings, seed: number, context: RunContext): Promise<Result>;
}

const PROFILES: readonly Profile[] = ["quick", "full"];

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

/**
 * The experiment that a module exports by default.
 *
 * @throws TypeError where it exports none
 */
export async function loadExperiment<Settings = unknown, Result = unknown>(
  module: string | URL,
): Promise<Experiment<Settings, Result>> {
  const { default: experiment } = await import(String(module));
  if (
    typeof experiment?.run !== "function" || typeof experiment.steps !== "function" || !experiment.settings
  ) {
    throw new TypeError(
      `${module} has no experiment (name, settings, seeds, steps, run) as its default export`,
    );
  }
  return experiment;
}
