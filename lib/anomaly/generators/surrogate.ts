import { requireFinite, requireInteger, requireOneOf } from "../../checks.ts";
import { type Generator, permutation } from "../../random/mod.ts";
import { type ComplexArray, fft, inverseFft } from "../../spectral/mod.ts";

/** What a surrogate keeps of its series. */
export const SURROGATES = ["values", "spectrum", "both"] as const;

/** One of {@linkcode SURROGATES}. */
export type SurrogateKind = typeof SURROGATES[number];

/**
 * A series with some of the statistics of another and nothing else of it.
 *
 * "values" shuffles its points: the same marginal distribution to the last bit, without dependence. "spectrum" gives its
 * Fourier components random phases: the same autocorrelation, of a Gaussian process. "both" alternates the two until the
 * values are the same and the spectrum nearly so (IAAFT, Schreiber and Schmitz 1996).
 *
 * @param series 4 finite points or more
 * @param rounds of "both"; 100 by default
 * @throws {RangeError} for fewer points, points that are not finite, or an unknown kind
 */
export function surrogate(
  series: ArrayLike<number>,
  kind: SurrogateKind,
  generator: Generator,
  rounds = 100,
): Float64Array {
  const where = "surrogate", n = series.length;
  requireFinite(where, "series", series, 4);
  requireOneOf(where, "kind", kind, SURROGATES);
  requireInteger(where, "rounds", rounds);
  const shuffled = () => Float64Array.from(permutation(generator, n), (i) => series[i]);
  if (kind === "values") return shuffled();
  const spectrum = fft(series), sizes = spectrum.re.map((re, k) => Math.hypot(re, spectrum.im[k]));
  if (kind === "spectrum") return inverseFft(withPhases(spectrum, randomPhases(n, generator))).re;
  const values = Float64Array.from(series).sort();
  let now = shuffled();
  for (let round = 0; round < rounds; round++) {
    const { re, im } = fft(now), phases = re.map((value, k) => Math.atan2(im[k], value));
    const { re: coloured } = inverseFft({
      re: sizes.map((size, k) => size * Math.cos(phases[k])),
      im: sizes.map((size, k) => size * Math.sin(phases[k])),
    });
    const order = Int32Array.from(coloured.keys()).sort((a, b) => coloured[a] - coloured[b]);
    const next = new Float64Array(n);
    order.forEach((at, rank) => next[at] = values[rank]);
    if (next.every((value, i) => value === now[i])) break;
    now = next;
  }
  return now;
}

/** Turns of frequencies 1 … so that the series stays real; 0 for the mean and the highest one. */
function randomPhases(n: number, generator: Generator): Float64Array {
  const turns = new Float64Array(n);
  for (let k = 1; 2 * k < n; k++) {
    turns[k] = 2 * Math.PI * generator.uniform();
    turns[n - k] = -turns[k];
  }
  return turns;
}

function withPhases({ re, im }: ComplexArray, turns: Float64Array): ComplexArray {
  return {
    re: re.map((value, k) => value * Math.cos(turns[k]) - im[k] * Math.sin(turns[k])),
    im: re.map((value, k) => value * Math.sin(turns[k]) + im[k] * Math.cos(turns[k])),
  };
}
