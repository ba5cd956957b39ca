/** Positions as fixed waves. */

/**
 * Fixed waves, row-major `[count, width]`: sin and cos of position / slowest^(2k / width), by turns.
 *
 * Vaswani et al., Attention Is All You Need (2017), section 3.5.
 *
 * @throws {RangeError} for a width that is odd
 */
export function waveTable(count: number, width: number, slowest: number): Float64Array {
  if (width % 2 !== 0) throw new RangeError(`waveTable: width ${width}, allowed even numbers`);
  return Float64Array.from({ length: count * width }, (_, i) => {
    const position = Math.floor(i / width), k = Math.floor(i % width / 2);
    const angle = position / slowest ** (2 * k / width);
    return i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}
