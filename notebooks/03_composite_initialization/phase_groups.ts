/** Stored cells of the grids, grouped by setting. */
import { type ClaimRule, onMean } from "../../lib/claims/mod.ts";
import type { Cells } from "../../lib/experiments/cells.ts";
import type { BlockCase } from "../../lib/experiments/mod.ts";
import { numberTable, range } from "../../lib/notebook/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import { aroundException } from "./around_exception.ts";
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

/** Readings of a cell, at the end of its training if not said otherwise. */
export const READINGS = {
  symmetric: ({ result }: PhaseRun): number => result.symmetric,
  inferential: ({ result }: PhaseRun): number => result.inferential,
  /** The authors' reading: the largest share of composed answers at any reading. */
  best: ({ result: { curves } }: PhaseRun): number => largest(curves.inferential),
  /** Just before the exception (3, 4) is learnt. */
  before: ({ result: { curves } }: PhaseRun): number => aroundException(curves).before.inferential,
  mirroredBefore: ({ result: { curves } }: PhaseRun): number => aroundException(curves).before.symmetric,
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

/** What {@linkcode groupTable} shows: three readings of composed side by side, then the others. */
const COLUMNS: readonly (readonly [name: string, of: (runs: readonly PhaseRun[]) => string])[] = [
  ...([
    ["composed: last step", "inferential"],
    ["best step", "best"],
    ["just before (3, 4) is learnt", "before"],
    ["mirrored: last step", "symmetric"],
    ["just before", "mirroredBefore"],
  ] as const).map(([name, reading]) =>
    [name, (runs: readonly PhaseRun[]) => {
      const isShown = runs[0].settings.variant === "W" || !/before/i.test(reading);
      return isShown ? range(runs.map(READINGS[reading])) : "";
    }] as const
  ),
  ["commonest answer", (runs) => runs.map(({ result: { offsets } }) => commonestOffset(offsets)).join(", ")],
  ["seen pairs", (runs) => range(runs.map(READINGS.seen))],
  ["κ", (runs) => range(runs.map(({ result }) => result.condensation))],
];

/** A row for each setting, with the range of its seeds. */
export function groupTable(runs: readonly PhaseRun[], shown: "layers" | "batch" = "layers") {
  return numberTable(
    ["task", "width", shown === "layers" ? "depth" : shown, "γ", "seeds", ...COLUMNS.map(([name]) => name)],
    groupsOf(runs).map(({ settings: { variant, width, gamma, ...of }, runs }) => [
      ...[variant, String(width), String(of[shown]), String(gamma), runs.length],
      ...COLUMNS.map(([, of]) => of(runs)),
    ]),
  );
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
