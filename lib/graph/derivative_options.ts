/** What derivatives are told beside what to differentiate with respect to what. */

/** Settings of `grad` and of the other derivatives. */
export interface DerivativeOptions {
  /**
   * What the derivative is by a tensor that does not enter what is differentiated: "zero" (by default), as of a constant,
   * or "error" for a GradientError that names the tensor, where it is rather a mistake.
   */
  unconnected?: "zero" | "error";
  /** What errors call the tensors; their positions by default. */
  names?: readonly string[];
}

const UNCONNECTED = ["zero", "error"];

/**
 * Whether a tensor that does not enter is an error.
 *
 * @throws {RangeError} for an unknown setting
 */
export function isStrict({ unconnected = "zero" }: DerivativeOptions): boolean {
  if (!UNCONNECTED.includes(unconnected)) {
    throw new RangeError(`unconnected: "${unconnected}" is unknown, allowed "${UNCONNECTED.join('", "')}"`);
  }
  return unconnected === "error";
}
