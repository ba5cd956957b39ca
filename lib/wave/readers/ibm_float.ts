/**
 * The number of an IBM System/360 float: sign, exponent of 16 with bias 64, 24 bits of fraction.
 *
 * @param word its 32 bits as an unsigned integer
 */
export function ibmFloat(word: number): number {
  const size = (word & 0xffffff) * 2 ** -24 * 16 ** ((word >>> 24 & 0x7f) - 64);
  return word >>> 31 ? -size : size;
}
