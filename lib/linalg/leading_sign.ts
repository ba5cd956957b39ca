/** Entries that are equal up to rounding must not be decided by their rounding errors. */
const TIE = 1e-6;

/**
 * ±1 such that the vector times it has a positive entry of largest modulus (the first, on a tie): the convention of
 * `principalDirection` in `linalg`.
 */
export function leadingSign(vector: ArrayLike<number>): 1 | -1 {
  const values = Array.from(vector);
  const largest = values.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
  return (values.find((value) => Math.abs(value) >= largest * (1 - TIE)) ?? 0) < 0 ? -1 : 1;
}
