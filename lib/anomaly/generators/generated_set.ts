import type { LabelledSeries } from "../../data/mod.ts";
import { requireInteger } from "../../checks.ts";
import type { Generator } from "../../random/mod.ts";

/** A set of labelled series that is drawn by seed. */
export interface GeneratedSet {
  readonly name: string;
  readonly classes: readonly string[];
  /** points of a sample */
  readonly length: number;
  /**
   * Draws samples, each with mean 0 and standard deviation 1, as those of the UCR archive have.
   *
   * @param samples number per class
   * @throws {RangeError} for a number that is not a positive integer
   */
  draw(samples: number, generator: Generator): LabelledSeries;
}

/** A set from one rule per class, which fills the points of one sample. */
export function generatedSet(
  name: string,
  length: number,
  rules: Readonly<Record<string, (stream: Generator) => (t: number) => number>>,
): GeneratedSet {
  const classes = Object.keys(rules);
  return {
    name,
    classes,
    length,
    draw(samples, generator) {
      requireInteger(name, "samples", samples);
      const rows = classes.flatMap((label) =>
        Array.from({ length: samples }, (_, i) => {
          const at = rules[label](generator.fork(label).fork(i));
          return { label, points: standardised(Float64Array.from({ length }, (_, t) => at(t))) };
        })
      );
      return {
        name,
        length,
        classes,
        labels: rows.map(({ label }) => label),
        samples: rows.map(({ points }) => points),
      };
    },
  };
}

/** An integer in low … high. */
export const between = (stream: Generator, low: number, high: number) => low + stream.integer(high - low + 1);
/** A number uniform in [low, high). */
export const within = (stream: Generator, low: number, high: number) => low + (high - low) * stream.uniform();

function standardised(points: Float64Array): Float64Array {
  const n = points.length, mean = points.reduce((sum, x) => sum + x, 0) / n;
  const deviation = Math.sqrt(points.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n);
  return points.map((x) => (x - mean) / deviation);
}
