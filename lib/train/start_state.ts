/** Where a training begins: from nothing, or with what an earlier one kept. */
import type { HostArrays } from "../graph/mod.ts";

/** What the optimizer kept of an earlier training. */
export interface StartState {
  /** Slots of the optimizer, by input name; zero where absent. */
  readonly slots: HostArrays | null;
  /** Steps since they were zero. */
  readonly age: number;
}

/** A training of its own: nothing is kept from an earlier one. */
export const FROM_NOTHING: StartState = { slots: null, age: 0 };
