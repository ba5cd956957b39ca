/** E8: how far the propagation model reaches with a causal mask, over random orders of the links. */
import { propagationSimulation } from "../../lib/sequences/chains/mod.ts";
import { generator, permutation } from "../../lib/random/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";

/** Numbers of the simulation. */
interface ReachSettings {
  /** Links of the chain; more than the bound of the deepest model. */
  links: number;
  /** Random orders. */
  orders: number;
  layers: number[];
  seed: number;
}

/** Reach of the simulation with a causal mask, over random orders of the links. */
export interface CausalReach {
  layers: number;
  one: { mean: number; most: number };
  all: { mean: number; most: number };
}

/** Mean and largest reach by depth. */
export function causalReach({ links, orders, layers, seed }: ReachSettings): CausalReach[] {
  const drawn = Array.from({ length: orders }, (_, i) => permutation(generator(seed, "order", i), links));
  return layers.map((depth) => {
    const reach = (partners: "one" | "all") => {
      const steps = drawn.map((order) =>
        propagationSimulation(order, depth, { partners, mask: "causal" })[depth - 1].steps
      );
      return { mean: mean(steps), most: largest(steps) };
    };
    return { layers: depth, one: reach("one"), all: reach("all") };
  });
}

/** The same for links in the order of the chain, and in the opposite one: `[forward, reverse]`. */
export function orderedReach(links: number, depth: number, partners: "one" | "all"): [number, number] {
  const forward = Int32Array.from({ length: links }, (_, i) => i);
  const steps = (order: Int32Array) =>
    propagationSimulation(order, depth, { partners, mask: "causal" })[depth - 1].steps;
  return [steps(forward), steps(forward.toReversed())];
}
