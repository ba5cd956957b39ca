import { requireInteger } from "../../checks.ts";

/**
 * Checks the widths of hidden layers.
 *
 * @throws {RangeError} for no widths, or one that is not a positive integer
 */
export function requireUnits(where: string, name: string, widths: readonly number[]): void {
  if (widths.length === 0) throw new RangeError(`${where}: ${name} needs one layer or more, got none`);
  widths.forEach((width, i) => requireInteger(where, `${name}[${i}]`, width));
}
