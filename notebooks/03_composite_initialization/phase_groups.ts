/** Stored cells of the grids, those of one setting together. */
import type { BlockCase } from "../../lib/experiments/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { atEnd } from "./composite_training.ts";
import type { PhaseCell, PhaseSettings } from "./phase_cell.ts";

/** A stored cell of a phase grid. */
export type PhaseRun = BlockCase<PhaseSettings, PhaseCell>;

/** Accuracy on seen pairs below which a share of answers says nothing of the rule. */
export const LEAST_SEEN = 0.9;

/** Cells that differ in the seed alone. */
export interface PhaseGroup {
  settings: PhaseSettings;
  runs: PhaseRun[];
}

/** Cells by their settings, in the order of the cells. */
export function groupsOf(runs: readonly PhaseRun[]): PhaseGroup[] {
  const groups = new Map<string, PhaseGroup>();
  for (const run of runs) {
    const text = JSON.stringify(run.settings), group = groups.get(text);
    if (group) group.runs.push(run);
    else groups.set(text, { settings: run.settings, runs: [run] });
  }
  return [...groups.values()];
}

/** What is read from a cell, at the end of its training. */
export const READINGS = {
  symmetric: ({ result }: PhaseRun): number => result.symmetric,
  inferential: ({ result }: PhaseRun): number => result.inferential,
  seen: ({ result }: PhaseRun): number => atEnd(result.curves.seen),
  train: ({ result }: PhaseRun): number => atEnd(result.curves.train),
};

/** Name of a reading. */
export type Reading = keyof typeof READINGS;

/** The reading of all seeds. */
export function readingsOf(group: PhaseGroup, reading: Reading): number[] {
  return group.runs.map(READINGS[reading]);
}

/** Mean over the seeds. */
export function meanReading(group: PhaseGroup, reading: Reading): number {
  return mean(readingsOf(group, reading));
}

/** Cells with a task and a width, such as those of the diagram. */
export function cellsOf(
  runs: readonly PhaseRun[],
  { variant, width, layers, block }: Partial<
    Pick<PhaseSettings, "variant" | "width" | "layers"> & { block: string }
  >,
): PhaseRun[] {
  return runs.filter(({ settings, block: name }) =>
    (variant === undefined || settings.variant === variant) &&
    (width === undefined || settings.width === width) &&
    (layers === undefined || settings.layers === layers) && (block === undefined || name === block)
  );
}
