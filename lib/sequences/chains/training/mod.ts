/**
 * Training on chains: the networks of paper 02 as plain data, their variants, and their training.
 *
 * @module
 */
export { type ChainModel, chainModel, type ChainNetwork, type ChainNetworkSize } from "./chain_network.ts";
export {
  type ChainTraining,
  type ChainTrainingRecord,
  trainOnChains,
  type TrainOnChainsOptions,
} from "./train_on_chains.ts";
export { type AnsweredSequences } from "../../training/train_on_sequences.ts";
