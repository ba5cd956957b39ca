/** Velocity as a function of place: a perceptron of the coordinates of each node. */
import * as tf from "@tensorflow/tfjs-core";
import { requireInteger, requireOneOf, requirePositive } from "../../checks.ts";
import { constant } from "../../graph/mod.ts";
import { multilayerPerceptron, sineStart, uniformFanIn } from "../../nn/mod.ts";
import { fixedInputNetwork, type VelocityNetwork } from "./velocity_network.ts";

/** Settings of {@linkcode coordinateNetwork}. */
export interface CoordinateNetworkOptions {
  nz: number;
  nx: number;
  /** Units of the hidden layers. */
  hidden: readonly number[];
  /** "sine" (SIREN) by default; "tanh" for a plain perceptron. */
  activation?: "sine" | "tanh";
  /** ω of sin(ω·x); 30 by default. */
  omega?: number;
}

/**
 * A perceptron from depth and width, each in −1 … 1 (of the longer side), to a velocity.
 *
 * @throws {RangeError} for lengths or units that are not positive integers, an unknown activation, or ω that is not positive
 */
export function coordinateNetwork(options: CoordinateNetworkOptions): VelocityNetwork {
  const owner = "coordinate network", { nz, nx, hidden, activation = "sine", omega = 30 } = options;
  requireInteger(owner, "nz", nz);
  requireInteger(owner, "nx", nx);
  requirePositive(owner, "omega", omega);
  requireOneOf(owner, "activation", activation, ["sine", "tanh"]);
  const isSine = activation === "sine", half = Math.max(1, Math.max(nz, nx) - 1) / 2;
  const model = multilayerPerceptron({
    widths: [2, ...hidden, 1],
    activation: isSine ? (x) => tf.sin(tf.mul(constant(omega), x)) : "tanh",
  });
  const places = Float64Array.from({ length: 2 * nz * nx }, (_, i) => {
    const node = Math.floor(i / 2),
      [at, length] = i % 2 === 0 ? [Math.floor(node / nx), nz] : [node % nx, nx];
    return (at - (length - 1) / 2) / half;
  });
  return fixedInputNetwork(model, { values: places, shape: [nz * nx, 2] }, {
    nodes: nz * nx,
    initial: (stream) =>
      isSine ? sineStart(model.parameters, omega, stream) : uniformFanIn(model.parameters, stream),
  });
}
