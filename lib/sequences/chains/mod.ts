/**
 * Chain-reasoning tasks for language models: shuffled links a→b and a query, answered by following k links, split by the
 * difference of linked items; specifications as data, seeded samples, and the training-free bound of steps by depth.
 *
 * @module
 */
export { type ChainBatch } from "./chain_batch.ts";
export { CHAIN_KINDS, type ChainShape, chainShape, sequenceLength } from "./chain_shape.ts";
export {
  chainTask,
  type ChainTaskOptions,
  doubleChainTask,
  noisedChainTask,
  orderChainTask,
  singleChainTask,
} from "./chain_tasks.ts";
export { checkedChainTask } from "./checked_task.ts";
export { differenceClass, type DifferenceSplit, linkPart } from "./difference_class.ts";
export {
  type KnownInterval,
  propagationBound,
  type PropagationLayer,
  type PropagationOptions,
  propagationSimulation,
} from "./propagation_simulation.ts";
export { listedItemChance, type ReadChain, readChain } from "./read_chain.ts";
export { type ChainStream, type ChainStreamOptions, sampleStream } from "./sample_stream.ts";
export type { ChainKind, ChainPart, ChainTask, LinkOrder, OutsidePlace } from "./task.ts";
