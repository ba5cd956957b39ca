/** Inversions that know a part of the model: water, or the layer in which sources and receivers lie. */
import { requireSameLength } from "../../checks.ts";
import type { VelocityMisfit } from "./inversion.ts";

/** Nodes whose velocity is known. */
export interface KnownNodes {
  /** m/s, a number per node; read where `known` is not 0. */
  readonly velocity: ArrayLike<number>;
  /** One number per node, not 0 where the velocity is known. */
  readonly known: ArrayLike<number>;
}

/** A model with the known velocities in their places. */
export function withKnownVelocities(
  velocity: ArrayLike<number>,
  { velocity: given, known }: KnownNodes,
): Float64Array {
  requireSameLength("known nodes", "the model", velocity.length, "known", known.length);
  return Float64Array.from(velocity, (v, i) => known[i] ? given[i] : v);
}

/** A misfit at models with the known velocities in their places, whose gradient is 0 there. */
export function withKnownNodes(misfit: VelocityMisfit, nodes: KnownNodes): VelocityMisfit {
  return async (velocity) => {
    const found = await misfit(withKnownVelocities(velocity, nodes));
    return { ...found, gradient: found.gradient.map((g, i) => nodes.known[i] ? 0 : g) };
  };
}

/** The top rows as known nodes. */
export function topRows(velocity: ArrayLike<number>, nx: number, rows: number): KnownNodes {
  return { velocity, known: Uint8Array.from(velocity, (_, i) => Number(i < rows * nx)) };
}
