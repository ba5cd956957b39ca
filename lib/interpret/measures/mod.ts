/**
 * Measures of a trained transformer, computed on typed arrays; they load neither TF.js nor ONNX Runtime. Matrices are
 * row-major.
 *
 * @module
 */
export { attentionLogits, contentLogits, positionLogits } from "./attention_logits.ts";
export { type AttentionMap, attentionMap, attentionWeight } from "./attention_map.ts";
export { averageMaps } from "./average_maps.ts";
export { broadcastScore } from "./broadcast_score.ts";
export { condensationIndex, randomCondensation } from "./condensation_index.ts";
export { type CondensationOrder, condensationOrder } from "./condensation_order.ts";
export { diagonalDominance } from "./diagonal_dominance.ts";
export { flowInto } from "./flow_into.ts";
export { type FlowEdge, informationFlow } from "./information_flow.ts";
export { neuronWeights } from "./neuron_weights.ts";
export { type CompositePositions, orderScore } from "./order_score.ts";
export { type QueryKeyHead, queryKeyHead } from "./query_key_head.ts";
export { type InnerValues, rowsAtPositions } from "./rows_at_positions.ts";
export { sameTargetAlignment } from "./same_target_alignment.ts";
export { type Seriation, seriation } from "./seriation.ts";
export { selectRows } from "./select_rows.ts";
export { shiftScore } from "./shift_score.ts";
export { type SpectrumGrowth, spectrumGrowth } from "./spectrum_growth.ts";
export { uniformAttention } from "./uniform_attention.ts";
export { valuePathMatrix } from "./value_path.ts";
