/** Penalties on maps. */

/** Value of a penalty and its derivative by each cell. */
export interface Penalty {
  readonly value: number;
  /** `[nz][nx]` */
  readonly gradient: Float64Array;
}

/** Lengths of a map. */
export interface MapShape {
  readonly nz: number;
  readonly nx: number;
}
