/** E5: seconds of fit and score, measured where the notebook runs. They are no stored result: no two machines agree. */
import * as anomaly from "../../lib/anomaly/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { median } from "../../lib/stats/mod.ts";
import { drawSet, PROTOCOL } from "./generated_series.ts";
import { detectorOf, NETS, type ProtocolSettings } from "./protocol.ts";

/** Seconds of one detector on the series of each seed. */
export interface Timing {
  readonly name: string;
  readonly seconds: readonly number[];
}

/** Seconds of processor time since the process began, all threads. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * Processor time of fit and score on one series for each seed, each detector with distances of its own: the median of some
 * runs after a first one; of nets, which compile a program each time, one run.
 */
export async function timeDetectors(
  names: readonly string[],
  { seeds, repeats, settings = PROTOCOL }: {
    seeds: readonly number[];
    repeats: number;
    settings?: ProtocolSettings;
  },
): Promise<Timing[]> {
  const cuts = seeds.map((seed) => {
    const series = anomaly.buildStateSeries(
      anomaly.rankByShape(drawSet("ECG-like", 40, seed), "normal", seed),
      { seed },
    );
    const cut = anomaly.cutStandard(series, settings, generator(seed, "pseudo"));
    return { cut, test: anomaly.cutTest(series, cut, generator(seed)) };
  });
  const timings: Timing[] = [];
  for (const name of names) {
    const seconds: number[] = [], runs = NETS.includes(name) ? 1 : repeats + 1;
    for (const [i, { cut, test }] of cuts.entries()) {
      const each: number[] = [];
      for (let r = 0; r < runs; r++) {
        const began = processorSeconds(), detector = detectorOf(name, settings, seeds[i]);
        await detector.fit(cut.fit, new anomaly.SharedGeometry(cut.fit));
        await detector.score(test.windows);
        detector.dispose();
        each.push(processorSeconds() - began);
      }
      seconds.push(median(runs === 1 ? each : each.slice(1)));
    }
    timings.push({ name, seconds });
  }
  return timings;
}
