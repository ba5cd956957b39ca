import FFT from "fft.js";
import { requireFinite, requireSameLength } from "../../checks.ts";

/** A series with its spectrum, so that a distance costs one inverse transform. */
export interface Spectrum {
  readonly values: Float64Array;
  readonly norm: number;
  /** Interleaved real and imaginary parts. */
  readonly transform: Float64Array;
}

/** Shape-based distances of series of one length. */
export class ShapeDistances {
  readonly #fft: FFT;
  readonly #size: number;
  readonly #product: Float64Array;
  readonly #correlation: Float64Array;

  /** @param length points of every series */
  constructor(length: number) {
    // fft.js begins at length 2.
    this.#size = Math.max(2, 2 ** Math.ceil(Math.log2(2 * length - 1)));
    this.#fft = new FFT(this.#size);
    this.#product = new Float64Array(2 * this.#size);
    this.#correlation = new Float64Array(2 * this.#size);
  }

  spectrum(values: Float64Array): Spectrum {
    const padded = new Float64Array(2 * this.#size), transform = new Float64Array(2 * this.#size);
    let norm = 0;
    for (let i = 0; i < values.length; i++) {
      padded[2 * i] = values[i];
      norm += values[i] * values[i];
    }
    this.#fft.transform(transform, padded);
    return { values, norm: Math.sqrt(norm), transform };
  }

  /**
   * 1 − the greatest correlation over all shifts, of x with each of some series; 1 where one is zero.
   *
   * Correlations are real, so that one inverse transform makes two of them, the second as imaginary part.
   *
   * @param found filled with the distances
   */
  distances(x: Spectrum, others: readonly Spectrum[], found: Float64Array): Float64Array {
    for (let i = 0; i < others.length; i += 2) {
      const first = others[i], second = others[i + 1] ?? first, product = this.#product;
      const a = x.transform, b = first.transform, c = second.transform;
      for (let k = 0; k < a.length; k += 2) {
        const re = a[k], im = a[k + 1];
        product[k] = re * (b[k] + c[k + 1]) + im * (b[k + 1] - c[k]);
        product[k + 1] = im * (b[k] + c[k + 1]) - re * (b[k + 1] - c[k]);
      }
      this.#fft.inverseTransform(this.#correlation, product);
      let top = -Infinity, next = -Infinity;
      for (let k = 0; k < a.length; k += 2) {
        if (this.#correlation[k] > top) top = this.#correlation[k];
        if (this.#correlation[k + 1] > next) next = this.#correlation[k + 1];
      }
      found[i] = distanceOf(top, x.norm * first.norm);
      if (i + 1 < others.length) found[i + 1] = distanceOf(next, x.norm * second.norm);
    }
    return found;
  }
}

const distanceOf = (correlation: number, scale: number) => (scale === 0 ? 1 : 1 - correlation / scale);

/**
 * Shape-based distance 1 − max_τ (x ⋆ y)(τ)/(‖x‖‖y‖) of two series, by one padded Fourier transform (Paparrizos and Gravano
 * 2015).
 *
 * ```ts
 * import { shapeBasedDistance } from "@paper-notebooks/lib/anomaly";
 *
 * const pulse = [0, 1, 2, 0, 0, 0], later = [0, 0, 0, 1, 2, 0];
 * if (Math.abs(shapeBasedDistance(pulse, later)) > 1e-12) throw new Error("a shift costs nothing");
 * ```
 *
 * @param x finite points
 * @param y as many
 * @returns a number in [0, 2], 0 for equal shapes
 * @throws {RangeError} for different lengths, none, points that are not finite, or a series of zeros
 */
export function shapeBasedDistance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const where = "shapeBasedDistance";
  requireSameLength(where, "x", x.length, "y", y.length);
  const distances = new ShapeDistances(x.length);
  const [a, b] = ([["x", x], ["y", y]] as const).map(([name, values]) => {
    requireFinite(where, name, values, 1);
    const spectrum = distances.spectrum(Float64Array.from(values));
    if (spectrum.norm === 0) throw new RangeError(`${where}: ${name} is zero, got a norm of 0`);
    return spectrum;
  });
  return Math.max(0, distances.distances(a, [b], new Float64Array(1))[0]);
}
