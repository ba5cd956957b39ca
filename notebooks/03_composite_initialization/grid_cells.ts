/** Cells of a grid by their settings, for rows that stay undecided while one of them is missing. */
import {
  type Claim,
  type ClaimOf,
  type ClaimRule,
  type ClaimRuns,
  claims,
  onMean,
} from "../../lib/claims/mod.ts";
import type { BlockCase, CaseRuns } from "../../lib/experiments/mod.ts";
import { type PhaseRun, type Reading, READINGS } from "./phase_groups.ts";

/** Cells of one setting, by seed, and how many of them are missing. */
export interface Cells<Run> extends ClaimRuns<Run> {
  missing: number;
}

/** The cells of a grid whose settings satisfy a condition. */
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

/** Rows of some cells and those of their controls; while cells are missing, the rows are undecided and say so. */
export function rowsOf<Run>(
  cells: Cells<Run>,
  others: readonly Cells<unknown>[],
  rows: readonly ClaimOf<NoInfer<Run>>[],
): Claim[] {
  const missing = others.reduce((sum, one) => sum + one.missing, cells.missing);
  if (missing === 0 && cells.results.length > 1) return claims(cells, rows);
  const note = `${missing} of its cells are not computed yet`;
  return claims({ ...cells, seeds: [], results: [] }, rows.map((row) => ({ ...row, note })));
}

/** A reading, and the same reading of control cells that must not show the effect. */
export function beside(
  reading: Reading,
  rule: ClaimRule,
  what: string,
  others: Cells<PhaseRun>,
  other: ClaimRule,
) {
  return {
    measure: READINGS[reading],
    rule,
    control: { what, perSeed: others.results.map(READINGS[reading]), rule: other },
  };
}

/** An accuracy, and that of the untrained network. */
export function learnt(reading: "seen" | "train", least: number) {
  return {
    measure: READINGS[reading],
    rule: onMean(">=", least),
    control: {
      what: "before training",
      measure: ({ result: { curves } }: PhaseRun) => curves[reading][0],
      rule: onMean("<", least),
    },
  };
}
