import type { NumberArray } from "./numbers.ts";
import { withValueNote } from "./seed_note.ts";
import type { Trace } from "./trace.ts";

/** Options of {@linkcode seedBars}. */
export interface SeedBarsOptions {
  /** Names on the x axis, one for each bar. */
  readonly categories: readonly string[];
  /** Values of the seeds for each category. */
  readonly perSeed: readonly NumberArray[];
  /** Name in the legend. */
  readonly name: string;
  /** Colour as `#rrggbb`. */
  readonly color: string;
  /** Further attributes of both traces, e.g. `xaxis: "x2"`. */
  readonly attributes?: Trace;
}

/**
 * Bars of means with a dot for each seed. Several sets appear side by side with
 * `layout: { barmode: "group", boxmode: "group" }`.
 *
 * Values that are not finite are left out, and the name in the legend says how many are left.
 *
 * @param options what to draw
 * @returns two traces: bars of means, and dots (a box plot that shows only its points); one entry in the legend
 * @throws {RangeError} if categories and values differ in number, or a category has no seed
 */
export function seedBars(options: SeedBarsOptions): Trace[] {
  const { categories, perSeed, name, color, attributes = {} } = options;
  const empty = perSeed.findIndex((values) => values.length === 0);
  if (categories.length !== perSeed.length || empty >= 0) {
    throw new RangeError(
      `Cannot draw the bars "${name}": ` +
        (empty >= 0
          ? `category ${empty} has no seed, at least one is needed`
          : `there are ${categories.length} categories and values for ${perSeed.length}; they must be equally many`),
    );
  }
  const common = { offsetgroup: name, legendgroup: name, ...attributes };
  const invisible = "rgba(0,0,0,0)";
  return [
    {
      ...common,
      type: "bar",
      name: withValueNote(name, perSeed),
      x: [...categories],
      y: perSeed.map(meanOfFinite),
      marker: { color },
    },
    {
      ...common,
      type: "box",
      name: `${name}, seeds`,
      showlegend: false,
      x: perSeed.flatMap((values, i) => Array.from(values, () => categories[i])),
      y: perSeed.flatMap((values) => Array.from(values)),
      boxpoints: "all",
      pointpos: 0,
      jitter: 0.5,
      fillcolor: invisible,
      line: { color: invisible },
      marker: { color: "#222222", size: 4 },
    },
  ];
}

function meanOfFinite(values: NumberArray): number {
  const finite = Array.from(values).filter(Number.isFinite);
  return finite.reduce((sum, value) => sum + value, 0) / finite.length;
}
