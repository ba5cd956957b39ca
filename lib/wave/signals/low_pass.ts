/** Filtering of recordings for inversion band by band. */
import { requireFinite, requireInteger, requirePositive } from "../../checks.ts";
import { fft, inverseFft } from "../../spectral/mod.ts";

/** What is filtered, and how. */
export interface LowPassOptions {
  /** Seconds between samples. */
  dt: number;
  /** Frequency at which the amplitude falls to 1/√2, Hz; below 1/(2 dt). */
  cutoff: number;
  /** Steepness: the gain is 1/√(1 + (f/cutoff)^(2·order)); 4 by default. */
  order?: number;
  /** Traces that lie side by side, `[nt][traces]`; 1 by default. */
  traces?: number;
}

/**
 * A Butterworth filter without change of phase. It is linear and the same at all times, so that a simulation with the
 * filtered wavelet gives the filtered recordings: inversion by bands filters the wavelet and what was observed.
 *
 * Samples before the first and after the last count as 0.
 *
 * @param data `[nt][traces]`
 * @returns as many samples
 * @throws {RangeError} for a cutoff outside 0 … 1/(2 dt), rows that are not whole, or numbers that are not finite
 */
export function lowPass(data: ArrayLike<number>, options: LowPassOptions): Float64Array {
  const owner = "lowPass", { dt, cutoff, order = 4, traces = 1 } = options;
  requirePositive(owner, "dt", dt);
  requireInteger(owner, "order", order);
  requireInteger(owner, "traces", traces);
  requireFinite(owner, "data", data, 1);
  if (!(cutoff > 0 && cutoff < 1 / (2 * dt))) {
    throw new RangeError(`${owner}: the cutoff must lie between 0 and ${1 / (2 * dt)} Hz, got ${cutoff}`);
  }
  const nt = data.length / traces;
  if (!Number.isInteger(nt)) {
    throw new RangeError(`${owner}: ${data.length} samples are no whole rows of ${traces} traces`);
  }
  // Twice the length keeps what leaves at one end from coming in at the other.
  const n = 2 ** Math.ceil(Math.log2(2 * nt));
  const gain = Float64Array.from({ length: n }, (_, k) => {
    const frequency = Math.min(k, n - k) / (n * dt);
    return 1 / Math.sqrt(1 + (frequency / cutoff) ** (2 * order));
  });
  const result = new Float64Array(data.length), padded = new Float64Array(n);
  for (let trace = 0; trace < traces; trace++) {
    padded.fill(0);
    for (let i = 0; i < nt; i++) padded[i] = data[i * traces + trace];
    const { re, im } = fft(padded);
    const filtered = inverseFft({ re: re.map((v, k) => v * gain[k]), im: im.map((v, k) => v * gain[k]) }).re;
    for (let i = 0; i < nt; i++) result[i * traces + trace] = filtered[i];
  }
  return result;
}
