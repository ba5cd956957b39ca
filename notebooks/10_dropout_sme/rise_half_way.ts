/** How far the loss rises around a network. */

/** Rise of the loss half way along a filter-normalised direction, at α = ±½, mean of both signs. */
export function riseHalfWay(
  { profile, loss }: { readonly profile: readonly number[]; readonly loss: number },
  alphas: readonly number[],
): number {
  const half = [-0.5, 0.5].map((alpha) => profile[alphas.indexOf(alpha)] - loss);
  return (half[0] + half[1]) / 2;
}
