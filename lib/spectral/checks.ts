import type { ComplexArray } from "./complex.ts";

/**
 * Checks that `values` is not empty and holds finite numbers only.
 *
 * @param where name of the function that was called, for the message
 * @param name name of the argument, for the message
 * @throws {RangeError} otherwise
 */
export function requireFinite(where: string, name: string, values: ArrayLike<number>): void {
  if (values.length === 0) throw new RangeError(`${where}: ${name} is empty, at least one number is needed`);
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${where}: ${name}[${i}] is ${values[i]}, all values must be finite numbers`);
    }
  }
}

/**
 * Checks that a complex array is not empty, finite, and has as many imaginary as real parts.
 *
 * @throws {RangeError} otherwise
 */
export function requireComplex(where: string, name: string, values: ComplexArray): void {
  requireSameLength(where, `${name}.re`, values.re.length, `${name}.im`, values.im.length);
  requireFinite(where, `${name}.re`, values.re);
  requireFinite(where, `${name}.im`, values.im);
}

/**
 * Checks that two lengths agree.
 *
 * @throws {RangeError} otherwise
 */
export function requireSameLength(where: string, first: string, m: number, second: string, n: number): void {
  if (m !== n) throw new RangeError(`${where}: ${first} has ${m} entries but ${second} has ${n}`);
}
