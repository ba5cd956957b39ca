/** X5: the sample-complexity law of extension B5. Thresholds are ours, set before the runs. */
import { type Claim, claimRow, type ClaimRule, type Profile } from "../../lib/claims/mod.ts";
import { mean, smallest } from "../../lib/stats/mod.ts";
import type { Runs } from "./claims_of_one_anchor.ts";
import type { VocabularyCase, VocabularyRun, VocabularySettings } from "./vocabulary_size.ts";

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

/** Cases whose items grow with their table, and those whose table alone does (with the smallest of the first). */
export function vocabularyCases(cases: readonly VocabularyCase[]): { items: number[]; table: number[] } {
  const least = smallest(cases.map(({ items }) => items)), all = cases.map((_, i) => i);
  const leastTable = smallest(cases.map(({ table }) => table));
  return {
    items: all.filter((i) => cases[i].items > least || cases[i].table === leastTable),
    table: all.filter((i) => cases[i].items === least),
  };
}

/** Exponents by seed: of the sentences at one half over items, and over the table alone; `null` where a curve has no half. */
export function vocabularyExponents(
  { cases, sizes }: VocabularySettings,
  run: VocabularyRun,
): { items: number | null; table: number | null } {
  const { items, table } = vocabularyCases(cases);
  const exponent = (of: readonly number[], x: (one: VocabularyCase) => number) => {
    const halves = of.map((i) => halfwaySize(sizes, run[i]));
    return halves.includes(null) ? null : logSlope(of.map((i) => x(cases[i])), halves as number[]);
  };
  return { items: exponent(items, (one) => one.items), table: exponent(table, (one) => one.table) };
}

/** Row X5, decided by the full profile. */
export function vocabularyClaims(
  profile: Profile,
  settings: VocabularySettings,
  runs: Runs<VocabularyRun>,
): Claim[] {
  const exponents = runs.results.map((run) => vocabularyExponents(settings, run));
  const all = (of: "items" | "table") => exponents.map((one) => one[of]);
  const measured = ![...all("items"), ...all("table")].includes(null);
  const decided = profile === "full" && exponents.length > 0 && measured;
  const rule: ClaimRule = { op: ">=", threshold: 0.5, atLeast: "every seed" };
  return [claimRow({
    id: "X5",
    claim: "More different items need more sentences, by a power law",
    quantity: "exponent of the sentences at accuracy one half over the number of items",
    seeds: runs.seeds,
    source: runs.source,
    decided,
    perSeed: decided ? all("items") as number[] : [],
    rule,
    control: decided
      ? {
        what: "40 items in tables of growing size: exponent over the size of the table",
        perSeed: all("table") as number[],
        rule: { op: "<", threshold: 0.5, atLeast: "every seed" },
      }
      : null,
    note: measured
      ? "thresholds are ours, set before the runs"
      : "a curve of some seed does not pass one half within the sizes",
  })];
}
