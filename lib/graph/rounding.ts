/**
 * Raised whenever the training engine rounds otherwise than before: another order of sums, another lowering, another
 * runtime. Results that were computed at an earlier number are then *earlier*, if their losses still agree; without a
 * new number they count as contradicted.
 */
export const ROUNDING = 1;
