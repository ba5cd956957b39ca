/** An array of complex numbers as two real arrays of equal length. */
export interface ComplexArray {
  /** real parts */
  readonly re: Float64Array;
  /** imaginary parts */
  readonly im: Float64Array;
}

/** Creates `length` complex zeros. */
export function complexArray(length: number): ComplexArray {
  return { re: new Float64Array(length), im: new Float64Array(length) };
}

/** Returns the moduli |z_j| of an array of complex numbers. */
export function modulus(values: ComplexArray): Float64Array {
  return values.re.map((re, j) => Math.hypot(re, values.im[j]));
}
