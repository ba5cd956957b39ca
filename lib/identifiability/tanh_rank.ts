/** The rank of a two-layer tanh network at any point, by its closed formula. */
import { requireVector } from "../checks.ts";
import type { TwoLayerNetwork } from "./two_layer_network.ts";

/**
 * R(θ) = m_w + m_a·d of a dense tanh network, by counting neurons (Local Linear Recovery, corollary 7): m_w is the
 * number of different inner weights other than 0, with w and −w as one, m_a that among neurons with an output weight,
 * plus one if an inner weight of 0 has an output weight. A bias counts as one more input.
 *
 * With a bias, "inner weight of 0" means that weights and bias are 0. A bias without weights makes a constant, for
 * which the formula does not hold.
 *
 * ```ts
 * import { denseTanhRank, twoLayerNetwork } from "@paper-notebooks/lib/identifiability";
 *
 * const network = twoLayerNetwork({ architecture: "dense", inputs: 1, width: 2, bias: false });
 * const theta = Float64Array.of(1, 3, -1, 2); // the inner weights 1 and −1 are one direction
 * if (denseTanhRank(network, theta) !== 2) throw new Error();
 * ```
 *
 * @throws {RangeError} for another architecture or activation, parameters that do not fit, or a neuron with a bias but
 *   no
 * weights
 */
export function denseTanhRank(network: TwoLayerNetwork, theta: Float64Array): number {
  const { architecture, activation = "tanh", inputs: d, bias } = network.options;
  if (architecture !== "dense" || activation !== "tanh") {
    throw new RangeError(
      `denseTanhRank: the formula is for dense tanh networks, not ${architecture} ${activation}`,
    );
  }
  requireVector("denseTanhRank", "the parameters", theta, network.parameterCount);
  const inner = d + (bias ? 1 : 0), directions = new Map<string, boolean>();
  let zeroWithOutput = false;
  for (const { weights, output } of network.units) {
    const vector = theta.subarray(weights, weights + inner), lead = vector.find((value) => value !== 0);
    if (lead === undefined) {
      zeroWithOutput ||= theta[output] !== 0;
      continue;
    }
    if (vector.subarray(0, d).every((value) => value === 0)) {
      throw new RangeError(
        `denseTanhRank: a neuron has bias ${lead} and no weights, which the formula does not cover`,
      );
    }
    // + 0 turns −0 into 0.
    const key = vector.map((value) => Math.sign(lead) * value + 0).join();
    directions.set(key, (directions.get(key) ?? false) || theta[output] !== 0);
  }
  const active = [...directions.values()].filter(Boolean).length + (zeroWithOutput ? 1 : 0);
  return directions.size + active * inner;
}
