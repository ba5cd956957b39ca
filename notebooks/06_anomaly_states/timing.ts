/** E5: seconds of fit and score, measured where the notebook runs. They are no stored result: no two machines agree. */
import {
  buildStateSeries,
  cutStandard,
  cutTest,
  rankByShape,
  SharedGeometry,
} from "../../lib/anomaly/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { median } from "../../lib/stats/mod.ts";
import { drawSet, PROTOCOL } from "./generated_series.ts";
import { detectorOf, type ProtocolSettings } from "./protocol.ts";

/** Seconds of one detector on the series of each seed. */
export interface Timing {
  readonly name: string;
  readonly seconds: readonly number[];
}

/** Median of some runs of fit and score on one series for each seed, each detector with distances of its own. */
export async function timeDetectors(
  names: readonly string[],
  { seeds, repeats, settings = PROTOCOL }: {
    seeds: readonly number[];
    repeats: number;
    settings?: ProtocolSettings;
  },
): Promise<Timing[]> {
  const cuts = seeds.map((seed, i) => {
    const series = buildStateSeries(rankByShape(drawSet("ECG-like", 40, seed), "normal", seed), { seed });
    const cut = cutStandard(series, settings, generator(seed, "pseudo"));
    return { cut, test: cutTest(series, cut, generator(seeds[i])) };
  });
  const timings: Timing[] = [];
  for (const name of names) {
    const seconds: number[] = [];
    for (const [i, { cut, test }] of cuts.entries()) {
      const each: number[] = [];
      for (let r = 0; r <= repeats; r++) {
        const began = performance.now(), detector = detectorOf(name, settings, seeds[i]);
        await detector.fit(cut.fit, new SharedGeometry(cut.fit));
        await detector.score(test.windows);
        detector.dispose();
        // The first run compiles.
        if (r > 0) each.push((performance.now() - began) / 1000);
      }
      seconds.push(median(each));
    }
    timings.push({ name, seconds });
  }
  return timings;
}
