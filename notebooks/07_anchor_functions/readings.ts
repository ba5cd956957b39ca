/** Readings of runs for figures, claims and tables. */
import { halfwaySize } from "../../lib/stats/halfway_size.ts";
import { logSlope } from "../../lib/stats/log_slope.ts";
import { largest, smallest } from "../../lib/stats/mod.ts";
import type { CompositionNet } from "./composition.ts";
import type { RecitationNet } from "./recitation.ts";
import type { TestCurves } from "./training.ts";
import type { VocabularyCase } from "./vocabulary_size.ts";

/** The last of some readings. */
export function last(values: readonly number[]): number {
  return values[values.length - 1];
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
