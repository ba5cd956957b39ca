/**
 * Tools to look inside a trained transformer: attention maps and other inner tensors read by hooks, knock-outs and
 * patches as hook sets, and the measures of `interpret/measures`, which load no engine by themselves.
 *
 * @module
 */
export * from "./measures/mod.ts";
export { type AttentionEdge, type EdgesOfBatch, type SeenPositions } from "./model/attention_edges.ts";
export { fusedVectors, type SequenceVectors, type VectorOptions } from "./model/fused_vectors.ts";
export { type InnerReader, innerReader, type ReadingOptions, readInner } from "./model/inner_reader.ts";
export { keepEdges, knockOutEdges, type KnockOutOptions } from "./model/knock_out_edges.ts";
export { type PatchOptions, patchPositions } from "./model/patch_positions.ts";
export {
  attentionMaps,
  attentionNames,
  readAttention,
  type SequenceAttention,
} from "./model/read_attention.ts";
export { type Sequences } from "./model/sequences.ts";
