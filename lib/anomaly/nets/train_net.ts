import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../graph/mod.ts";
import type { ParameterSpec } from "../../nn/mod.ts";
import { adam } from "../../optim/mod.ts";
import { type Batches, type Drawn, shuffledBatches, train } from "../../train/mod.ts";
import { initialParameters, type NetOptions } from "./net_options.ts";

/** A net that learns rows of numbers. */
export interface NetTraining {
  /** Detector's name, for streams of random numbers and errors. */
  readonly where: string;
  readonly parameters: readonly ParameterSpec[];
  /** Rows that are learnt, `[rows, width]`. */
  readonly rows: { readonly values: Float64Array; readonly count: number; readonly width: number };
  /** Traced: the scalar to minimise on a batch `[batch, width]`; `drawn` are tensors by name. */
  loss(tensors: tf.Tensor[], batch: tf.Tensor2D, drawn: Record<string, tf.Tensor>): tf.Scalar;
  /** Random tensors of a step. */
  drawn?(batch: number): Drawn["tensors"];
  /** Order of the rows, by default shuffled. */
  batches?: Batches;
  /** Rows that one epoch passes through, where they are not all. */
  epochRows?: number;
}

/** Steps that a training of some rows takes. */
function netSteps(rows: number, { epochs, batch }: Readonly<NetOptions>): number {
  return epochs * Math.max(1, Math.floor(rows / batch));
}

/**
 * Trains a net by Adam on the engine; full batch where there are no more rows than a batch holds.
 *
 * @returns final parameters, flat
 * @throws {DivergenceError} where the loss or a parameter is not finite
 */
export async function trainNet(net: NetTraining, options: Readonly<NetOptions>): Promise<Float64Array> {
  const { where, parameters, rows, loss, drawn, epochRows = rows.count } = net;
  const size = Math.min(options.batch, rows.count);
  const batches = net.batches ??
    (size < rows.count ? shuffledBatches({ rows: rows.count, size, seed: options.seed }) : undefined);
  const data = (chosen?: tf.Tensor1D) => {
    const whole = constant(rows.values, [rows.count, rows.width]) as tf.Tensor2D;
    return chosen ? tf.gather(whole, chosen) as tf.Tensor2D : whole;
  };
  const record = await train({
    parameters,
    initial: initialParameters(where, parameters, options),
    loss: (tensors, chosen, random) => loss(tensors, data(batches && chosen), random),
    optimizer: adam({ learningRate: options.learningRate }),
    steps: netSteps(epochRows, options),
    batches,
    drawn: drawn && { seed: options.seed, tensors: drawn(batches ? batches.size : rows.count) },
    precision: options.precision,
  });
  return record.parameters;
}
