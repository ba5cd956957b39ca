/**
 * Sine coefficients, with their signs, of a function on an interval after its affine part, through both ends, is
 * subtracted: what the spectrum of a function that is not periodic shows without leakage.
 *
 * @param values M + 1 even samples, both ends included
 * @param highest number of modes, sin(jπ(x − a)/(b − a)), j = 1 … highest
 * @returns the values at both ends and the coefficients of j = 1, 2, …
 * @throws {RangeError} for fewer than 8 values, or a number of modes that is not an integer in 1 … M/2 (aliasing)
 */
export function sineSpectrum(
  values: ArrayLike<number>,
  highest: number,
): { ends: [number, number]; amplitudes: Float64Array } {
  const last = values.length - 1;
  if (last < 7) throw new RangeError(`sineSpectrum: needs 8 values or more, got ${values.length}`);
  if (!Number.isInteger(highest) || highest < 1 || highest > last / 2) {
    throw new RangeError(
      `sineSpectrum: the number of modes must be an integer in 1 … ${Math.floor(last / 2)}, got ${highest}`,
    );
  }
  const ends: [number, number] = [values[0], values[last]];
  const bent = Array.from(values, (value, i) => value - ends[0] - (ends[1] - ends[0]) * i / last);
  return {
    ends,
    amplitudes: Float64Array.from(
      { length: highest },
      (_, j) =>
        2 / last * bent.reduce((sum, value, i) => sum + value * Math.sin((j + 1) * Math.PI * i / last), 0),
    ),
  };
}
