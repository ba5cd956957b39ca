/** What was done to a layer, and what it changed. */
import * as tf from "@tensorflow/tfjs-core";
import { smallest } from "../stats/mod.ts";
import { type Calibration, onCalibration } from "./calibration.ts";
import type { Cut } from "./group.ts";
import type { HiddenLayer } from "./hidden_layers.ts";
import type { TrainedNetwork } from "./trained_network.ts";

/** One cut. */
export interface CutReport {
  /** Name of the layer. */
  readonly layer: string;
  /** Its units before and after. */
  readonly from: number;
  readonly to: number;
  /** Parameters of the network before and after. */
  readonly parameters: readonly [before: number, after: number];
  /** Threshold used; `null` where only dead neurons were looked for. */
  readonly tau: number | null;
  /** Neurons removed as dead or constant. */
  readonly dead: number;
  /** Least cosine of a merged neuron to its leader; 1 where none was merged. */
  readonly similarity: number;
  /** Bound on the change of the next layer's sums, before any refit; `null` where there is none. */
  readonly bound: number | null;
  /** Largest measured change of them on the calibration inputs, before any refit. */
  readonly change: number;
  /** Whether the outgoing weights were refitted. */
  readonly refitted: boolean;
  /** Rise of the loss of the whole network against the original, after all cuts so far. */
  readonly rise: number;
}

/** Least similarity in the groups of a cut. */
export function leastSimilarity({ groups }: Cut): number {
  return smallest(groups.map(({ similarity }) => similarity));
}

/** Largest ‖change‖ of the sums of the layer behind a cut one. */
export async function nextLayerChange(
  before: TrainedNetwork,
  after: TrainedNetwork,
  [wide, narrow]: readonly [HiddenLayer, HiddenLayer],
  { targets: _, ...data }: Calibration,
): Promise<number> {
  const { change } = await onCalibration([before, after], data, ([was, is]) => {
    const difference = tf.sub(is.rowsFrom(narrow.next), was.rowsFrom(wide.next));
    return { change: tf.sqrt(tf.max(tf.sum(tf.square(difference), -1))) };
  });
  return change[0];
}
