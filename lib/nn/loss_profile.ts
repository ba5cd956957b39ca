/** How wide a minimum is: the loss along random directions that are scaled to the network, as Li and others (2018) do. */
import type { Generator } from "../random/mod.ts";
import { filterNormalised } from "./filter_normalised.ts";
import type { ParameterSpec } from "./parameter.ts";

/**
 * R(θ + αd) for each α, the mean over one filter-normalised direction d for each generator.
 *
 * @param loss R of parameters, flat
 */
export async function lossProfile(
  theta: Float64Array,
  specs: readonly ParameterSpec[],
  loss: (theta: Float64Array) => Promise<number>,
  { alphas, streams }: { alphas: readonly number[]; streams: readonly Generator[] },
): Promise<number[]> {
  const profile = alphas.map(() => 0);
  for (const stream of streams) {
    const direction = filterNormalised(theta, specs, stream);
    for (const [i, alpha] of alphas.entries()) {
      profile[i] += await loss(theta.map((value, j) => value + alpha * direction[j])) / streams.length;
    }
  }
  return profile;
}
