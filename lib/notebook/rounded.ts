/** Numbers as results store them. */

/** A number with four digits, which are more than a figure shows or a claim needs; `null` if it is not finite. */
export function rounded(value: number): number | null;
/** Each number with four digits. */
export function rounded(values: ArrayLike<number>): number[];
export function rounded(values: number | ArrayLike<number>): number | null | number[] {
  if (typeof values !== "number") return Array.from(values, toFourDigits);
  return Number.isFinite(values) ? toFourDigits(values) : null;
}

function toFourDigits(value: number): number {
  return Number(value.toPrecision(4));
}
