/** Rates by frequency of a linear operator, from its symbol. */
import { requireFinite } from "../../checks.ts";
import { inverseLaplacian } from "../losses/residual_vector.ts";

/** Settings of {@linkcode symbolRates}. */
export interface SymbolRatesSetup {
  /** Angular frequencies, one number for each axis. */
  readonly frequencies: readonly (readonly number[])[];
  /** |p(k)|, the operator's factor on the wave of frequency k: k² for u″, |4k_x² − k_t²| for u_tt − 4u_xx. */
  symbol(frequency: readonly number[]): number;
  /** Rate at which the data loss fits frequency k: the tangent kernel's eigenvalue; 1 by default. */
  readonly kernel?: (frequency: readonly number[]) => number;
  /** w(k) of the weighted residual; {@linkcode inverseLaplacian} by default, that is its H^−1 norm. */
  readonly weight?: (frequency: readonly number[]) => number;
}

/** Rates at which the error at each frequency falls, under three losses. */
export interface SymbolRates {
  /** κ(k) under the data loss. */
  readonly data: Float64Array;
  /** |p(k)|² κ(k) under the residual loss. */
  readonly residual: Float64Array;
  /** w(k) |p(k)|² κ(k) under the weighted residual. */
  readonly weighted: Float64Array;
}

/**
 * Rates by frequency where operator and kernel are invariant under translations: the residual loss multiplies the data
 * loss's rates by |p(k)|², so that it holds low frequencies weakly; a weight takes the factor back.
 *
 * ```ts
 * import { symbolRates } from "@paper-notebooks/lib/pde";
 *
 * const wave = ([x, t]: readonly number[]) => Math.abs(4 * x * x - t * t);
 * const { data, residual, weighted } = symbolRates({ frequencies: [[1, 1], [4, 4]], symbol: wave });
 * const spread = (rates: Float64Array) => rates[1] / rates[0];
 * if (`${[data, residual, weighted].map(spread)}` !== "1,256,16") throw new Error();
 * ```
 *
 * @throws {RangeError} for no frequencies, or a symbol, kernel or weight that is not finite
 */
export function symbolRates(setup: SymbolRatesSetup): SymbolRates {
  const { frequencies, symbol, kernel = () => 1, weight = inverseLaplacian } = setup;
  const data = Float64Array.from(frequencies, (k) => kernel(k));
  const residual = data.map((rate, j) => rate * symbol(frequencies[j]) ** 2);
  const weighted = residual.map((rate, j) => rate * weight(frequencies[j]));
  requireFinite("symbolRates", "kernel", data, 1);
  requireFinite("symbolRates", "symbol", residual);
  requireFinite("symbolRates", "weight", weighted);
  return { data, residual, weighted };
}
