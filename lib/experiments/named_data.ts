/** Data sets are part of a result's key, so an experiment names the data sets that it reads. */
import { takeUsedDataSets } from "../data/used_sets.ts";
import type { AnyExperiment } from "./experiment.ts";

/**
 * Runs an experiment's code and checks which data sets it reads.
 *
 * @throws {RangeError} if it reads one that the experiment does not name
 */
export async function withNamedData<T>(
  { name, data }: Pick<AnyExperiment<unknown, unknown>, "name" | "data">,
  run: () => Promise<T>,
): Promise<T> {
  takeUsedDataSets();
  const result = await run();
  const unnamed = takeUsedDataSets().find((set) => !Object.hasOwn(data, set));
  if (unnamed === undefined) return result;
  throw new RangeError(
    `experiment ${name}: it reads data set "${unnamed}", which it does not name; add data: { "${unnamed}": "<digest>" }`,
  );
}
