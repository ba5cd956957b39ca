/** States of burning gases and what becomes of each a step later. */
export interface Pairs {
  /** numbers in a state: T in K, p in Pa, and Y of each species */
  readonly size: number;
  /** `[pairs, size]`, row-major, no Y negative */
  readonly states: Float64Array;
  /** `[pairs, size]`, a step later */
  readonly next: Float64Array;
  /** of which trajectory a pair is, `[pairs]` */
  readonly trajectory: Int32Array;
}
