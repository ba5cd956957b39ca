/** Readings of a gradient flow that is solved in its modes. */

/** Number of times, 0 among them. */
const READINGS = 200;

/**
 * Times at which a flow is read: 0, then up to `last`, evenly spaced in their logarithm.
 *
 * @param decades that the times above 0 span
 */
export function flowTimes(last: number, decades: number): Float64Array {
  const exponent = (i: number) => decades * ((i - 1) / (READINGS - 2) - 1);
  return Float64Array.from({ length: READINGS }, (_, i) => i === 0 ? 0 : last * 10 ** exponent(i));
}

/** Largest value of a curve over its first, and the time at which it is reached. */
export function peakRatio(curve: Float64Array, times: Float64Array): { ratio: number; time: number } {
  const peak = curve.reduce((best, value, at) => value > curve[best] ? at : best, 0);
  return { ratio: curve[peak] / curve[0], time: times[peak] };
}
