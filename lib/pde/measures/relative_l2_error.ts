import { binaryScale } from "../../stats/binary_scale.ts";

/**
 * ‖u − u*‖₂ / ‖u*‖₂ over the same points.
 *
 * @throws {RangeError} if the numbers of values differ, or u* is 0 everywhere
 */
export function relativeL2Error(found: ArrayLike<number>, exact: ArrayLike<number>): number {
  if (found.length !== exact.length) {
    throw new RangeError(`relativeL2Error: ${found.length} values against ${exact.length} exact ones`);
  }
  const scale = Math.max(binaryScale(found), binaryScale(exact));
  let error = 0, size = 0;
  for (let i = 0; i < exact.length; i++) {
    error += (found[i] / scale - exact[i] / scale) ** 2;
    size += (exact[i] / scale) ** 2;
  }
  if (size === 0) throw new RangeError("relativeL2Error: the exact solution is 0 everywhere");
  return Math.sqrt(error / size);
}
