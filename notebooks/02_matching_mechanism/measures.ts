/** Readings of runs for the rows, figures and tables of this notebook. */
import { type Claim, type ClaimRule, type ClaimRuns, type Comparison, most } from "../../lib/claims/mod.ts";
import type { Runs } from "../../lib/experiments/mod.ts";
import type { BufferReadout } from "../../lib/interpret/matching/mod.ts";
import { largest, smallest } from "../../lib/stats/mod.ts";
import { atEnd, stepsToNinety } from "./chain_training.ts";
import type { NormAndStartResult, NormAndStartRun, NormAndStartSettings } from "./norm_and_start.ts";
import type { ParallelRun } from "./parallel_reasoning.ts";
import type { BufferRun } from "./random_buffers.ts";
import type { DepthRun } from "./steps_by_depth.ts";

export type ComparisonRuns = Runs<NormAndStartSettings, NormAndStartResult>;

/** Four seeds of five, or all of three. */
export const fourOfFive = (op: Comparison, threshold: number): ClaimRule => most(4, 5, op, threshold);

/** Rows in the order of their numbers. */
export function inOrder(rows: readonly Claim[]): Claim[] {
  return rows.toSorted((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
}

/** Condition of the main network: γ = 0.5 where it is trained. */
export function mainCondition({ conditions }: Pick<NormAndStartSettings, "conditions">): string {
  return "post 0.5" in conditions ? "post 0.5" : Object.keys(conditions)[0];
}

/** Networks of some conditions by short names; no runs where one was not trained, so that its rows stay undecided. */
export function ofConditions<Name extends string>(
  { seeds, results, source }: ClaimRuns<NormAndStartResult>,
  names: Readonly<Record<Name, string>>,
): ClaimRuns<Record<Name, NormAndStartRun>> {
  const entries = Object.entries<string>(names);
  const isTrained = results.every((run) => entries.every(([, condition]) => run[condition]));
  const chosen = (run: NormAndStartResult) =>
    Object.fromEntries(entries.map(([name, condition]) => [name, run[condition]]));
  return { seeds, source, results: isTrained ? results.map(chosen) as Record<Name, NormAndStartRun>[] : [] };
}

/** Steps to 90 % by seed, in words. */
export function ninetyBySeed(runs: readonly Pick<BufferRun, "steps" | "test">[]): string {
  return runs.map(stepsToNinety).map((steps) => steps === Infinity ? "never" : steps).join(", ");
}

/** Steps to 90 % with an addition over those without, each at its best learning rate; the last step if never. */
export function speedRatio(run: readonly BufferRun[], kind: string, steps: number): number {
  const best = (kind: string) =>
    smallest(run.filter((one) => one.kind === kind).map((one) => Math.min(stepsToNinety(one), steps)));
  return best(kind) / best("none");
}

/** Final held-out accuracy with an addition minus that without, mean over the learning rates. */
export function accuracyGain(run: readonly BufferRun[], kind: string): number {
  const ofKind = (kind: string) => run.filter((one) => one.kind === kind).map(({ test }) => atEnd(test));
  // A plain sum, so that stored rows keep their last bits.
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return mean(ofKind(kind)) - mean(ofKind("none"));
}

/** R_{l,l−1} over the largest other R_{lj}, the smallest over the layers from the third on. */
export function selectivity(readout: readonly BufferReadout[]): number {
  const layers = [...new Set(readout.map(({ layer }) => layer))].filter((layer) => layer > 2);
  return smallest(layers.map((layer) => {
    const own = readout.filter((one) => one.layer === layer);
    const newest = own.find(({ buffer }) => buffer === layer - 1)!.score;
    return newest / largest(own.filter(({ buffer }) => buffer !== layer - 1).map(({ score }) => score));
  }));
}

/**
 * Largest number of steps that networks of a depth were trained for and answer with 0.9 or more; 0 for none. As many
 * steps as links do not count: then the answer is always the chain's end.
 */
export function mostSteps(run: readonly DepthRun[], layers: number, links: number): number {
  const solved = run.filter((one) => one.layers === layers && one.count < links && one.test >= 0.9);
  return Math.max(0, largest(solved.map(({ count }) => count)));
}

/** Attention from inner links to the link before them in the layer, from the second on, where it is largest. */
export function strongestMerging(
  { merging, elsewhere }: Pick<ParallelRun, "merging" | "elsewhere">,
): { layer: number; weight: number; elsewhere: number } {
  const weight = largest(merging.slice(1)), at = merging.indexOf(weight, 1);
  return { layer: at + 1, weight, elsewhere: elsewhere[at] };
}
