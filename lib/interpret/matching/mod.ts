/**
 * How attention matches: the matrix of a query–key path on embeddings, kernels and their scores by layer and head, and
 * the paths of information through the layers. Loads no engine.
 *
 * @module
 */
export {
  type InformationPath,
  type InformationPathOptions,
  informationPaths,
  type PathAblation,
  pathAblations,
} from "./information_paths.ts";
export { kernelIdentityDistance, kernelScore } from "./kernel_score.ts";
export { matchingMatrix, normalizedRows } from "./matching_matrix.ts";
export { kernelMatrix, type MatchingPath, valueOutputMatrix } from "./matching_path.ts";
export {
  type BufferReadout,
  bufferReadout,
  type HeadMatchingScore,
  type MatchingLayer,
  matchingScore,
  matchingScores,
} from "./matching_score.ts";
export { softmaxRows } from "./softmax_rows.ts";
