import { requireInteger, requireOneOf } from "../../checks.ts";
import { generator, permutation, sampleWithoutReplacement } from "../../random/mod.ts";
import { windowsOf } from "../windows.ts";
import { knc } from "./knc.ts";
import type { ShapeRanking } from "./rank_by_shape.ts";

/** Samples that are inserted as another state. */
const INSERTED = 3;

/** Which samples of other classes are inserted. */
export const CHOICES = ["farthest", "random", "nearest"] as const;

/** One of {@linkcode CHOICES}. */
export type AnomalyChoice = typeof CHOICES[number];

/** Settings of {@linkcode buildStateSeries}. */
export interface StateSeriesOptions {
  /** "farthest" as in the authors' generator (default), "random" as in their text, or "nearest" */
  readonly choice?: AnomalyChoice;
  /** of farthest or nearest: which three, 0 for the first three, 1 for the next, …; 0 by default */
  readonly order?: number;
  /** share of the base samples in the standard series, in [0, 1); 0.5 by default */
  readonly healthyRatio?: number;
  /** points over which a sample is bent to begin where the one before ended; L/20 by default, 0 for raw joins */
  readonly join?: number;
  readonly seed: number;
}

/** Part of the test series that is one sample. */
export interface StateSegment {
  readonly start: number;
  readonly end: number;
  readonly anomalous: boolean;
  /** number of the sample in its set */
  readonly sample: number;
}

/** A standard series and a test series with inserted states. */
export interface StateSeries {
  readonly standard: Float64Array;
  readonly test: Float64Array;
  /** 1 for each point of an inserted sample */
  readonly labels: Uint8Array;
  readonly segments: readonly StateSegment[];
  /** samples of the standard series, in its order */
  readonly standardSamples: readonly number[];
  readonly sampleLength: number;
  /** contrast of the inserted samples by k = 5 neighbours, fewer where the standard series has fewer samples */
  readonly knc: number;
}

/**
 * Steps 5 to 7 of the benchmark: half of the base samples make the standard series; the others and three samples of other
 * classes, shuffled, make the test series.
 *
 * Samples are joined without a jump: the authors' generator leaves jumps, which a detector may take for anomalies.
 *
 * @throws {RangeError} for an unknown choice, too few samples of other classes, a ratio outside [0, 1) or one that leaves
 *   the standard or the normal part of the test series empty, a join that is no integer in 0 … L, or a bad seed
 */
export function buildStateSeries(
  { set, base, others }: ShapeRanking,
  { choice = "farthest", order = 0, healthyRatio = 0.5, join = Math.floor(set.length / 20), seed }:
    StateSeriesOptions,
): StateSeries {
  const where = "buildStateSeries", stream = generator(seed, "state series", set.name);
  requireOneOf(where, "choice", choice, CHOICES);
  requireInteger(where, "order", order, 0);
  requireInteger(where, "join", join, 0, set.length);
  const needed = INSERTED * (choice === "random" ? 1 : order + 1);
  if (others.length < needed) {
    throw new RangeError(`${where}: needs ${needed} samples of other classes, got ${others.length}`);
  }
  const healthy = Math.floor(healthyRatio * base.length);
  if (!(healthyRatio >= 0 && healthyRatio < 1) || healthy < 1) {
    throw new RangeError(
      `${where}: healthyRatio must lie in [0, 1) and leave a standard sample, got ${healthyRatio} of ${base.length} samples`,
    );
  }
  const from = INSERTED * order;
  const chosen = choice === "random"
    ? Array.from(sampleWithoutReplacement(stream.fork("random"), others.length, INSERTED), (i) => others[i])
    : (choice === "farthest" ? [...others].reverse() : others).slice(from, from + INSERTED);
  const shuffled = Array.from(permutation(stream.fork("base"), base.length), (i) => base[i]);
  const standardSamples = shuffled.slice(0, healthy), normal = shuffled.slice(healthy);
  const rest = [...normal, ...chosen];
  const testSamples = Array.from(permutation(stream.fork("test"), rest.length), (i) => rest[i]);
  const series = (numbers: readonly number[]) => joined(numbers.map((i) => set.samples[i]), join);
  const rows = (numbers: readonly number[]) =>
    windowsOf(Float64Array.from(numbers.flatMap((i) => Array.from(set.samples[i]))), set.length, where);
  const isInserted = new Set(chosen);
  const segments = testSamples.map((sample, i) => ({
    start: i * set.length,
    end: (i + 1) * set.length,
    anomalous: isInserted.has(sample),
    sample,
  }));
  const labels = new Uint8Array(testSamples.length * set.length);
  for (const { start, end, anomalous } of segments) if (anomalous) labels.fill(1, start, end);
  return {
    standard: series(standardSamples),
    test: series(testSamples),
    labels,
    segments,
    standardSamples,
    sampleLength: set.length,
    knc: knc(rows(chosen), rows(normal), rows(standardSamples), Math.min(5, healthy)),
  };
}

/** Samples one after another; each one's first points are moved towards the end of the one before, less and less. */
function joined(samples: readonly Float64Array[], join: number): Float64Array {
  const length = samples[0].length, series = new Float64Array(samples.length * length);
  samples.forEach((sample, s) => {
    const start = s * length, jump = s === 0 ? 0 : series[start - 1] - sample[0];
    for (let i = 0; i < length; i++) {
      series[start + i] = sample[i] + jump * Math.max(0, 1 - (i + 1) / (join + 1));
    }
  });
  return series;
}
