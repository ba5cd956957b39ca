/** The colours of Okabe and Ito, which people with any kind of colour vision can distinguish. */
export const OKABE_ITO: {
  readonly black: string;
  readonly orange: string;
  readonly skyBlue: string;
  readonly green: string;
  readonly yellow: string;
  readonly blue: string;
  readonly vermillion: string;
  readonly purple: string;
} = {
  black: "#000000",
  orange: "#E69F00",
  skyBlue: "#56B4E9",
  green: "#009E73",
  yellow: "#F0E442",
  blue: "#0072B2",
  vermillion: "#D55E00",
  purple: "#CC79A7",
};

/** Colours of curves in the order of use; without yellow, which is too pale for lines on white. */
export const CURVE_COLOURS: readonly string[] = [
  OKABE_ITO.blue,
  OKABE_ITO.vermillion,
  OKABE_ITO.green,
  OKABE_ITO.orange,
  OKABE_ITO.purple,
  OKABE_ITO.skyBlue,
  OKABE_ITO.black,
];

/** Sequential Plotly `colorscale`: even in lightness, blue to yellow. */
export const SEQUENTIAL = "Viridis";

/** Diverging Plotly `colorscale` for quantities with a neutral middle; use it with `zmid`. */
export const DIVERGING: readonly (readonly [number, string])[] = [
  [0, "#004A77"],
  [0.25, "#5AA2CF"],
  [0.5, "#F5F5F5"],
  [0.75, "#E8935A"],
  [1, "#8C3A00"],
];

/** Ends and middle of {@linkcode stepColours}: lightness falls from first to last. */
const STEP_STOPS = [[158, 202, 225], [33, 113, 181], [8, 29, 88]] as const;

/**
 * Colours for a sequence of curves, e.g. spectra at increasing steps: later curves are darker.
 *
 * @param count number of curves, ≥ 1
 * @returns that many `#rrggbb` colours from light to dark blue
 * @throws {RangeError} for a count below 1
 */
export function stepColours(count: number): string[] {
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new RangeError(`Cannot make ${count} step colours: the count must be a whole number ≥ 1`);
  }
  return Array.from({ length: count }, (_, i) => {
    const place = count === 1 ? STEP_STOPS.length - 1 : i / (count - 1) * (STEP_STOPS.length - 1);
    const below = Math.min(Math.floor(place), STEP_STOPS.length - 2), share = place - below;
    return hex(STEP_STOPS[below].map((v, channel) => v + (STEP_STOPS[below + 1][channel] - v) * share));
  });
}

/**
 * A transparent version of a colour, e.g. for bands.
 *
 * @param colour `#rrggbb`
 * @param alpha opacity, 0 … 1
 * @returns `rgba(…)`
 * @throws {RangeError} for another notation of colour or an alpha outside 0 … 1
 */
export function withAlpha(colour: string, alpha: number): string {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (!match) {
    throw new RangeError(`Cannot make colour ${JSON.stringify(colour)} see-through: write it as #rrggbb`);
  }
  if (!(alpha >= 0 && alpha <= 1)) throw new RangeError(`Cannot use opacity ${alpha}: it must lie in 0 … 1`);
  return `rgba(${match.slice(1).map((digits) => parseInt(digits, 16)).join(",")},${alpha})`;
}

function hex(channels: readonly number[]): string {
  return `#${channels.map((v) => Math.round(v).toString(16).padStart(2, "0")).join("")}`;
}
