/** Numbers as they are stored: four digits are more than a figure shows or a claim needs. */
export function rounded(values: ArrayLike<number>, digits = 4): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(digits)));
}
