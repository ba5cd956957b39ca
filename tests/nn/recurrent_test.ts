import * as tf from "@tensorflow/tfjs-core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { type CellName, parameterCount, parametersByName, recurrent } from "../../lib/nn/mod.ts";
import { between, drawTensor } from "../support/tensors.ts";
import { checkModel, drawnParameters, outputOf } from "./check_model.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const CELLS: CellName[] = ["tanh", "gru", "lstm"];

/** Outputs of all steps of one sequence, unit by unit, from the cells' formulas. */
function plain(
  cell: CellName,
  weights: Record<string, Float64Array>,
  x: number[][],
  units: number,
): number[][] {
  const gates = { tanh: 1, gru: 3, lstm: 4 }[cell], width = gates * units;
  const from = (matrix: Float64Array, vector: number[], gate: number, unit: number) =>
    vector.reduce((sum, value, i) => sum + value * matrix[i * width + gate * units + unit], 0);
  let h = new Array<number>(units).fill(0), c = new Array<number>(units).fill(0);
  return x.map((now) => {
    const input = (gate: number, unit: number) =>
      from(weights.input, now, gate, unit) + weights.bias[gate * units + unit];
    const before = h, state = (gate: number, unit: number) => from(weights.state, before, gate, unit);
    const sum = (gate: number, unit: number) => input(gate, unit) + state(gate, unit);
    const each = Array.from({ length: units }, (_, u) => u);
    if (cell === "tanh") h = each.map((u) => Math.tanh(sum(0, u)));
    if (cell === "lstm") {
      c = each.map((u) => sigmoid(sum(1, u)) * c[u] + sigmoid(sum(0, u)) * Math.tanh(sum(2, u)));
      h = each.map((u) => sigmoid(sum(3, u)) * Math.tanh(c[u]));
    }
    if (cell === "gru") {
      h = each.map((u) => {
        const r = sigmoid(sum(0, u)), z = sigmoid(sum(1, u));
        const n = Math.tanh(input(2, u) + r * (state(2, u) + weights.state_bias[u]));
        return (1 - z) * n + z * before[u];
      });
    }
    return h;
  });
}

Deno.test("recurrent layers compute their cell's formulas step by step", () => {
  for (const cell of CELLS) {
    for (const [batch, steps, inputs, units] of [[2, 4, 3, 2], [1, 1, 1, 1], [3, 6, 2, 5]]) {
      const x = drawTensor([batch, steps, inputs], steps, between(-2, 2));
      const all = recurrent({ cell, inputs, units, outputs: "all" }), flat = drawnParameters(all, steps);
      const weights = parametersByName(flat, all.parameters), values = x.values as Float64Array;
      const wanted = Array.from({ length: batch }, (_, b) => {
        const rows = Array.from({ length: steps }, (_, t) => {
          const at = (b * steps + t) * inputs;
          return [...values.subarray(at, at + inputs)];
        });
        return plain(cell, weights, rows, units);
      });
      const found = outputOf(all, flat, { shape: x.shape, values });
      assertEquals([...found.shape], [batch, steps, units]);
      wanted.flat(2).forEach((value, i) => assertAlmostEquals(found.values[i], value, 1e-12, `${cell} ${i}`));
      const last = outputOf(recurrent({ cell, inputs, units }), flat, { shape: x.shape, values });
      assertEquals([...last.shape], [batch, units]);
      wanted.map((rows) => rows[steps - 1]).flat()
        .forEach((value, i) => assertAlmostEquals(last.values[i], value, 1e-12, `${cell} ${i}`));
    }
  }
});

Deno.test("recurrent layers have the parameters of their gates", () => {
  const count = (cell: CellName) => parameterCount(recurrent({ cell, inputs: 3, units: 4 }).parameters);
  assertEquals(CELLS.map(count), [12 + 16 + 4, 36 + 48 + 12 + 4, 48 + 64 + 16]);
  assertEquals(recurrent({ cell: "gru", inputs: 3, units: 4 }).parameters.map(({ fanIn }) => fanIn), [
    4,
    4,
    4,
    4,
  ]);
});

Deno.test("gradients of recurrent layers reach every parameter and are right on every path", async () => {
  for (const cell of CELLS) {
    for (const outputs of ["last", "all"] as const) {
      await checkModel(`${cell}, ${outputs}`, recurrent({ cell, inputs: 2, units: 3, outputs }), [3, 4, 2]);
    }
  }
});

Deno.test("a step's output that a hook replaces is the state of the next", () => {
  const layer = recurrent({ cell: "tanh", inputs: 1, units: 1 }), flat = Float64Array.of(1, 1, 0);
  const x = { shape: [1, 3, 1], values: Float64Array.of(0.1, 0.2, 0.3) };
  const { values } = outputOf(layer, flat, x, {
    step2: (h) => tf.fill([...h.shape] as [number, number], 0.5),
  });
  assertAlmostEquals(values[0], Math.tanh(0.3 + 0.5), 1e-14);
});

Deno.test("cells, lengths and inputs that do not fit are refused", () => {
  assertThrows(
    () => recurrent({ cell: "rnn" as "tanh", inputs: 1, units: 1 }),
    RangeError,
    'cell "rnn" is unknown, allowed tanh, gru, lstm',
  );
  assertThrows(() => recurrent({ cell: "gru", inputs: 1, units: 0 }), RangeError, "units must be a positive");
  assertThrows(
    () => recurrent({ cell: "gru", inputs: 0.5, units: 1 }),
    RangeError,
    "inputs must be a positive",
  );
  const layer = recurrent({ cell: "lstm", inputs: 2, units: 1 }), flat = drawnParameters(layer, 1);
  const apply = (shape: number[]) => () =>
    outputOf(layer, flat, { shape, values: new Float64Array(shape.reduce((n, length) => n * length, 1)) });
  assertThrows(apply([2, 3]), RangeError, "the input has shape [2,3], needs [batch,steps,2]");
  assertThrows(apply([1, 2, 3]), RangeError, "the input has shape [1,2,3], needs [batch,steps,2]");
});
