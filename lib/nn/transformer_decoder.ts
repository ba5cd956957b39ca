/** GPT-like decoders: from tokens to logits of the next token. */
import * as tf from "@tensorflow/tfjs-core";
import { affine } from "./affine.ts";
import { requireInteger, requireOneOf } from "../checks.ts";
import { requireShape } from "./checks.ts";
import { embedding } from "./embedding.ts";
import { InnerTensors } from "./hooks.ts";
import { layerNorm } from "./layer_norm.ts";
import { type Model, parametersOf, tensorsOfParts } from "./model.ts";
import { type ParameterSpec, tensorsByName } from "./parameter.ts";
import { transformerLayer, type TransformerLayerOptions } from "./transformer_layer.ts";

/** Settings of {@linkcode transformerDecoder}. */
export interface TransformerDecoderOptions extends Omit<TransformerLayerOptions, "queries"> {
  /** Number of tokens: inputs are 0 … vocabulary − 1, outputs the same number of logits. */
  vocabulary: number;
  /** Largest number of positions. */
  positions: number;
  /** Number of layers. */
  layers: number;
  /** Whether a layer norm comes before the read-out; by default if the layers are pre-norm. */
  finalNorm?: boolean;
  /** Whether the read-out has a bias (default). */
  readoutBias?: boolean;
  /** Positions whose logits are returned: all (default), or the last, for which the last layer computes less. */
  outputs?: "all" | "last";
}

const OWNER = "transformer decoder";

/**
 * A decoder with learnt positions: int32 tokens `[batch, n]` (n at most `positions`) to logits `[batch, n,
 * vocabulary]`, or `[batch, vocabulary]` for the last position.
 *
 * Parameters are `tokens.table [vocabulary, width]`, `positions.table [positions, width]`, those of each layer as
 * `layer1.query`, …, `final_norm.gain`, `final_norm.shift` if there is one, `readout [width, vocabulary]` and
 * `readout_bias`. Inner tensors are `embedded` (the residual stream before layer 1), those of each layer as
 * `layer1.attention`, …, the residual stream after it as `layer1.stream`, `readout_input` and `logits`.
 *
 * @throws {RangeError} for counts that are not positive integers and for settings that a layer rejects; on application,
 *   for tokens that are not int32 `[batch, n]` with n ≤ `positions`
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { compile, trace } from "../../lib/graph/mod.ts";
 * import { normalFanIn, parameterCount, transformerDecoder, unflatten } from "../../lib/nn/mod.ts";
 * import { generator } from "../../lib/random/mod.ts";
 *
 * const model = transformerDecoder({ vocabulary: 10, positions: 4, layers: 2, width: 8, hidden: 16 });
 * const program = trace(({ parameters, tokens }) => {
 *   let attention: tf.Tensor | undefined;
 *   const logits = model.apply(unflatten(parameters, model.parameters), tokens, {
 *     "layer2.attention": (map) => void (attention = map),
 *   });
 *   return { logits, attention: attention! };
 * }, { parameters: [parameterCount(model.parameters)], tokens: { shape: [1, 4], dtype: "int32" } });
 * const run = await compile(program, { engine: "onnx" });
 * const parameters = normalFanIn(model.parameters, 0.5, generator(1));
 * const { attention } = await run.run({ parameters, tokens: Int32Array.of(3, 1, 4, 1) });
 * if (attention[0] !== 1) throw new Error("the first position sees itself only");
 * ```
 */
export function transformerDecoder(options: TransformerDecoderOptions): Model {
  const { vocabulary, positions, layers, width, normalization, readoutBias = true, outputs = "all" } =
    options;
  for (const name of ["vocabulary", "positions", "layers", "width"] as const) {
    requireInteger(OWNER, name, options[name]);
  }
  requireOneOf(OWNER, "outputs", outputs, ["all", "last"]);
  const finalNorm = options.finalNorm ?? normalization === "pre";
  const epsilon = options.epsilon === undefined ? {} : { epsilon: options.epsilon };

  const tokenTable = embedding({ count: vocabulary, width });
  const positionTable = embedding({ count: positions, width });
  const stack = Array.from(
    { length: layers },
    (_, k) =>
      transformerLayer({ ...options, queries: outputs === "last" && k === layers - 1 ? "last" : "all" }),
  );
  const norm = layerNorm({ width, ...epsilon });
  const scale = { fanIn: width, fanOut: vocabulary };
  const readout: ParameterSpec[] = [
    { name: "readout", shape: [width, vocabulary], ...scale },
    ...(readoutBias ? [{ name: "readout_bias", shape: [vocabulary], ...scale }] : []),
  ];
  const parameters = [
    ...parametersOf("tokens", tokenTable),
    ...parametersOf("positions", positionTable),
    ...stack.flatMap((layer, k) => parametersOf(`layer${k + 1}`, layer)),
    ...(finalNorm ? parametersOf("final_norm", norm) : []),
    ...readout,
  ];
  const parts = [tokenTable, positionTable, ...stack, ...(finalNorm ? [norm] : [])];

  return {
    parameters,
    apply(tensors, tokens, hooks) {
      requireShape(OWNER, tokens, ["batch", "n"]);
      const count = tokens.shape[1]!;
      if (count > positions) {
        throw new RangeError(`${OWNER}: got sequences of ${count} tokens, allowed 1…${positions}`);
      }
      const named = tensorsByName(OWNER, tensors, parameters), inner = new InnerTensors(OWNER, hooks);
      const [ofTokens, [position], ...rest] = tensorsOfParts(tensors, parts);
      const places = tf.slice(position, [0, 0], [count, width]);
      let stream = inner.pass("embedded", tf.add(tokenTable.apply(ofTokens, tokens), places));
      stack.forEach((layer, k) => {
        const name = `layer${k + 1}`;
        stream = layer.apply(rest[k], stream, inner.of(name, ["stream"]));
        stream = inner.pass(`${name}.stream`, stream);
      });
      if (finalNorm) stream = norm.apply(rest[layers], stream);
      stream = inner.pass("readout_input", stream);
      const all = affine(stream, named.readout, named.readout_bias);
      const shape = outputs === "last" ? [tokens.shape[0]!, vocabulary] : all.shape;
      const logits = inner.pass("logits", tf.reshape(all, shape as number[]));
      inner.finish();
      return logits;
    },
  };
}
