/** A network's linearisation in its parameters: what it would be if it learnt no features. */
import { compile, jvp, trace } from "../../graph/mod.ts";
import { velocityBridge } from "./velocity_bridge.ts";
import type { VelocityForm, VelocityNetwork } from "./velocity_network.ts";

/** v(θ₀) + ∂v/∂θ·δ, and its transpose. */
export interface LinearisedNetwork {
  /** v(θ₀), m/s. */
  readonly origin: Float64Array;
  /** ∂v/∂θ·δ, a number per node. */
  push(change: ArrayLike<number>): Promise<Float64Array>;
  /** (∂v/∂θ)ᵀ g; with {@linkcode LinearisedNetwork.push} the tangent kernel JJᵀ. */
  pullBack(g: ArrayLike<number>): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/** Compile the linearisation of a network at θ₀. */
export async function linearisedNetwork(
  network: VelocityNetwork,
  form: VelocityForm,
  theta: Float32Array,
): Promise<LinearisedNetwork> {
  const bridge = await velocityBridge(network, form), size = [theta.length];
  const forward = await compile(
    trace(({ theta, change }) => ({ v: jvp(form(network.raw(theta)), theta, change) }), {
      theta: size,
      change: size,
    }),
  );
  return {
    origin: await bridge.velocity(theta),
    push: async (change) =>
      Float64Array.from((await forward.run({ theta, change: Float32Array.from(change) })).v),
    pullBack: (g) => bridge.pullBack(theta, g),
    dispose: async () => {
      await bridge.dispose();
      await forward.dispose();
    },
  };
}
