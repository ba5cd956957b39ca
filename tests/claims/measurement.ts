import type { ClaimMeasurement } from "../../lib/claims/claim_row.ts";
import type { ClaimRule } from "../../lib/claims/claim.ts";

/** A measurement that comes out as reproduced; tests change one field at a time. */
export const MEASUREMENT: ClaimMeasurement & { readonly rule: ClaimRule } = {
  id: "C1",
  claim: "Sparse sampling makes test loss rise first",
  quantity: "largest early test loss over its first value",
  seeds: [0, 1, 2],
  perSeed: [1.13, 1.12, 1.1],
  rule: { op: ">=", threshold: 1.05, atLeast: "every seed" },
  control: {
    what: "uniform points",
    perSeed: [1, 1.001, 1],
    rule: { op: "<=", threshold: 1.01, atLeast: "every seed" },
  },
  paperValue: "plot only",
  source: "live",
};
