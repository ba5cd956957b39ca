/** One fully connected layer. */
import { type Activation, type ActivationName, activationOf } from "./activation.ts";
import { affine } from "./affine.ts";
import { requireInteger } from "../checks.ts";
import { requireShape } from "./checks.ts";
import { InnerTensors } from "./hooks.ts";
import type { Model } from "./model.ts";
import { type ParameterSpec, tensorsByName } from "./parameter.ts";

/** Settings of {@linkcode dense}. */
export interface DenseOptions {
  /** Length of the last axis. */
  inputs: number;
  /** Length of the last axis of the result. */
  units: number;
  /** "identity" by default. */
  activation?: ActivationName | Activation;
  /** Whether there is a bias (default). */
  bias?: boolean;
}

/**
 * σ(x W + b) along the last axis: `[…, inputs]` to `[…, units]`.
 *
 * Parameters are `weight [inputs, units]` and `bias [units]`; the inner tensor `linear` is the result before σ.
 *
 * @throws {RangeError} for a length that is not a positive integer or an unknown activation
 */
export function dense({ inputs, units, activation = "identity", bias = true }: DenseOptions): Model {
  const owner = "dense layer", activate = activationOf(activation);
  requireInteger(owner, "inputs", inputs);
  requireInteger(owner, "units", units);
  const scale = { fanIn: inputs, fanOut: units };
  const parameters: ParameterSpec[] = [
    { name: "weight", shape: [inputs, units], ...scale },
    ...(bias ? [{ name: "bias", shape: [units], ...scale }] : []),
  ];
  return {
    parameters,
    apply(tensors, x, hooks) {
      const named = tensorsByName(owner, tensors, parameters), inner = new InnerTensors(owner, hooks);
      requireShape(owner, x, ["…", inputs]);
      const linear = inner.pass("linear", affine(x, named.weight, named.bias));
      inner.finish();
      return activate(linear);
    },
  };
}
