/** Within 2^±200, products of four numbers neither overflow nor underflow. */
const SAFE_EXPONENT = 200;

/**
 * The power of two by which to divide numbers so that their squares neither overflow nor underflow; this changes none
 * of their digits. It is 1 if no scaling is needed, so ordinary numbers stay unchanged, and otherwise about the largest
 * modulus.
 *
 * @param values any number of finite numbers
 */
export function binaryScale(values: ArrayLike<number>): number {
  let top = 0;
  for (let i = 0; i < values.length; i++) top = Math.max(top, Math.abs(values[i]));
  const scale = powerOfTwo(top);
  return scale >= 2 ** -SAFE_EXPONENT && scale <= 2 ** SAFE_EXPONENT ? 1 : scale;
}

/** The power of two near a modulus, within a factor of 2; 1 if the modulus is 0 or not finite. */
export function powerOfTwo(modulus: number): number {
  // 2^1024 is not a finite number.
  return modulus > 0 && modulus < Infinity ? 2 ** Math.min(1023, Math.floor(Math.log2(modulus))) : 1;
}
