import { requireFinite } from "../../checks.ts";
import { fft, inverseFft } from "../../spectral/mod.ts";

const MOST_POINTS = 20_000, LEAST_LAG = 3, MOST_LAG = 400, LONGEST = 300, FALLBACK = 100;

/**
 * A window's length from the series itself: the lag with the highest local maximum of the autocorrelation, among lags 3 …
 * 400 of the first 20,000 points; 100 where there is none or it lies beyond 300 (TSB-UAD's `find_length`).
 *
 * It belongs to the standard series: the test series must not decide it.
 *
 * @param series 8 finite points or more, not all equal
 * @throws {RangeError} for fewer points, points that are not finite, or a constant series
 */
export function dominantPeriod(series: ArrayLike<number>): number {
  requireFinite("dominantPeriod", "series", series, 8);
  const n = Math.min(series.length, MOST_POINTS), lags = Math.min(MOST_LAG, n - 1);
  if (Array.prototype.every.call(series, (value) => value === series[0])) {
    throw new RangeError(`dominantPeriod: the series is constant, all points are ${series[0]}`);
  }
  let mean = 0;
  for (let i = 0; i < n; i++) mean += series[i] / n;
  const padded = new Float64Array(2 ** Math.ceil(Math.log2(2 * n)));
  for (let i = 0; i < n; i++) padded[i] = series[i] - mean;
  const { re, im } = fft(padded);
  const { re: correlation } = inverseFft({
    re: re.map((value, k) => value * value + im[k] * im[k]),
    im: new Float64Array(re.length),
  });
  let best = -1;
  for (let lag = LEAST_LAG + 1; lag < lags; lag++) {
    const here = correlation[lag];
    const isPeak = here > correlation[lag - 1] && here > correlation[lag + 1];
    if (isPeak && (best < 0 || here > correlation[best])) best = lag;
  }
  return best >= LEAST_LAG && best <= LONGEST ? best : FALLBACK;
}
