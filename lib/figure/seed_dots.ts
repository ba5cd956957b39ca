import type { NumberArray } from "./numbers.ts";
import { withValueNote } from "./seed_note.ts";
import type { Layout, Trace } from "./trace.ts";

/** Width over which the dots of a category are spread, in units of the distance between categories. */
const SPREAD = 0.5;

/** Options of {@linkcode seedDots}. */
export interface SeedDotsOptions {
  /** Names on the x axis, one for each column of dots. */
  readonly categories: readonly string[];
  /** Values of the seeds for each category. */
  readonly perSeed: readonly NumberArray[];
  /** Name of the dots in the legend; default `"a seed"`. */
  readonly name?: string;
  /** Colour as `#rrggbb`, one for all categories or one for each. */
  readonly color: string | readonly string[];
}

/**
 * A dot for each seed and a short line at their median, by category; for logarithmic axes, on which bars have no base.
 *
 * Values that are not finite are left out, and the name in the legend says how many are left.
 *
 * @param options what to draw
 * @returns two traces, and the attributes of the x axis that name the categories
 * @throws {RangeError} if categories and values differ in number, or a category has no seed
 */
export function seedDots(options: SeedDotsOptions): { data: Trace[]; xaxis: Layout } {
  const { categories, perSeed, name = "a seed", color } = options;
  const empty = perSeed.findIndex((values) => values.length === 0);
  if (categories.length !== perSeed.length || empty >= 0) {
    throw new RangeError(
      `Cannot draw the dots "${name}": ` +
        (empty >= 0
          ? `category ${empty} has no seed, at least one is needed`
          : `there are ${categories.length} categories and values for ${perSeed.length}; they must be equally many`),
    );
  }
  const colours = perSeed.flatMap((values, i) =>
    Array.from(values, () => typeof color === "string" ? color : color[i])
  );
  const place = (i: number, seed: number, seeds: number) =>
    i + (seeds === 1 ? 0 : SPREAD * (seed / (seeds - 1) - 0.5));
  return {
    data: [
      {
        type: "scatter",
        mode: "markers",
        name: withValueNote(name, perSeed),
        x: perSeed.flatMap((values, i) => Array.from(values, (_, seed) => place(i, seed, values.length))),
        y: perSeed.flatMap((values) => Array.from(values)),
        marker: { color: colours, size: 7 },
      },
      {
        type: "scatter",
        mode: "lines",
        name: "median",
        // NaN lifts the pen between categories.
        x: perSeed.flatMap((_, i) => [i - 0.35, i + 0.35, NaN]),
        y: perSeed.flatMap((values) => [median(values), median(values), NaN]),
        line: { color: "#222222", width: 2 },
      },
    ],
    xaxis: {
      tickvals: categories.map((_, i) => i),
      ticktext: [...categories],
      range: [-0.6, categories.length - 0.4],
      showgrid: false,
    },
  };
}

/** Median of the finite values; NaN if there are none. */
function median(values: NumberArray): number {
  const ascending = Array.from(values).filter(Number.isFinite).sort((a, b) => a - b), { length } = ascending;
  if (length === 0) return NaN;
  return (ascending[Math.floor((length - 1) / 2)] + ascending[Math.ceil((length - 1) / 2)]) / 2;
}
