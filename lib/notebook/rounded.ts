/** Numbers as results store them. */

/** A number with four digits, which are more than a figure shows or a claim needs; `null` where it is not finite. */
export function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
}
