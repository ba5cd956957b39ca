/** Attention with trainable multiples of fixed matrices: "orthogonal noise", RMBA and IMBA (paper 02, section 2). */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../graph/mod.ts";
import { type Generator, normalArray } from "../random/mod.ts";
import { requireOneOf } from "../checks.ts";
import type { Hooks } from "./hooks.ts";
import { joinHooks } from "./interventions.ts";
import { orthogonal } from "./initialize_orthogonal.ts";
import type { Model } from "./model.ts";
import { parameterSize, type ParameterSpec, tensorsByName } from "./parameter.ts";

/** Settings of {@linkcode addRandomBuffer}. */
export interface RandomBufferOptions {
  /**
   * The fixed matrices Z: entries normal with variance 1/width ("gaussian", the paper's RMBA), Haar orthogonal
   * ("orthogonal"), or the identity ("identity", the paper's IMBA).
   */
  readonly kind: "gaussian" | "orthogonal" | "identity";
  /** Initial value of α and β. */
  readonly scale: number;
  /**
   * Matrix added to W^{qk} of layer l: Z_{l−1} ("plain", the default: the paper's formula), or the product with which
   * the matching kernel contains a multiple of the identity ("matched": Z_1 in layer 2, Z_{l−1}ᵀ Z_1 from layer 3 on).
   */
  readonly arrangement?: "plain" | "matched";
  /** Layers that get the additions, from 1; all by default. */
  readonly layers?: readonly number[];
}

/** A model with parameters that are never trained. */
export interface BufferedModel extends Model {
  /** Names of the fixed parameters, for the option `frozen` of a training. */
  readonly fixed: readonly string[];
  /** Draws a fixed parameter. */
  drawFixed(spec: ParameterSpec, stream: Generator): Float64Array;
}

const OWNER = "random buffer";

/** Name of the fixed matrix with which layer `layer` writes; layer 1 reads that of layer 0. */
export function bufferName(layer: number): string {
  return `buffer${layer}`;
}

/**
 * W^{qk} + α Z and W^{vo} + β Z' in the layers of a one-head decoder, as separate terms in addition to the factored
 * products: α is `layer2.qk_scale`, β `layer2.vo_scale`, and the fixed matrices are `buffer0`, `buffer1`, …, all after
 * the decoder's own parameters.
 *
 * ```ts
 * import { addRandomBuffer } from "../../lib/nn/random_buffer.ts";
 * import { transformerDecoder } from "../../lib/nn/mod.ts";
 * const decoder = transformerDecoder({ vocabulary: 10, positions: 4, layers: 2, width: 8, hidden: 16 });
 * const { fixed } = addRandomBuffer(decoder, { kind: "gaussian", scale: 0.01 });
 * if (`${fixed}` !== "buffer0,buffer1,buffer2") throw new Error();
 * ```
 *
 * @param model from `transformerDecoder`; its attention maps and streams keep their names
 * @throws {RangeError} for an unknown kind or arrangement, a scale that is not finite, a layer that the model does not
 *   have; on application, for more than one head
 */
export function addRandomBuffer(model: Model, options: RandomBufferOptions): BufferedModel {
  const { kind, scale, arrangement = "plain" } = options;
  requireOneOf(OWNER, "kind", kind, ["gaussian", "orthogonal", "identity"]);
  requireOneOf(OWNER, "arrangement", arrangement, ["plain", "matched"]);
  if (!Number.isFinite(scale)) {
    throw new RangeError(`${OWNER}: the start of α and β must be finite, got ${scale}`);
  }
  const queries = model.parameters.filter(({ name }) => /^layer\d+\.query$/.test(name));
  const all = queries.map((_, k) => k + 1), layers = options.layers ?? all;
  const unknown = layers.find((layer) => !all.includes(layer));
  if (unknown !== undefined || layers.length === 0) {
    throw new RangeError(
      `${OWNER}: ${layers.length === 0 ? "no layer" : `layer ${unknown}`} was named, allowed ${
        all.join(", ")
      }`,
    );
  }
  const [width, keyWidth] = queries[0].shape;
  const identity = kind === "identity";
  const fixed: ParameterSpec[] = identity
    ? []
    : [0, ...all].map((layer) => ({ name: bufferName(layer), shape: [width, width], fanIn: width }));
  const scales = layers.flatMap((layer) =>
    ["qk_scale", "vo_scale"].map((name): ParameterSpec => ({
      name: `layer${layer}.${name}`,
      shape: [1],
      fanIn: 1,
      start: scale,
    }))
  );
  const added = [...scales, ...fixed], own = model.parameters.length;

  return {
    parameters: [...model.parameters, ...added],
    fixed: fixed.map(({ name }) => name),
    drawFixed(spec, stream) {
      if (kind === "orthogonal") return orthogonal([spec], stream);
      return normalArray(stream, parameterSize(spec), 0, 1 / Math.sqrt(width));
    },
    apply(tensors, tokens, hooks = {}) {
      const weights = tensorsByName(OWNER, tensors.slice(own), added);
      const through = (x: tf.Tensor, layer: number, transpose = false) =>
        identity ? x : rowsTimes(x, weights[bufferName(layer)], transpose);
      /** x times the matrix added to W^{qk} of the layer. */
      const asked = (x: tf.Tensor, layer: number) =>
        arrangement === "plain" || layer <= 2
          ? through(x, layer - 1)
          : through(through(x, layer - 1, true), 1);
      const sets = layers.map((layer) =>
        bufferHooks(`layer${layer}`, keyWidth, {
          asked: (x) => tf.mul(asked(x, layer), weights[`layer${layer}.qk_scale`]),
          written: (x) => tf.mul(through(x, layer), weights[`layer${layer}.vo_scale`]),
        })
      );
      const [before, after] = [sets.map((set) => set.before), sets.map((set) => set.after)];
      return model.apply(tensors.slice(0, own), tokens, joinHooks(...before, hooks, ...after));
    },
  };
}

/**
 * Hooks that add x_q A xᵀ/√d_k to the scores of a layer and attention · x B to its output. The additions come before
 * the caller's hooks, and their inputs are read after them, so a knock-out also applies to the additions.
 */
function bufferHooks(
  layer: string,
  keyWidth: number,
  { asked, written }: Record<"asked" | "written", (x: tf.Tensor) => tf.Tensor>,
): Record<"before" | "after", Hooks> {
  let entering: tf.Tensor, attention: tf.Tensor;
  const after: Hooks = {
    [`${layer}.attention_input`]: (x) => void (entering = x),
    [`${layer}.attention`]: (map) => void (attention = map),
  };
  const before: Hooks = {
    [`${layer}.scores`]: (scores) => {
      const [batch, heads, queries, positions] = scores.shape as number[];
      if (heads !== 1) throw new RangeError(`${OWNER}: needs layers of one head, got ${heads} heads`);
      const asking = tf.slice(entering, [0, positions - queries, 0], [-1, queries, -1]);
      const added = tf.mul(
        tf.matMul(asked(asking), entering, false, true),
        constant(1 / Math.sqrt(keyWidth)),
      );
      return tf.add(scores, tf.reshape(added, [batch, 1, queries, positions]));
    },
    [`${layer}.attention_output`]: (output) => {
      const [batch, , queries, positions] = attention.shape as number[];
      const mixed = tf.matMul(tf.reshape(attention, [batch, queries, positions]), entering);
      return tf.add(output, written(mixed));
    },
  };
  return { before, after };
}

/** x W or x Wᵀ at each position of `[batch, positions, width]`. */
function rowsTimes(x: tf.Tensor, matrix: tf.Tensor, transpose: boolean): tf.Tensor {
  const [batch, positions, width] = x.shape as number[];
  return tf.reshape(
    tf.matMul(tf.reshape(x, [batch * positions, width]), matrix, false, transpose),
    [batch, positions, width],
  );
}
