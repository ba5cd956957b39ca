import type { HostArray } from "../../graph/mod.ts";
import type { Model } from "../../nn/mod.ts";
import { type AttentionMap, attentionMap, type InnerValues } from "../measures/mod.ts";
import { type ReadingOptions, readInner } from "./inner_reader.ts";
import type { Sequences } from "./sequences.ts";

/** Attention of one sequence: `maps[layer][head]`, layer 1 at index 0. */
export type SequenceAttention = readonly (readonly AttentionMap[])[];

/**
 * Names of the attention maps of a decoder, `layer1.attention`, …, one per layer.
 *
 * @throws {RangeError} for a model without parameters `layer1.query`, …
 */
export function attentionNames(model: Model): string[] {
  const layers = model.parameters.filter(({ name }) => /^layer\d+\.query$/.test(name)).length;
  if (layers === 0) {
    throw new RangeError(
      `attentionNames: the model has no layer with attention, its parameters are ${
        model.parameters.map(({ name }) => name).join(", ")
      }`,
    );
  }
  return Array.from({ length: layers }, (_, k) => `layer${k + 1}.attention`);
}

/**
 * Splits the tensors `layer….attention`, `[batch, heads, queries, positions]`, into maps, `[sequence][head]`.
 *
 * @throws {RangeError} if a row is not a distribution, as after a knock-out that does not renormalise
 */
export function attentionMaps({ shape, values }: InnerValues): AttentionMap[][] {
  const [batch, heads, queries, keys] = shape, size = queries * keys;
  return Array.from({ length: batch }, (_, sequence) =>
    Array.from({ length: heads }, (_, head) => {
      const from = (sequence * heads + head) * size;
      return attentionMap(Array.from({ length: size }, (_, i) => values[from + i]), keys);
    }));
}

/**
 * Attention of all layers and heads of a decoder on given tokens, read by hooks.
 *
 * A decoder with only the last position as output (`outputs: "last"`) has one-row maps in its last layer.
 *
 * @param parameters flat vector of the model
 * @returns one entry per sequence
 * @throws {RangeError} for a model without attention layers, tokens that do not fit, or a row that is not a
 *   distribution
 *
 * @example
 * ```ts
 * import { attentionWeight, readAttention } from "../../../lib/interpret/mod.ts";
 * import { normalFanIn, transformerDecoder } from "../../../lib/nn/mod.ts";
 * import { generator } from "../../../lib/random/mod.ts";
 *
 * const model = transformerDecoder({ vocabulary: 10, positions: 4, layers: 2, width: 8, hidden: 16 });
 * const parameters = normalFanIn(model.parameters, 0.5, generator(1));
 * const [maps] = await readAttention(model, parameters, { tokens: [3, 1, 4, 1], count: 1, length: 4 });
 * if (attentionWeight(maps[1][0], 0, 0) !== 1) throw new Error("the first position sees itself only");
 * ```
 */
export async function readAttention(
  model: Model,
  parameters: HostArray,
  sequences: Sequences,
  options: ReadingOptions = {},
): Promise<SequenceAttention[]> {
  const names = attentionNames(model);
  const inner = await readInner(model, parameters, sequences, names, options);
  const layers = names.map((name) => attentionMaps(inner[name]));
  return Array.from({ length: sequences.count }, (_, sequence) => layers.map((layer) => layer[sequence]));
}
