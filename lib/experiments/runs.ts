/** Gives a notebook the runs of an experiment: live in worker processes, or from stored results. */
import { casesOf, plannedCases } from "./case.ts";
import type { CaseExperiment, Experiment, ExperimentHead } from "./experiment.ts";
import { notebookProfile, type Profile } from "./profile.ts";
import { resultsState } from "./provenance/results_state.ts";
import { type RunsSource, STATE_WORDS } from "./provenance/states.ts";
import type { StoredCase } from "./results_file.ts";
import { runCases } from "./run_cases.ts";
import { experimentPaths, storedCases } from "./store.ts";

/** Runs of an experiment, and where they come from. */
export interface Runs<Settings, Result> {
  readonly settings: Settings;
  readonly seeds: readonly number[];
  /** One per seed. */
  readonly results: readonly Result[];
  /** Process seconds of each seed. */
  readonly seconds: readonly number[];
  readonly source: RunsSource;
}

/** The part of runs that claims use. */
export type RunResults<Result> = Pick<Runs<unknown, Result>, "seeds" | "results" | "source">;

/** What to run; omitted options come from the notebook's profile. */
export interface RunsOptions<Settings> {
  /** Settings instead of the profile's, e.g. with one number changed. */
  settings?: Settings | undefined;
  seeds?: readonly number[] | undefined;
  profile?: Profile | undefined;
  workers?: number | undefined;
  /** Receives a line on what was found; prints it by default. */
  say?: ((text: string) => void) | undefined;
}

/**
 * The runs of an experiment.
 *
 * Stored results with these settings and seeds are used even if the library's code has changed since; their state says
 * whether they are verified. The live part of the quick profile is computed now, and so are runs with changed settings
 * or seeds. A stopped run resumes when called again.
 *
 * @throws {TrainingStopped} after `task stop`
 * @throws {CaseError} if a run fails
 * @throws {ResultsError} if the file of stored results cannot be used
 */
export async function runs<Settings, Result>(
  experiment: Experiment<Settings, Result>,
  options: RunsOptions<NoInfer<Settings>> = {},
): Promise<Runs<Settings, Result>> {
  const { profile = notebookProfile(), say = (text) => console.log(text) } = options;
  const plan = experiment.plan(profile);
  const { settings = plan.settings, seeds = plan.seeds } = options;
  const wanted = casesOf(experiment, settings, seeds),
    planned = casesOf(experiment, plan.settings, plan.seeds);
  const changed = wanted.map(({ key }) => key).join() !== planned.map(({ key }) => key).join();
  const isLive = profile === "quick" && experiment.quick !== null && !changed;
  if (!isLive && hasPlace(experiment)) {
    const byKey = new Map((await storedCases(experiment)).map((one) => [one.key, one]));
    const found = wanted.flatMap(({ key }) => byKey.get(key) ?? []);
    if (found.length === wanted.length) {
      const state = await resultsState(experiment);
      say(`${experiment.name}: ${found.length} seeds from stored results (${state}: ${STATE_WORDS[state]})`);
      return { settings, seeds, source: changed ? "changed" : `stored, ${state}`, ...columns(found) };
    }
    const has = found.length === 0 ? "none" : `only seeds ${found.map(({ seed }) => seed).join(", ")}`;
    say(
      `${experiment.name}: stored results have ${has} of ${
        changed ? "these changed settings" : "these settings"
      }; ` +
        `computing ${seeds.length} seeds now`,
    );
  }
  const done = await runCases(experiment, wanted, {
    folder: hasPlace(experiment) ? experimentPaths(experiment).cases : null,
    workers: options.workers,
  });
  return { settings, seeds, source: changed ? "changed" : "live", ...columns(done) };
}

/** Whether results and checkpoints of an experiment are kept. */
function hasPlace({ paper, results }: ExperimentHead): boolean {
  return paper !== null || results !== null;
}

/** A stored case with the name of its block. */
export type BlockCase<Settings, Result> = StoredCase<Settings, Result> & { readonly block: string };

/** Stored cases of an experiment with many cases. */
export interface CaseRuns<Settings, Result> {
  readonly stored: readonly BlockCase<Settings, Result>[];
  /** Cases that are not computed yet. */
  readonly missing: readonly { readonly block: string; readonly settings: Settings; readonly seed: number }[];
  readonly source: RunsSource;
}

/**
 * The stored cases of an experiment with many settings and seeds, in its order, and the missing ones. Nothing is
 * computed; an experiment with one set of settings gives the cases of its full profile.
 *
 * @throws {ResultsError} if the file of stored results cannot be used
 */
export async function caseRuns<Settings, Result>(
  experiment: CaseExperiment<Settings, Result> | Experiment<Settings, Result>,
  say: (text: string) => void = (text) => console.log(text),
): Promise<CaseRuns<Settings, Result>> {
  const byKey = new Map((await storedCases(experiment)).map((one) => [one.key, one]));
  const planned = plannedCases(experiment), missing = planned.filter(({ key }) => !byKey.has(key));
  const stored = planned.flatMap(({ key, block }) => {
    const found = byKey.get(key);
    return found ? [{ ...found, block }] : [];
  });
  const state = await resultsState(experiment);
  say(
    `${experiment.name}: ${stored.length} of ${planned.length} cases from stored results ` +
      `(${state}: ${STATE_WORDS[state]})` +
      (missing.length === 0
        ? ""
        : `; deno task compute ${experiment.paper} ${experiment.name} makes the others`),
  );
  return { stored, missing, source: `stored, ${state}` };
}

function columns<Result>(cases: readonly { readonly result: Result; readonly seconds: number }[]) {
  return { results: cases.map(({ result }) => result), seconds: cases.map(({ seconds }) => seconds) };
}
