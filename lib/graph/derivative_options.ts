/** Options of derivatives. */

/** Settings of `grad` and of the other derivatives. */
export interface DerivativeOptions {
  /**
   * Derivative with respect to a tensor on which the differentiated value does not depend: "zero" (by default), as for
   * a constant, or "error" for a GradientError that names the tensor.
   */
  unconnected?: "zero" | "error";
  /** Names of the tensors in errors; their positions by default. */
  names?: readonly string[];
}

const UNCONNECTED = ["zero", "error"];

/**
 * Whether a tensor on which the value does not depend is an error.
 *
 * @throws {RangeError} for an unknown setting
 */
export function isStrict({ unconnected = "zero" }: DerivativeOptions): boolean {
  if (!UNCONNECTED.includes(unconnected)) {
    throw new RangeError(`unconnected: "${unconnected}" is unknown, allowed "${UNCONNECTED.join('", "')}"`);
  }
  return unconnected === "error";
}
