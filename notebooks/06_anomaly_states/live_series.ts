/** The series of the live cell: the reader's own, or a generated one whose strangers are known. */
import * as anomaly from "../../lib/anomaly/mod.ts";
import { generator } from "../../lib/random/mod.ts";

/** Where the series comes from if none is pasted. */
export type GeneratedSeries = readonly [
  set: Parameters<typeof anomaly.generatedSetNamed>[0],
  standardClass: string,
  choice: anomaly.AnomalyChoice,
  seed: number,
];

/**
 * Splits pasted numbers into a first half, which is standard, and a second one, which is searched; without them, draws
 * a series of one class with three strangers, whose points have the label 1.
 *
 * @param pasted numbers between spaces, line breaks, commas or semicolons; or nothing
 * @throws {RangeError} for what is no finite number
 */
export function liveSeries(
  pasted: string,
  [set, standardClass, choice, seed]: GeneratedSeries,
): { standard: Float64Array; test: Float64Array; labels?: Uint8Array } {
  const words = pasted.split(/[\s,;]+/).filter((word) => word !== "");
  if (words.length === 0) {
    const samples = anomaly.generatedSetNamed(set).draw(120, generator(seed));
    const ranking = anomaly.rankByShape(samples, standardClass, seed);
    // A long standard series: p-values get as small as its segments are many.
    return anomaly.buildStateSeries(ranking, { choice, seed, healthyRatio: 0.8 });
  }
  const points = Float64Array.from(words, Number),
    wrong = points.findIndex((point) => !Number.isFinite(point));
  if (wrong >= 0) {
    throw new RangeError(`liveSeries: number ${wrong + 1} must be finite, got "${words[wrong]}"`);
  }
  return { standard: points.subarray(0, points.length / 2), test: points.subarray(points.length / 2) };
}
