/**
 * Anchor tasks for language models: sequences in which reserved tokens say what to do with a key among noise, split so
 * that no token is ever held back as a whole; specifications as data, seeded samples, and measures of the answers.
 *
 * @module
 */
export { type AnchorBatch } from "./anchor_batch.ts";
export { checkedTask } from "./checked_task.ts";
export { type KeyCell, keyCells } from "./key_cells.ts";
export { applyKeyMap, composeKeyMaps, type KeyMap, keyMap } from "./key_map.ts";
export { keySequence, type KeySequenceOptions } from "./key_sequence.ts";
export { mappingIndex, mappingsByTraining } from "./mapping_index.ts";
export { accuracyByMapping, lastTokenAccuracy } from "./metrics/last_token_accuracy.ts";
export { type NeighbourErrors, neighbourErrorShare } from "./metrics/neighbour_error_share.ts";
export { countMappings, offsetHistogram } from "./metrics/offset_histogram.ts";
export { offsetProbabilities } from "./metrics/offset_probabilities.ts";
export { predictedTokens } from "./metrics/predicted_tokens.ts";
export { type SolutionShares, solutionShares } from "./metrics/solution_shares.ts";
export { modularSplit } from "./modular_split.ts";
export { assignedMap, inferentialMap, symmetricMap } from "./pair_targets.ts";
export { type ReadSequence, readSequence } from "./read_sequence.ts";
export { type SampleStream, sampleStream, type SampleStreamOptions } from "./sample_stream.ts";
export type {
  AnchorTask,
  ClassificationTask,
  GroupPlace,
  KeyTask,
  Mapping,
  Outcome,
  Part,
  ReadingTask,
  RecitationTask,
  TaskBase,
  WorkingMemoryTask,
} from "./task.ts";
export { TASK_NAMES, taskByName, type TaskName } from "./tasks/by_name.ts";
export {
  type CompositeOptions,
  compositeTask,
  type CompositeVariant,
  customCompositeTask,
  SINGLE_OFFSETS,
  WRONG_PAIRS,
  wrongPairsTask,
} from "./tasks/composite.ts";
export { holesTask, twoIntervalTask } from "./tasks/intervals.ts";
export {
  anchorLengthTask,
  frequencyTask,
  multiAnchorTask,
  type StatisticalOptions,
  statisticalTask,
  TEN_OFFSETS,
} from "./tasks/many_anchors.ts";
export { nonCommutingTask, RING_MAPS } from "./tasks/non_commuting.ts";
export {
  anchorAfterKeyTask,
  type AnchorTaskOptions,
  averageTask,
  type DistanceOptions,
  distanceTask,
  identityTask,
  keyTask,
  type KeyTaskParts,
  mappingOf,
} from "./tasks/one_anchor.ts";
export { type AnchorPair, type PairOverride, pairTask, type PairTaskOptions } from "./tasks/pair_task.ts";
export {
  classificationTask,
  readingTask,
  type RecitationOptions,
  recitationTask,
  workingMemoryTask,
} from "./tasks/recall.ts";
export {
  type CompositionOptions,
  compositionTask,
  type SynonymOptions,
  type SynonymPattern,
  synonymTask,
} from "./tasks/two_anchors.ts";
export { type TokenRange } from "./token_range.ts";
