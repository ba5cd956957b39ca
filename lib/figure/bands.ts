import type { NumberArray } from "./numbers.ts";
import { withAlpha } from "./palette.ts";
import { type CountedSeeds, withSeedNote } from "./seed_note.ts";
import { spanOf } from "./span.ts";
import type { Trace } from "./trace.ts";

/** Mean and limits of a bundle of curves. */
export interface Band {
  /** Middle line. */
  readonly mean: NumberArray;
  /** Lower edge. */
  readonly low: NumberArray;
  /** Upper edge. */
  readonly high: NumberArray;
  /** Number of curves behind the points, if some curves have non-finite points. */
  readonly counted?: CountedSeeds;
}

/** How the curves of the seeds become a band. */
export type Spread = "range" | "deviation" | "geometric";

/** Options of {@linkcode seedBand}. */
export interface SeedBandOptions {
  /** Abscissae, n values. */
  readonly x: NumberArray;
  /** One curve per seed (each n values), or the band itself. */
  readonly curves: readonly NumberArray[] | Band;
  /** Name in the legend. */
  readonly name: string;
  /** Colour as `#rrggbb`. */
  readonly color: string;
  /** Plotly dash of the middle line, e.g. `"dash"`; default solid. */
  readonly dash?: string;
  /** How curves become a band, see {@linkcode curvesToBand}; default `"range"`. */
  readonly spread?: Spread;
  /** Further attributes of all three traces, e.g. `xaxis: "x2"`. */
  readonly attributes?: Trace;
}

/**
 * The mean line of several seeds over their shaded spread, as Plotly traces.
 *
 * Where a seed is not finite, the band covers the others, and the name in the legend says how many there are.
 *
 * @param options what to draw
 * @returns three traces: lower edge, upper edge filled down to it, middle line; one entry in the legend
 * @throws {RangeError} for no curves or lengths that differ from that of `x`
 */
export function seedBand(options: SeedBandOptions): Trace[] {
  const { x, name, color, dash = "solid", spread = "range", attributes = {} } = options;
  const band = isBand(options.curves) ? options.curves : curvesToBand(options.curves, spread);
  for (const part of ["mean", "low", "high"] as const) {
    if (band[part].length !== x.length) {
      throw new RangeError(
        `Cannot draw the band "${name}": x has ${x.length} values, ${part} has ${band[part].length}; ` +
          "they must be equally long",
      );
    }
  }
  const shownName = band.counted === undefined ? name : withSeedNote(name, band.counted);
  const common = { type: "scatter", mode: "lines", x, legendgroup: name, ...attributes };
  const edge = { ...common, line: { width: 0, color }, hoverinfo: "skip", showlegend: false };
  return [
    { ...edge, name: `${name}, low`, y: band.low },
    { ...edge, name: `${name}, high`, y: band.high, fill: "tonexty", fillcolor: withAlpha(color, 0.2) },
    { ...common, name: shownName, y: band.mean, line: { width: 2, color, dash } },
  ];
}

/**
 * Mean and limits over seeds at each point.
 *
 * @param curves one curve per seed, each with n values; a seed is left out at points where it is not finite, and a
 *   point without any finite value is a gap in the band
 * @param spread `"range"`: mean, lowest and highest value; `"deviation"`: mean ± one standard deviation (n-1 in the
 * denominator); `"geometric"`: the same of the logarithms, which suits logarithmic axes
 * @returns the band, n values each, and how many curves count if some were left out
 * @throws {RangeError} for no curves, curves of unequal length, or a value ≤ 0 with `"geometric"`
 */
export function curvesToBand(curves: readonly NumberArray[], spread: Spread = "range"): Band {
  if (curves.length === 0) throw new RangeError("Cannot make a band of no curves: at least one is needed");
  const count = curves[0].length;
  const odd = curves.findIndex((curve) => curve.length !== count);
  if (odd >= 0) {
    throw new RangeError(
      `Cannot make a band: curve 0 has ${count} values, curve ${odd} has ${curves[odd].length}; ` +
        "all must be equally long",
    );
  }
  const band = { mean: new Float64Array(count), low: new Float64Array(count), high: new Float64Array(count) };
  let fewest = curves.length, most = 0;
  for (let i = 0; i < count; i++) {
    const values = curves.map((curve) => curve[i]).filter(Number.isFinite);
    [band.mean[i], band.low[i], band.high[i]] = summarise(values, spread);
    if (values.length > 0) fewest = Math.min(fewest, values.length);
    most = Math.max(most, values.length);
  }
  return fewest < curves.length ? { ...band, counted: { fewest, most, of: curves.length } } : band;
}

/** Mean and limits of finite values; NaN if there are none. */
function summarise(values: readonly number[], spread: Spread): [mean: number, low: number, high: number] {
  if (values.length === 0) return [NaN, NaN, NaN];
  if (spread === "geometric") {
    const bad = values.find((value) => value <= 0);
    if (bad !== undefined) {
      throw new RangeError(
        `Cannot take the geometric mean of a band with value ${bad}: all values must be > 0`,
      );
    }
    const [mean, low, high] = summarise(values.map(Math.log), "deviation");
    return [Math.exp(mean), Math.exp(low), Math.exp(high)];
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (spread === "range") {
    const { low, high } = spanOf(values);
    return [mean, low, high];
  }
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
  return [mean, mean - deviation, mean + deviation];
}

function isBand(curves: readonly NumberArray[] | Band): curves is Band {
  return !Array.isArray(curves);
}
