/** Start of a training: fresh, or with the optimizer state of an earlier one. */
import type { HostArrays } from "../graph/mod.ts";

/** Optimizer state kept from an earlier training. */
export interface StartState {
  /** Slots of the optimizer, by input name; zero if absent. */
  readonly slots: HostArrays | null;
  /** Steps since they were zero. */
  readonly age: number;
}

/** An independent training: nothing is kept from an earlier one. */
export const FROM_NOTHING: StartState = { slots: null, age: 0 };
