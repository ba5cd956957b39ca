/** Planned cases of an experiment that are not computed, with what they cost. */
import type { CaseExperiment, CaseRuns } from "../experiments/mod.ts";
import type { Displayable } from "./display.ts";
import { numberTable } from "./number_table.ts";

const SECONDS_OF_HOUR = 3600;

/**
 * A table with a row for each block that has missing cases: their number, that of all planned ones, and the expected
 * core-hours of the missing ones ("–" if the experiment does not know them).
 *
 * @param experiment names the blocks and expects the seconds
 * @param runs its stored and missing cases
 */
export function missingCases<Settings, Result>(
  { seconds }: Pick<CaseExperiment<Settings, Result>, "seconds">,
  { stored, missing }: CaseRuns<Settings, Result>,
): Displayable {
  const hours = (cells: typeof missing) =>
    seconds ? cells.reduce((sum, { settings }) => sum + seconds(settings), 0) / SECONDS_OF_HOUR : "–";
  const row = (
    name: string,
    cells: typeof missing,
    planned: number,
  ) => [name, cells.length, planned, hours(cells)];
  const inBlock = (name: string) => [...stored, ...missing].filter(({ block }) => block === name).length;
  const blocks = [...Map.groupBy(missing, ({ block }) => block)];
  return numberTable(["not computed", "cases", "of planned", "core-hours, about"], [
    ...blocks.map(([name, cells]) => row(name, cells, inBlock(name))),
    row("all", missing, stored.length + missing.length),
  ]);
}
