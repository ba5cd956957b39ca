/** The largest of some curves at each point. */
import { largest } from "./extremes.ts";

/**
 * The largest of some curves at each point, and which it is (the first of equal ones).
 *
 * @param curves of one length, at least one
 * @returns values and numbers of the curves, each as long as a curve
 * @throws {RangeError} for no curve, or different lengths
 */
export function leadingCurve(
  curves: readonly (readonly number[])[],
): { values: number[]; leaders: number[] } {
  const lengths = new Set(curves.map(({ length }) => length));
  if (lengths.size !== 1) {
    throw new RangeError(
      `leadingCurve: curves must have one length, got ${[...lengths].join(", ") || "no curve"}`,
    );
  }
  const values = curves[0].map((_, i) => largest(curves.map((curve) => curve[i])));
  return { values, leaders: values.map((value, i) => curves.findIndex((curve) => curve[i] === value)) };
}
