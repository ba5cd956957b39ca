/** Rounding of stored numbers. */

/** A number rounded to four digits, which is more than a figure shows or a claim needs; `null` if it is not finite. */
export function rounded(value: number): number | null;
/** Rounds each number to four digits. */
export function rounded(values: ArrayLike<number>): number[];
export function rounded(values: number | ArrayLike<number>): number | null | number[] {
  if (typeof values !== "number") return Array.from(values, toFourDigits);
  return Number.isFinite(values) ? toFourDigits(values) : null;
}

function toFourDigits(value: number): number {
  return Number(value.toPrecision(4));
}
