/**
 * How much sooner eight seeds are done over two worker processes than one after another, by wall time, with the results
 * compared bit for bit. Prints one JSON object; `--repeats N` takes the median of N interleaved measurements, 3 unless
 * given. Meaningful on two idle cores only.
 *
 * Run it with `deno run -A tests/bench/seeds_in_workers.ts`.
 *
 * @module
 */
import { casesOf, runCases } from "../../lib/experiments/mod.ts";
import seededTraining, { type SeededSettings } from "../support/seeded_training.ts";

/** What was measured; times are those of the repeat with the median ratio. */
export interface SeedsInWorkers {
  readonly seeds: number;
  readonly workers: number;
  readonly sequentialSeconds: number;
  readonly parallelSeconds: number;
  /** Parallel by sequential. */
  readonly ratio: number;
  /** All ratios, ascending. */
  readonly ratios: readonly number[];
}

const SETTINGS: SeededSettings = { steps: 30_000, width: 64, rate: 0.01, every: 1000 };
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8], WORKERS = 2;

async function timed(workers: number): Promise<{ seconds: number; results: string }> {
  const began = performance.now();
  const cases = casesOf(seededTraining, SETTINGS, SEEDS);
  const runs = await runCases(seededTraining, cases, { folder: null, workers });
  const seconds = (performance.now() - began) / 1000;
  return { seconds, results: JSON.stringify(runs.map(({ seed, result }) => [seed, result])) };
}

/**
 * Measure.
 *
 * @throws Error where the results are not the same, bit for bit
 */
export async function measureSeedsInWorkers(repeats = 3): Promise<SeedsInWorkers> {
  const measured: { sequential: number; parallel: number; ratio: number }[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const one = await timed(1), several = await timed(WORKERS);
    if (one.results !== several.results) {
      throw new Error("results over workers are not those one after another");
    }
    measured.push({
      sequential: one.seconds,
      parallel: several.seconds,
      ratio: several.seconds / one.seconds,
    });
  }
  measured.sort((a, b) => a.ratio - b.ratio);
  const { sequential, parallel, ratio } = measured[Math.floor(measured.length / 2)];
  return {
    seeds: SEEDS.length,
    workers: WORKERS,
    sequentialSeconds: sequential,
    parallelSeconds: parallel,
    ratio,
    ratios: measured.map((each) => each.ratio),
  };
}

if (import.meta.main) {
  const [option, text = "3"] = Deno.args, repeats = Number(text);
  if ((option !== undefined && option !== "--repeats") || !Number.isInteger(repeats) || repeats < 1) {
    throw new RangeError(`allowed is --repeats with a positive integer, got ${Deno.args.join(" ")}`);
  }
  console.log(JSON.stringify(await measureSeedsInWorkers(repeats)));
}
