/** One layer of a transformer: attention, then a feed-forward network at each position. */
import * as tf from "@tensorflow/tfjs-core";
import { type Activation, type ActivationName, activationOf } from "./activation.ts";
import { affine } from "./affine.ts";
import { type AttentionOptions, lastPosition, multiHeadAttention } from "./attention.ts";
import { requireInteger, requireOneOf } from "../checks.ts";
import { InnerTensors } from "./hooks.ts";
import { layerNorm } from "./layer_norm.ts";
import { type Model, parametersOf, tensorsOfParts } from "./model.ts";
import type { ParameterSpec } from "./parameter.ts";

/** Settings of {@linkcode transformerLayer}. */
export interface TransformerLayerOptions extends AttentionOptions {
  /** Units d_ff of the feed-forward network; 0 for none. */
  hidden: number;
  /** Its activation; "relu" by default. */
  activation?: ActivationName | Activation;
  /** Layer norm after each sum with the residual stream ("post", the default), before each part ("pre"), or none. */
  normalization?: "post" | "pre" | "none";
  /** ε of the layer norms; 1e-5 by default. */
  epsilon?: number;
  /** Whether each part is added to its input (default). */
  residual?: boolean;
}

const OWNER = "transformer layer";

/**
 * Post: LN(x + attention(x)), then LN(h + W₂ σ(W₁ h)). Pre: x + attention(LN(x)), then h + W₂ σ(W₁ LN(h)).
 *
 * `[batch, positions, width]` to the same, or to `[batch, 1, width]` if only the last position has a query.
 *
 * Parameters are the attention's, `mlp1 [width, hidden]`, `mlp2 [hidden, width]` (with `mlp1_bias`, `mlp2_bias` if
 * biases are requested) and `norm1.gain`, `norm1.shift`, `norm2.gain`, `norm2.shift`. Inner tensors are
 * `attention_input`, the attention's, `attention_output`, `middle` (the residual stream between the parts),
 * `mlp_input`, `mlp_hidden` and `mlp_output`.
 *
 * @throws {RangeError} for settings that the attention rejects, a `hidden` that is not an integer of 0 or more, or an
 *   unknown normalisation or activation
 */
export function transformerLayer(options: TransformerLayerOptions): Model {
  const { width, hidden, normalization = "post", residual = true, biases = false, queries = "all" } = options;
  if (hidden !== 0) requireInteger(OWNER, "hidden", hidden);
  requireOneOf(OWNER, "normalization", normalization, ["post", "pre", "none"]);
  const activate = activationOf(options.activation ?? "relu");
  const attention = multiHeadAttention(options);
  const mlp = feedForward(width, hidden, biases);
  const norm = layerNorm({ width, ...(options.epsilon === undefined ? {} : { epsilon: options.epsilon }) });
  const norms = normalization === "none" ? [] : hidden === 0 ? ["norm1"] : ["norm1", "norm2"];
  const parameters = [
    ...attention.parameters,
    ...mlp,
    ...norms.flatMap((name) => parametersOf(name, norm)),
  ];
  const parts = [attention, { parameters: mlp }, ...norms.map(() => norm)] as Model[];

  return {
    parameters,
    apply(tensors, x, hooks) {
      if (tensors.length !== parameters.length) {
        throw new RangeError(
          `${OWNER}: got ${tensors.length} parameter tensors, needs ${parameters.length}`,
        );
      }
      const inner = new InnerTensors(OWNER, hooks);
      const [ofAttention, ofMlp, ...ofNorms] = tensorsOfParts(tensors, parts);
      const normalize = (when: "post" | "pre", k: number, value: tf.Tensor) =>
        when === normalization ? norm.apply(ofNorms[k], value) : value;
      const added = (stream: tf.Tensor, part: tf.Tensor) => (residual ? tf.add(stream, part) : part);

      const mixed = attention.apply(
        ofAttention,
        inner.pass("attention_input", normalize("pre", 0, x)),
        inner.among(["query", "key", "value", "scores", "attention", "mixed"]),
      );
      const attended = inner.pass("attention_output", mixed);
      const stream = queries === "last" ? lastPosition(x) : x;
      const middle = inner.pass("middle", normalize("post", 0, added(stream, attended)));
      if (hidden === 0) {
        inner.finish();
        return middle;
      }
      const [weight1, weight2, bias1, bias2] = ofMlp;
      const entering = inner.pass("mlp_input", normalize("pre", 1, middle));
      const units = inner.pass("mlp_hidden", activate(affine(entering, weight1, bias1)));
      const output = inner.pass("mlp_output", affine(units, weight2, bias2));
      inner.finish();
      return normalize("post", 1, added(middle, output));
    },
  };
}

function feedForward(width: number, hidden: number, biases: boolean): ParameterSpec[] {
  if (hidden === 0) return [];
  const first = { fanIn: width, fanOut: hidden }, second = { fanIn: hidden, fanOut: width };
  return [
    { name: "mlp1", shape: [width, hidden], ...first },
    { name: "mlp2", shape: [hidden, width], ...second },
    ...(biases
      ? [{ name: "mlp1_bias", shape: [hidden], ...first }, { name: "mlp2_bias", shape: [width], ...second }]
      : []),
  ];
}
