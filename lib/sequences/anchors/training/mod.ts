/**
 * Training on anchor tasks: the papers' networks as plain data, their training, and their answers.
 *
 * @module
 */
export {
  type AnchorNetwork,
  type FeedforwardNetwork,
  networkOf,
  type RecurrentNetwork,
  type TransformerNetwork,
} from "./network.ts";
export { predict, predictLogits } from "./predict.ts";
export {
  type AnchorTraining,
  type AnchorTrainingRecord,
  initialParameters,
  LARGEST_USUAL_GAMMA,
  trainingSentences,
  trainOnTask,
  type TrainOnTaskOptions,
} from "./train_on_task.ts";
