/** One step of recurrent networks. */
import * as tf from "@tensorflow/tfjs-core";
import type { ParameterSpec } from "./parameter.ts";

/** Names of the cells. */
export const CELLS = ["tanh", "gru", "lstm"] as const;

/** One of {@linkcode CELLS}. */
export type CellName = typeof CELLS[number];

type Weights = Readonly<Record<string, tf.Tensor>>;

/** A recurrent cell: from an input and a state to the next state, whose first tensor is the cell's output. */
export interface RecurrentCell {
  readonly parameters: readonly ParameterSpec[];
  /** Number of tensors of its state, each `[batch, units]` and zero at the start. */
  readonly states: number;
  /** The next state, for `x [batch, inputs]`. */
  step(weights: Weights, x: tf.Tensor, state: readonly tf.Tensor[]): tf.Tensor[];
}

/** x W + h U + b. */
function preactivation({ input, state, bias }: Weights, x: tf.Tensor, h: tf.Tensor): tf.Tensor {
  return tf.add(tf.add(tf.matMul(x, input), tf.matMul(h, state)), bias);
}

const steps: Record<CellName, RecurrentCell["step"]> = {
  // h' = tanh(x W + h U + b) (Elman, 1990).
  tanh: (weights, x, [h]) => [tf.tanh(preactivation(weights, x, h))],
  // c' = f∘c + i∘g, h' = o∘tanh c' (Hochreiter and Schmidhuber, 1997; forget gate: Gers et al., 2000).
  lstm: (weights, x, [h, c]) => {
    const [i, f, g, o] = tf.split(preactivation(weights, x, h), 4, -1);
    const next = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
    return [tf.mul(tf.sigmoid(o), tf.tanh(next)), next];
  },
  // n = tanh(x W_n + b_n + r∘(h U_n + b'_n)), h' = (1−z)∘n + z∘h (Cho et al., 2014, in the form of PyTorch and cuDNN).
  gru: ({ input, state, bias, state_bias }, x, [h]) => {
    const [xr, xz, xn] = tf.split(tf.add(tf.matMul(x, input), bias), 3, -1);
    const [hr, hz, hn] = tf.split(tf.matMul(h, state), 3, -1);
    const r = tf.sigmoid(tf.add(xr, hr)), z = tf.sigmoid(tf.add(xz, hz));
    const n = tf.tanh(tf.add(xn, tf.mul(r, tf.add(hn, state_bias))));
    return [tf.add(n, tf.mul(z, tf.sub(h, n)))];
  },
};

const GATES: Record<CellName, number> = { tanh: 1, gru: 3, lstm: 4 };

/**
 * The cell with a name.
 *
 * Parameters are `input [inputs, gates·units]`, `state [units, gates·units]`, `bias [gates·units]` and, for the GRU,
 * `state_bias [units]` of its candidate; gates are in the order r, z, n (GRU) and i, f, g, o (LSTM). The fan-in of all
 * is `units`, as in PyTorch's initialisation.
 */
export function recurrentCell(name: CellName, inputs: number, units: number): RecurrentCell {
  const width = GATES[name] * units, scale = { fanIn: units, fanOut: units };
  return {
    parameters: [
      { name: "input", shape: [inputs, width], ...scale },
      { name: "state", shape: [units, width], ...scale },
      { name: "bias", shape: [width], ...scale },
      ...(name === "gru" ? [{ name: "state_bias", shape: [units], ...scale }] : []),
    ],
    states: name === "lstm" ? 2 : 1,
    step: steps[name],
  };
}
