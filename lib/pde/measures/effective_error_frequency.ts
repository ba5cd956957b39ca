/**
 * k_eff = (L_res / L_data)^(1/2m): the one frequency at which an error of this size would leave this residual under an
 * operator of order m.
 *
 * @param residual mean squared residual
 * @param data mean squared error
 * @param order m, 1 or more
 * @throws {RangeError} for a loss that is not positive and finite, or an order that is not a positive integer
 */
export function effectiveErrorFrequency(residual: number, data: number, order: number): number {
  for (const [name, value] of [["residual", residual], ["data", data]] as const) {
    if (!(value > 0 && Number.isFinite(value))) {
      throw new RangeError(
        `effectiveErrorFrequency: the ${name} loss must be positive and finite, got ${value}`,
      );
    }
  }
  if (!Number.isInteger(order) || order < 1) {
    throw new RangeError(`effectiveErrorFrequency: the order must be a positive integer, got ${order}`);
  }
  return (residual / data) ** (1 / (2 * order));
}
