/**
 * This library's side of a row of detectors, in a process of its own: `deno run -A tests/bench/detectors/side.ts NAME FILE`,
 * FILE holding both series as JSON. Answers requests, see `serve.ts`: a step is a fit and a scoring, and `losses` are the
 * first scores. `all` in place of a name prints what all 38 detectors take on one series.
 *
 * @module
 */
import process from "node:process";
import { DETECTORS, SharedGeometry, slidingWindows } from "../../../lib/anomaly/mod.ts";
import { answer, cpuMilliseconds, serve } from "../serve.ts";
import { detectorRow } from "./rows.ts";

const [name, file] = Deno.args;
const series = JSON.parse(await Deno.readTextFile(file)) as { standard: number[]; test: number[] };

if (name === "all") await answerAll();
else await answerRow();

async function answerRow(): Promise<void> {
  const { make, window } = detectorRow(name);
  const standard = slidingWindows(series.standard, { window }),
    test = slidingWindows(series.test, { window });
  const run = async () => {
    const detector = await make().fit(standard), scores = await detector.score(test);
    detector.dispose();
    return scores;
  };
  answer({ versions: { deno: Deno.version.deno } });
  await serve({
    losses: async (count) => (await run()).subarray(0, count),
    advance: async (steps) => {
      for (let step = 0; step < steps; step++) await run();
    },
  });
}

/** CPU seconds and resident memory of all detectors at their defaults, with shared distances, once, in a cold process. */
async function answerAll(): Promise<void> {
  const window = 50, standard = slidingWindows(series.standard, { window });
  const test = slidingWindows(series.test, { window }), before = cpuMilliseconds();
  const shared = new SharedGeometry(standard, { neighbours: 20 }), milliseconds: Record<string, number> = {};
  let megabytes = 0;
  for (const factory of DETECTORS) {
    const began = cpuMilliseconds(), detector = await factory().fit(standard, shared);
    await detector.score(test);
    detector.dispose();
    milliseconds[factory.about.name] = cpuMilliseconds() - began;
    megabytes = Math.max(megabytes, process.memoryUsage().rss / 2 ** 20);
  }
  answer({ seconds: (cpuMilliseconds() - before) / 1000, megabytes, milliseconds });
}
