/** How much worse a network has become. */
import * as tf from "@tensorflow/tfjs-core";
import { type Calibration, onCalibration } from "./calibration.ts";
import type { TrainedNetwork } from "./trained_network.ts";

/** Traced: a loss of outputs and targets. */
export type CalibrationLoss = (output: tf.Tensor, targets: tf.Tensor) => tf.Scalar;

/** Rises against the original network on calibration data. */
export class Judge {
  private constructor(
    readonly original: TrainedNetwork,
    readonly data: Calibration,
    readonly loss: CalibrationLoss | undefined,
    readonly start: number,
  ) {}

  /**
   * @throws {RangeError} for a loss without targets, or inputs that do not fit
   */
  static async of(original: TrainedNetwork, data: Calibration, loss?: CalibrationLoss): Promise<Judge> {
    return new Judge(original, data, loss, loss ? await calibrationLoss(original, data, loss) : 0);
  }

  /** (loss − loss of the original) over that; without a loss {@linkcode outputChange}. */
  async rise(network: TrainedNetwork): Promise<number> {
    if (!this.loss) return await outputChange(network, this.original, this.data);
    return await calibrationLoss(network, this.data, this.loss) / this.start - 1;
  }
}

/**
 * The loss of a network on calibration data.
 *
 * @throws {RangeError} where there are no targets, or the inputs do not fit the network
 */
export async function calibrationLoss(
  network: TrainedNetwork,
  data: Calibration,
  loss: CalibrationLoss,
): Promise<number> {
  if (!data.targets) throw new RangeError("calibrationLoss: a loss needs targets, got none");
  const { value } = await onCalibration([network], data, ([{ output }], targets) => ({
    value: loss(output, targets!),
  }));
  return value[0];
}

/**
 * Root mean square of the change of the outputs over their root mean square about their mean.
 *
 * @throws {RangeError} where the inputs do not fit the networks
 */
export async function outputChange(
  network: TrainedNetwork,
  original: TrainedNetwork,
  { targets: _, ...data }: Calibration,
): Promise<number> {
  const { changed, spread } = await onCalibration([network, original], data, ([now, before]) => ({
    changed: tf.mean(tf.squaredDifference(now.output, before.output)),
    spread: tf.mean(tf.squaredDifference(before.output, tf.mean(before.output, 0))),
  }));
  return Math.sqrt(changed[0] / spread[0]);
}
