/**
 * Raise this number whenever the rounding of the training engine changes: another order of sums, another lowering,
 * another runtime. Results that were computed at an earlier number then count as *earlier* if their losses still agree;
 * without a new number they count as contradicted.
 */
export const ROUNDING = 1;
