/** Depthwise-separable blocks of MobileNetV2 (Sandler et al., 2018). */
import { type Activation, type ActivationName, activationOf } from "./activation.ts";
import { batchNorm } from "./batch_norm.ts";
import { chain } from "./chain.ts";
import { requireInteger } from "../checks.ts";
import { conv2d, depthwiseConv2d } from "./conv.ts";
import type { Model } from "./model.ts";
import { residual } from "./residual.ts";

/** Settings of {@linkcode invertedResidual}. */
export interface InvertedResidualOptions {
  /** Channels of the input. */
  inputs: number;
  /** Channels of the result. */
  units: number;
  /** Factor for the channels in between; 1 omits the expansion; 6 by default. */
  expansion?: number;
  /** Channels between, for a block that was cut; `expansion·inputs` by default. Given, the block has an expansion. */
  hidden?: number;
  /** Step of the depthwise kernel; 1 by default. */
  stride?: number;
  /** Length of the depthwise kernel; 3 by default. */
  kernel?: number;
  /** "relu6" by default. */
  activation?: ActivationName | Activation;
  /** Whether batch norm comes after each convolution (default); without it the convolutions have biases. */
  normalize?: boolean;
}

/**
 * 1×1 convolution to `expansion·inputs` channels, depthwise convolution, and 1×1 convolution to `units`, each
 * normalised, the last without activation; added to the input if the stride is 1 and the channels agree.
 *
 * Parts are `expand`, `expand_norm`, `depthwise`, `depthwise_norm`, `project` and `project_norm`, with the prefix
 * `body.` if the input is added.
 *
 * @throws {RangeError} for counts or lengths that are not positive integers, or an unknown activation
 */
export function invertedResidual(options: InvertedResidualOptions): Model {
  const owner = "inverted residual block", { inputs, units, expansion = 6, stride = 1, kernel = 3 } = options;
  requireInteger(owner, "inputs", inputs);
  requireInteger(owner, "units", units);
  requireInteger(owner, "expansion", expansion);
  const normalize = options.normalize ?? true, bias = !normalize;
  const activate = activationOf(options.activation ?? "relu6");
  const hidden = requireInteger(owner, "hidden", options.hidden ?? inputs * expansion);
  const norm = (name: string, channels: number) => (normalize ? { [name]: batchNorm({ channels }) } : {});
  const body = chain({
    ...(expansion === 1 && options.hidden === undefined ? {} : {
      expand: conv2d({ inputs, units: hidden, kernel: 1, bias }),
      ...norm("expand_norm", hidden),
      expand_activation: activate,
    }),
    depthwise: depthwiseConv2d({ channels: hidden, kernel, stride, bias }),
    ...norm("depthwise_norm", hidden),
    depthwise_activation: activate,
    project: conv2d({ inputs: hidden, units, kernel: 1, bias }),
    ...norm("project_norm", units),
  });
  return stride === 1 && inputs === units ? residual(body) : body;
}
