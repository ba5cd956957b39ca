/** All workloads, in the order of the results. */
import { waves } from "./acoustic_waves.ts";
import { cnn, cnnWindowed } from "./cnn.ts";
import { covariances } from "./dropout_covariance.ts";
import { hundredThousandPaths } from "./dropout_paths.ts";
import { factorisation800 } from "./factorisation.ts";
import { hessianVectorProduct } from "./hessian_vector.ts";
import { mlp200LargeBatch } from "./mlp_200_large_batch.ts";
import { mlp200SmallBatch } from "./mlp_200_small_batch.ts";
import { mlp32 } from "./mlp_32.ts";
import { mlpClassifier } from "./mlp_classifier.ts";
import { pinn } from "./pinn.ts";
import { transformer, transformerSizes } from "./transformer.ts";
import type { Workload } from "./workload.ts";

/** What `task bench` measures. */
export const WORKLOADS: readonly Workload[] = [
  mlp200SmallBatch,
  mlpClassifier,
  pinn,
  transformer,
  cnn,
  hessianVectorProduct,
  mlp200LargeBatch,
  mlp32,
  cnnWindowed,
  factorisation800,
  ...transformerSizes,
  hundredThousandPaths,
  ...covariances,
  ...waves,
];

/**
 * The workloads of these names, all of them for none.
 *
 * @throws {RangeError} for a name that no workload has; the message lists those there are
 */
export function chosenWorkloads(names: readonly string[]): readonly Workload[] {
  const known = WORKLOADS.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`Cannot measure workload "${unknown}"; allowed: ${known.join(", ")}`);
  }
  return names.length === 0 ? WORKLOADS : WORKLOADS.filter(({ name }) => names.includes(name));
}
