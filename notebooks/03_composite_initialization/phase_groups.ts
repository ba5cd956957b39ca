/** Stored cells of the grids, grouped by setting. */
import type { BlockCase, CaseRuns } from "../../lib/experiments/mod.ts";
import { numberTable, range } from "../../lib/notebook/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import { atEnd } from "./composite_training.ts";
import type { PhaseCell, PhaseSettings } from "./phase_cell.ts";
import { commonestOffset } from "./readings.ts";

/** A stored cell of a phase grid. */
export type PhaseRun = BlockCase<PhaseSettings, PhaseCell>;

/** Accuracy on seen pairs below which a fraction of answers says nothing about the rule. */
export const LEAST_SEEN = 0.9;

/** Cells that differ only in the seed. */
export interface PhaseGroup {
  settings: PhaseSettings;
  runs: PhaseRun[];
}

/** Cells by their settings, in the order of the cells. */
export function groupsOf(runs: readonly PhaseRun[]): PhaseGroup[] {
  return [...Map.groupBy(runs, ({ settings }) => JSON.stringify(settings)).values()]
    .map((group) => ({ settings: group[0].settings, runs: group }));
}

/** Readings of a cell at the end of its training. */
export const READINGS = {
  symmetric: ({ result }: PhaseRun): number => result.symmetric,
  inferential: ({ result }: PhaseRun): number => result.inferential,
  seen: ({ result }: PhaseRun): number => atEnd(result.curves.seen),
  train: ({ result }: PhaseRun): number => atEnd(result.curves.train),
};

/** Name of a reading. */
export type Reading = keyof typeof READINGS;

/** Mean over the seeds. */
export function meanReading({ runs }: PhaseGroup, reading: Reading): number {
  return mean(runs.map(READINGS[reading]));
}

/** The cells of the diagram: task W at width 64. */
export function diagramOf(runs: readonly PhaseRun[]): PhaseRun[] {
  return runs.filter(({ settings: { variant, width } }) => variant === "W" && width === 64);
}

/** A row for each setting, with the range of its seeds. */
export function groupTable(runs: readonly PhaseRun[]) {
  return numberTable(
    [
      "task",
      "width",
      "depth",
      "γ",
      "seeds",
      "composed",
      "… at its best step",
      "mirrored",
      "commonest answer − key",
      "seen pairs",
      "κ",
    ],
    groupsOf(runs).map(({ settings: { variant, width, layers, gamma }, runs }) => [
      variant,
      String(width),
      layers,
      String(gamma),
      runs.length,
      range(runs.map(READINGS.inferential)),
      range(runs.map(({ result: { curves } }) => largest(curves.inferential))),
      range(runs.map(READINGS.symmetric)),
      runs.map(({ result: { offsets } }) => commonestOffset(offsets)).join(", "),
      range(runs.map(READINGS.seen)),
      range(runs.map(({ result }) => result.condensation)),
    ]),
  );
}

/** Blocks of the search that are not computed, with the number of their networks. */
export function missingTable({ missing }: CaseRuns<PhaseSettings, PhaseCell>) {
  return numberTable(
    ["not computed", "networks"],
    [...Map.groupBy(missing, ({ block }) => block)].map(([block, cells]) => [block, cells.length]),
  );
}
