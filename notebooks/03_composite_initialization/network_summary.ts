/** A few numbers of a trained network of an extension. */
import { covarianceSpectrum, effectiveRankOfSpectrum } from "../../lib/linalg/mod.ts";
import { predict } from "../../lib/sequences/anchors/training/mod.ts";
import { type AnswerShares, answerShares } from "./answers.ts";
import { type CompositeCurves, HELD_OUT, pairBatch, type TrainedComposite } from "./composite_training.ts";
import { itemEmbeddings, queryCondensation } from "./weight_measures.ts";

/** Numbers of a trained network. */
export interface NetworkSummary {
  curves: CompositeCurves;
  answers: AnswerShares;
  /** κ of W^{Q(1)}. */
  condensation: number;
  /** Effective rank of the item embeddings' covariance. */
  effectiveRank: number;
}

/**
 * Sums a trained network up.
 *
 * @param rows sequences with (4, 3) whose answers are read
 */
export async function networkSummary(
  { task, record: { model, parameters }, curves }: TrainedComposite,
  { width, seed, rows }: { width: number; seed: number; rows: number },
): Promise<NetworkSummary> {
  const batch = pairBatch(task, HELD_OUT, seed, rows);
  const items = itemEmbeddings(model, parameters, task, width);
  return {
    curves,
    answers: answerShares(batch.keys, await predict(model, parameters, batch)),
    condensation: queryCondensation(model, parameters),
    effectiveRank: effectiveRankOfSpectrum(covarianceSpectrum(items, width)),
  };
}
