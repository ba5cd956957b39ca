/** Numbers as they are stored: four digits are more than a figure shows or a claim needs. */
export function rounded(values: ArrayLike<number>): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(4)));
}
