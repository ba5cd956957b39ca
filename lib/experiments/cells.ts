/** Stored cases of a grid chosen by their settings, with the number of those that are missing. */
import type { RunsSource } from "./provenance/states.ts";
import type { BlockCase, CaseRuns } from "./runs.ts";

/** Cells of a grid as runs that decide claims. */
export interface Cells<Run> {
  readonly seeds: readonly number[];
  /** One per seed. */
  readonly results: readonly Run[];
  readonly source: RunsSource;
  /** Planned cells that are not computed yet. */
  readonly missing: number;
}

/** The cells of a grid whose settings satisfy a condition, by seed. */
export function cellsWith<Settings, Result>(
  grid: CaseRuns<Settings, Result>,
  holds: (settings: Settings) => boolean,
): Cells<BlockCase<Settings, Result>> {
  const results = grid.stored.filter(({ settings }) => holds(settings)).sort((a, b) => a.seed - b.seed);
  const missing = grid.missing.filter(({ settings }) => holds(settings)).length;
  return { results, seeds: results.map(({ seed }) => seed), source: grid.source, missing };
}

/** All cells of a grid, together for each seed; no seed while a cell is missing. */
export function cellsBySeed<Settings, Result>(
  { stored, missing, source }: CaseRuns<Settings, Result>,
): Cells<BlockCase<Settings, Result>[]> {
  const bySeed = missing.length === 0 ? Map.groupBy(stored, ({ seed }) => seed) : new Map();
  return { seeds: [...bySeed.keys()], results: [...bySeed.values()], source, missing: missing.length };
}
