/** Stored runs as a claims table reads them, whatever is not computed yet. */
import type { CaseExperiment, Experiment } from "./experiment.ts";
import { caseRuns, type RunResults } from "./runs.ts";

/**
 * The stored seeds of an experiment, e.g. of one that is planned but too long to be computed with the others; nothing is
 * computed.
 *
 * @param where which settings, if the experiment has several
 * @param say receives a line on what was found; prints it by default
 * @returns no seeds where nothing is stored
 * @throws {ResultsError} if the file of stored results cannot be used
 */
export async function storedRuns<Settings, Result>(
  experiment: CaseExperiment<Settings, Result> | Experiment<Settings, Result>,
  where: (settings: Settings) => boolean = () => true,
  say?: (text: string) => void,
): Promise<RunResults<Result>> {
  const { stored, source } = await caseRuns(experiment, say);
  const wanted = stored.filter(({ settings }) => where(settings));
  return { seeds: wanted.map(({ seed }) => seed), results: wanted.map(({ result }) => result), source };
}
