/** Cuts to a given width that ignore directions, for comparison. */
import { requireInteger } from "../checks.ts";
import { type Generator, permutation } from "../random/mod.ts";
import { type Cut, plainGroup } from "./group.ts";
import { neuronAmplitudes, type Neurons } from "./neurons.ts";

/**
 * Random groups of equal size, give or take one.
 *
 * @param generator advanced
 * @throws {RangeError} for a width that is not an integer in 1 … neurons
 */
export function randomCut({ count }: Pick<Neurons, "count">, width: number, generator: Generator): Cut {
  requireInteger("randomCut", "the width", width, 1, count);
  const members = Array.from({ length: width }, (): number[] => []);
  permutation(generator, count).forEach((j, i) => members[i % width].push(j));
  return { groups: members.map((group) => plainGroup(group)), dropped: [] };
}

/**
 * The neurons of the largest amplitude ‖a_j‖‖θ_j‖; the others are dropped (magnitude pruning of whole neurons).
 *
 * @throws {RangeError} for a width that is not an integer in 1 … neurons
 */
export function magnitudeCut(neurons: Neurons, width: number): Cut {
  requireInteger("magnitudeCut", "the width", width, 1, neurons.count);
  const amplitudes = neuronAmplitudes(neurons);
  const order = Array.from(amplitudes.keys()).sort((a, b) => amplitudes[b] - amplitudes[a]);
  const kept = order.slice(0, width).sort((a, b) => a - b);
  return { groups: kept.map((j) => plainGroup([j])), dropped: order.slice(width) };
}
