import type { BenchRow } from "./results.ts";
import { largest, smallest } from "../../stats/extremes.ts";

/**
 * Which engine is fastest by the clock on which workloads, and how much slower the others are: a sentence for the
 * README.
 *
 * @returns the empty string if fewer than two engines were measured on any workload
 */
export function engineComparison(rows: readonly BenchRow[]): string {
  const compared = rows.filter(({ engines }) => Object.keys(engines).length > 1);
  if (compared.length === 0) return "";
  const won = new Map<string, string[]>(), behind = new Map<string, number[]>();
  for (const { name, engines } of compared) {
    const [fastest, least] = Object.entries(engines).reduce((a, b) => (b[1] < a[1] ? b : a));
    won.set(fastest, [...won.get(fastest) ?? [], name]);
    for (const [engine, time] of Object.entries(engines)) {
      if (engine !== fastest) behind.set(engine, [...behind.get(engine) ?? [], time / least]);
    }
  }
  const winners = [...won].map(([engine, names]) => {
    const which = names.length === compared.length ? "" : ` (${names.join(", ")})`;
    return `\`${engine}\` on ${names.length} of ${compared.length} workloads${which}`;
  });
  const others = [...behind].map(([engine, ratios]) => {
    const [least, most] = [smallest(ratios), largest(ratios)].map((x) => Number(x.toPrecision(2)));
    return `\`${engine}\` takes ${least === most ? least : `${least} to ${most}`} times as long`;
  });
  return `The fastest engine by the clock, of those on this machine: ${winners.join(", ")}. Elsewhere ` +
    `${others.join(", ")}.`;
}
