import type { ClaimChange } from "./claim.ts";

/** The `changed` entry of a row whose rule got its `noEffect` after a run was seen. */
export const NO_EFFECT_NAMED: ClaimChange = {
  what: "partly",
  from: "given to any value that is better than the control",
  to: "given only on the right side of no effect",
  why: "a value without effect, or with the contrary one, is no partial success",
};
