/** Sums of sines and their derivatives: solutions whose spectrum is known. */

/** One component amplitude·sin(frequency·x). */
export interface SineComponent {
  readonly frequency: number;
  readonly amplitude: number;
}

/**
 * The m-th derivative of Σ A sin(kx) at x: Σ A k^m sin(kx + mπ/2).
 *
 * @throws {RangeError} for an m that is not a non-negative integer
 */
export function sineSumDerivative(components: readonly SineComponent[], m: number, x: number): number {
  if (!Number.isInteger(m) || m < 0) {
    throw new RangeError(`sineSumDerivative: the order must be a non-negative integer, got ${m}`);
  }
  // sin and cos with their sign, as a phase of mπ/2 would round.
  const [of, sign] = [[Math.sin, 1], [Math.cos, 1], [Math.sin, -1], [Math.cos, -1]][m % 4] as [
    (x: number) => number,
    number,
  ];
  return components.reduce(
    (sum, { frequency, amplitude }) => sum + sign * amplitude * frequency ** m * of(frequency * x),
    0,
  );
}

/** sin(kx) of each given frequency, with amplitude 1. */
export function sines(frequencies: readonly number[]): SineComponent[] {
  return frequencies.map((frequency) => ({ frequency, amplitude: 1 }));
}
