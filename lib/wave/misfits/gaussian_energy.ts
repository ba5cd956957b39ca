import type { Misfit } from "./misfit.ts";
import { l2Misfit } from "./l2_misfit.ts";

/**
 * −log of the likelihood of independent normal noise, ½Σ(p − d)²/σ², with a σ for each shot.
 *
 * @param observed of each shot, steps × receivers
 * @param noise σ of each shot
 * @throws {RangeError} for a σ that is not positive, and when called as {@linkcode l2Misfit}
 */
export function gaussianEnergy(observed: readonly ArrayLike<number>[], noise: readonly number[]): Misfit {
  const bad = noise.findIndex((sigma) => !(sigma > 0));
  if (bad >= 0) {
    throw new RangeError(`gaussianEnergy: noise must be positive, got ${noise[bad]} for shot ${bad}`);
  }
  const plain = l2Misfit(observed);
  return (simulated, shot) => {
    const { misfit, adjointSource } = plain(simulated, shot), scale = 1 / noise[shot] ** 2;
    return { misfit: scale * misfit, adjointSource: adjointSource.map((value) => scale * value) };
  };
}
