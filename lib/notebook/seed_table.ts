/** A small table of ranges over seeds. */
import type { Displayable } from "./display.ts";
import { numberTable } from "./number_table.ts";
import { range } from "./words.ts";

/** A measure of one run: its name, the number (`null` if the run has none), and the number of digits to show. */
export type SeedMeasure<Run> = readonly [
  name: string,
  measure: (run: Run) => number | null,
  digits?: number,
];

/**
 * A table with a row for each group of runs and a column for each measure: smallest and largest value over the seeds,
 * and how many runs have a number if not all have.
 *
 * @param header name of the column of groups
 * @param groups name and runs of each
 * @param measures measures of a run
 */
export function seedTable<Run>(
  header: string,
  groups: readonly (readonly [name: string, runs: readonly Run[]])[],
  measures: readonly SeedMeasure<Run>[],
): Displayable {
  const entry = (runs: readonly Run[], [, measure, digits]: SeedMeasure<Run>) => {
    const values = runs.map(measure).filter((value) => value !== null), { length } = values;
    if (length === 0) return "–";
    return range(values, digits) + (length < runs.length ? ` (${length} of ${runs.length})` : "");
  };
  return numberTable(
    [header, ...measures.map(([name]) => name)],
    groups.map(([name, runs]) => [name, ...measures.map((measure) => entry(runs, measure))]),
  );
}
