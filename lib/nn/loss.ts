/** Loss functions and accuracy, in TF.js, for traced code. */
import * as tf from "@tensorflow/tfjs-core";
import { softmaxCrossEntropy } from "../graph/mod.ts";

/** Shapes that only broadcast, such as `[rows, 1]` and `[rows]`, would compare every row with every other. */
function requireSameShape(caller: string, a: tf.Tensor, b: tf.Tensor): void {
  if (`${a.shape}` !== `${b.shape}`) {
    throw new RangeError(`${caller}: the shapes [${a.shape}] and [${b.shape}] must be equal`);
  }
}

function requireLabels(caller: string, outputs: tf.Tensor, labels: tf.Tensor): void {
  if (`${outputs.shape.slice(0, -1)}` !== `${labels.shape}`) {
    throw new RangeError(
      `${caller}: labels [${labels.shape}] do not fit outputs [${outputs.shape}], one per row`,
    );
  }
}

/**
 * Mean over all elements of (prediction − target)².
 *
 * @throws {RangeError} if the shapes differ
 */
export function meanSquaredError(prediction: tf.Tensor, target: tf.Tensor): tf.Scalar {
  requireSameShape("meanSquaredError", prediction, target);
  return tf.mean(tf.squaredDifference(prediction, target)) as tf.Scalar;
}

/**
 * Mean over rows of −log softmax(logits)[label].
 *
 * @param logits `[rows, classes]`
 * @param labels class numbers, int32 `[rows]`; one outside 0 … classes − 1 is an error of the engine when the program
 *   runs
 * @throws {RangeError} if the number of labels is not that of the rows
 * @throws {TypeError} for labels that are not int32
 * @throws {TraceError} outside a traced function
 */
export function crossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  requireLabels("crossEntropy", logits, labels);
  return tf.mean(softmaxCrossEntropy(logits, labels)) as tf.Scalar;
}

/**
 * Fraction of rows whose largest output is at the label.
 *
 * @param outputs `[rows, classes]`
 * @param labels class numbers, int32 `[rows]`
 * @throws {RangeError} if the number of labels is not that of the rows
 */
export function accuracy(outputs: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  requireLabels("accuracy", outputs, labels);
  return tf.mean(tf.cast(tf.equal(tf.argMax(outputs, -1), labels), "float32")) as tf.Scalar;
}

/**
 * Fraction of elements with the same sign as the target (targets ±1).
 *
 * @param outputs any shape
 * @param targets ±1, the same shape
 * @throws {RangeError} if the shapes differ
 */
export function signAccuracy(outputs: tf.Tensor, targets: tf.Tensor): tf.Scalar {
  requireSameShape("signAccuracy", outputs, targets);
  return tf.mean(tf.cast(tf.greater(tf.mul(outputs, targets), 0), "float32")) as tf.Scalar;
}
