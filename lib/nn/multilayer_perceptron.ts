/** Fully connected networks. */
import { type Activation, type ActivationName, activationOf } from "./activation.ts";
import { affine } from "./affine.ts";
import { requireShape } from "./checks.ts";
import { InnerTensors } from "./hooks.ts";
import type { Model } from "./model.ts";
import { type ParameterSpec, tensorsByName } from "./parameter.ts";

const OWNER = "multilayer perceptron";

/** Settings of {@linkcode multilayerPerceptron}. */
export interface MultilayerPerceptronOptions {
  /** Units of each layer, input first and output last: `[1, 200, 200, 1]` has two hidden layers. */
  widths: readonly number[];
  /** Activation of the hidden layers, by name or as a TF.js function; the output layer has none. */
  activation: ActivationName | Activation;
}

/**
 * A fully connected network x ↦ W_L σ(… σ(W_1 x + b_1) …) + b_L on inputs `[batch, widths[0]]`.
 *
 * Parameters are `weight1 [in, out]`, `bias1 [out]`, `weight2`, …; inner tensors are `hidden1 [batch, out]`, …, after the activation.
 *
 * @throws {RangeError} for fewer than two widths or a width that is not a positive integer
 */
export function multilayerPerceptron(options: MultilayerPerceptronOptions): Model {
  const { widths } = options;
  if (widths.length < 2 || widths.some((width) => !Number.isInteger(width) || width < 1)) {
    throw new RangeError(`${OWNER}: needs two or more positive widths, got [${widths}]`);
  }
  const activate = activationOf(options.activation);
  const layers = widths.length - 1;
  const parameters: ParameterSpec[] = widths.slice(1).flatMap((width, layer) => {
    const fanIn = widths[layer];
    return [
      { name: `weight${layer + 1}`, shape: [fanIn, width], fanIn, fanOut: width },
      { name: `bias${layer + 1}`, shape: [width], fanIn },
    ];
  });
  return {
    parameters,
    apply(tensors, x, hooks) {
      const named = tensorsByName(OWNER, tensors, parameters), inner = new InnerTensors(OWNER, hooks);
      requireShape(OWNER, x, ["batch", widths[0]]);
      let h = x;
      for (let layer = 1; layer <= layers; layer++) {
        h = affine(h, named[`weight${layer}`], named[`bias${layer}`]);
        if (layer < layers) h = inner.pass(`hidden${layer}`, activate(h));
      }
      inner.finish();
      return h;
    },
  };
}
