/** Recurrent networks, unrolled over the steps of a sequence. */
import * as tf from "@tensorflow/tfjs-core";
import { requireInteger, requireOneOf } from "../checks.ts";
import { requireShape } from "./checks.ts";
import { InnerTensors } from "./hooks.ts";
import type { Model } from "./model.ts";
import { tensorsByName } from "./parameter.ts";
import { type CellName, CELLS, recurrentCell } from "./recurrent_cell.ts";

/** Settings of {@linkcode recurrent}. */
export interface RecurrentOptions {
  /** "tanh" (Elman), "gru" or "lstm". */
  cell: CellName;
  /** Length of each step's input. */
  inputs: number;
  /** Length of the state. */
  units: number;
  /** The last step's output (default), or every step's. */
  outputs?: "last" | "all";
}

/**
 * A recurrent layer: `[batch, steps, inputs]` to `[batch, units]` of the last step, or to `[batch, steps, units]`.
 *
 * Parameters are the cell's, see {@linkcode recurrentCell}. Inner tensors are the outputs `step1`, `step2`, … `[batch,
 * units]`. The graph grows with the number of steps.
 *
 * @throws {RangeError} for an unknown cell or lengths that are not positive integers
 */
export function recurrent({ cell, inputs, units, outputs = "last" }: RecurrentOptions): Model {
  const owner = "recurrent layer";
  requireOneOf(owner, "cell", cell, CELLS);
  requireOneOf(owner, "outputs", outputs, ["last", "all"]);
  requireInteger(owner, "inputs", inputs);
  requireInteger(owner, "units", units);
  const { parameters, states, step } = recurrentCell(cell, inputs, units);
  return {
    parameters,
    apply(tensors, x, hooks) {
      requireShape(owner, x, ["batch", "steps", inputs]);
      const weights = tensorsByName(owner, tensors, parameters), inner = new InnerTensors(owner, hooks);
      const [batch] = x.shape as number[];
      let state = Array.from({ length: states }, () => tf.zeros([batch, units]) as tf.Tensor);
      const each = tf.unstack(x, 1).map((now, k) => {
        const [output, ...rest] = step(weights, now, state);
        state = [inner.pass(`step${k + 1}`, output), ...rest];
        return state[0];
      });
      inner.finish();
      return outputs === "all" ? tf.stack(each, 1) : each[each.length - 1];
    },
  };
}
