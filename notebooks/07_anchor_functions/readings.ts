/** Readings of runs for figures, claims and tables. */
import { largest, mean, smallest } from "../../lib/stats/mod.ts";
import type { CompositionNet } from "./composition.ts";
import type { EfficiencyRun } from "./data_efficiency.ts";
import type { RecitationNet } from "./recitation.ts";
import type { TestCurves } from "./training.ts";
import type { VocabularyCase } from "./vocabulary_size.ts";

/** The last of some readings. */
export function last(values: readonly number[]): number {
  return values[values.length - 1];
}

/**
 * The network of a run with these properties, e.g. `{ pattern: "A", sentences: 6000 }`.
 *
 * @throws {RangeError} if there is none
 */
export function netWith<Net>(run: readonly Net[], wanted: Partial<Net>): Net {
  const names = Object.keys(wanted) as (keyof Net)[];
  const words = (net: Partial<Net>) => names.map((name) => `${String(name)} ${net[name]}`).join(", ");
  const found = run.find((net) => names.every((name) => net[name] === wanted[name]));
  if (!found) {
    throw new RangeError(`netWith: no net of ${words(wanted)}, allowed ${run.map(words).join("; ")}`);
  }
  return found;
}

/** For each network of a run, a number of every seed. */
export function overSeeds<Net>(results: readonly (readonly Net[])[], of: (net: Net) => number): number[][] {
  return results[0].map((_, place) => results.map((nets) => of(nets[place])));
}

/**
 * Accuracy of a contender at a number of sentences.
 *
 * @throws {RangeError} if it was not trained on that number
 */
export function accuracyAt(
  run: EfficiencyRun,
  name: string,
  size: number,
  of: "test" | "train" = "test",
): number {
  return netWith(run[name] ?? [], { size })[of];
}

/** Rows of a square map, row-major, whose largest entry is at a wanted place. */
function rowsWithGreatest(logits: readonly number[], n: number, wanted: (row: number) => number): number {
  const rows = Array.from({ length: n }, (_, row) => logits.slice(row * n, (row + 1) * n));
  return rows.filter((row, i) => row.indexOf(largest(row)) === wanted(i)).length;
}

/** Rows (of all but the last) whose largest position logit is that of the next position. */
export function shiftedRows(logits: readonly number[], n: number): number {
  return rowsWithGreatest(logits, n, (row) => row + 1);
}

/** Rows whose largest logit is in one column. */
export function rowsAtColumn(logits: readonly number[], n: number, column: number): number {
  return rowsWithGreatest(logits, n, () => column);
}

/** Accuracy that counts as having learned. */
export const LEARNED = 0.95;

/** First step at which the accuracy is 0.95 or more; the last step + 1 if it never is. */
export function stepOfLearning({ steps, accuracy }: TestCurves): number {
  const at = accuracy.findIndex((value) => value >= LEARNED);
  return at < 0 ? last(steps) + 1 : steps[at];
}

/** Fraction of probabilities within 0.1 of 0 or 1. */
export function decidedShare(probabilities: readonly number[]): number {
  return probabilities.filter((p) => p <= 0.1 || p >= 0.9).length / probabilities.length;
}

/**
 * Fraction of the errors on the masked pair, of all networks of a run together, that a count gives; null without an
 * error.
 */
export function errorShare(run: readonly CompositionNet[], of: "neighbours" | "others"): number | null {
  const errors = run.reduce((sum, net) => sum + net.errors.count, 0);
  return errors === 0 ? null : run.reduce((sum, net) => sum + net.errors[of], 0) / errors;
}

/** First reading at which the direction in the order of the text is learned; null if it never is. */
export function learnedStep({ steps, forward, reverse, mirrored }: RecitationNet): number | null {
  const at = (mirrored ? reverse : forward).findIndex((value) => value >= LEARNED);
  return at < 0 ? null : steps[at];
}

/** Forward − reverse at the reading nearest to half of that step (of all steps, if it is never reached). */
export function halfwayGap(net: RecitationNet): number {
  const { steps, forward, reverse } = net, half = (learnedStep(net) ?? last(steps)) / 2;
  const distances = steps.map((step) => Math.abs(step - half)), near = distances.indexOf(smallest(distances));
  return forward[near] - reverse[near];
}

/** Largest forward − reverse over the training. */
export function widestGap({ forward, reverse }: RecitationNet): number {
  return largest(forward.map((value, i) => value - reverse[i]));
}

/**
 * Number of sentences at which an accuracy first reaches one half, linear between sizes in the logarithm; `null` where
 * the first size is above already or none reaches it.
 */
export function halfwaySize(sizes: readonly number[], accuracies: readonly number[]): number | null {
  const above = accuracies.findIndex((accuracy) => accuracy >= 0.5);
  if (above <= 0) return null;
  const [low, high] = [accuracies[above - 1], accuracies[above]];
  const share = (0.5 - low) / (high - low);
  return Math.exp(Math.log(sizes[above - 1]) * (1 - share) + Math.log(sizes[above]) * share);
}

/** Least-squares slope of ln y over ln x. */
export function logSlope(x: readonly number[], y: readonly number[]): number {
  const u = x.map(Math.log), v = y.map(Math.log), mu = mean(u), mv = mean(v);
  return u.reduce((sum, ui, i) => sum + (ui - mu) * (v[i] - mv), 0) /
    u.reduce((sum, ui) => sum + (ui - mu) ** 2, 0);
}

/** Cases whose items grow with their table, and those where only the table grows (with the smallest of the first). */
export function vocabularyCases(cases: readonly VocabularyCase[]): { items: number[]; table: number[] } {
  const least = smallest(cases.map(({ items }) => items)), all = cases.map((_, i) => i);
  const leastTable = smallest(cases.map(({ table }) => table));
  return {
    items: all.filter((i) => cases[i].items > least || cases[i].table === leastTable),
    table: all.filter((i) => cases[i].items === least),
  };
}

/**
 * Exponents of the sentences at accuracy one half over items, and over the table alone; `null` if a curve never reaches
 * it.
 */
export function vocabularyExponents(
  { cases, sizes }: { cases: readonly VocabularyCase[]; sizes: readonly number[] },
  run: readonly (readonly number[])[],
): Record<"items" | "table", number | null> {
  const exponent = (of: "items" | "table") => {
    const chosen = vocabularyCases(cases)[of], halves = chosen.map((i) => halfwaySize(sizes, run[i]));
    return halves.includes(null) ? null : logSlope(chosen.map((i) => cases[i][of]), halves as number[]);
  };
  return { items: exponent("items"), table: exponent("table") };
}
