import { requireFinite, requireSameLength } from "../checks.ts";
import type { ComplexArray } from "./complex.ts";

/**
 * Checks complex numbers in two lists.
 *
 * @throws {RangeError} if the parts differ in length, are empty, or hold a number that is not finite
 */
export function requireComplex(where: string, name: string, values: ComplexArray): void {
  requireSameLength(where, `${name}.re`, values.re.length, `${name}.im`, values.im.length);
  requireFinite(where, `${name}.re`, values.re, 1);
  requireFinite(where, `${name}.im`, values.im, 1);
}
