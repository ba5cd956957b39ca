/** Runs as they could have come out. */
import { GENERATED_SETS, STATE_METRICS } from "../../../lib/anomaly/mod.ts";
import { generator } from "../../../lib/random/mod.ts";
import type { Compared } from "../../../notebooks/06_anomaly_states/compared.ts";
import { INSERTIONS, PROTOCOL } from "../../../notebooks/06_anomaly_states/generated_series.ts";
import type { Pair, SeriesRun } from "../../../notebooks/06_anomaly_states/series_runs.ts";

const KNC = { farthest: 5, random: 2, nearest: 1 } as const;

/**
 * Comparisons in which a detector's areas are `area(name, choice)` and a little noise, the permuted ones 0.5 and noise.
 *
 * @param detectors all by default
 * @param pairs standard classes, by default all of the generated sets
 */
export function madeUp(
  area: (name: string, choice: keyof typeof KNC) => number,
  detectors: readonly string[] = PROTOCOL.detectors,
  pairs: readonly Pair[] = GENERATED_SETS.flatMap(({ name, classes }) =>
    classes.map((cls): Pair => [name, cls])
  ),
): Compared {
  const seeds = [0, 1, 2];
  const results = seeds.map((seed) => {
    const noise = generator(seed, "made up");
    return pairs.flatMap(([set, cls]) =>
      INSERTIONS.map(([choice, order]): SeriesRun => ({
        set,
        cls,
        choice,
        order,
        window: 40,
        knc: KNC[choice] * (1 + 0.2 * noise.uniform()),
        prevalence: 0.1,
        chance: STATE_METRICS.map(() => 0.5),
        failed: {},
        measures: detectors.map((name) => {
          const value = Math.min(1, Math.max(0, area(name, choice) + 0.02 * (noise.uniform() - 0.5)));
          return STATE_METRICS.map((metric) =>
            metric === "shuffledAuc" ? 0.5 + 0.1 * (noise.uniform() - 0.5) : value
          );
        }),
      }))
    );
  });
  return {
    settings: { ...PROTOCOL, pairs, insertions: INSERTIONS, detectors },
    seeds,
    results,
    source: "live",
  };
}
