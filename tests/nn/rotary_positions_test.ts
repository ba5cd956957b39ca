import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import type * as tf from "@tensorflow/tfjs-core";
import { interpret, trace } from "../../lib/graph/mod.ts";
import {
  normalParameters,
  parameterCount,
  parametersByName,
  transformerDecoder,
  unflatten,
} from "../../lib/nn/mod.ts";
import { withRotaryPositions } from "../../lib/nn/rotary_positions.ts";
import { generator } from "../../lib/random/mod.ts";

const OPTIONS = { vocabulary: 6, positions: 5, layers: 2, width: 4, hidden: 5 } as const;

/** Scores of layer 1 on one token five times over, positions' own vectors 0. */
function scores(options: { keyWidth?: number; outputs?: "all" | "last"; layer?: number } = {}): number[] {
  const { layer = 1, ...changes } = options;
  const model = withRotaryPositions(transformerDecoder({ ...OPTIONS, ...changes }), 5);
  const flat = normalParameters(model.parameters, 0.7, generator(4));
  parametersByName(flat, model.parameters)["positions.table"].fill(0);
  const program = trace(({ parameters, tokens }) => {
    let found: tf.Tensor | undefined;
    model.apply(unflatten(parameters, model.parameters), tokens, {
      [`layer${layer}.scores`]: (value) => void (found = value),
    });
    return { found: found! };
  }, { parameters: [parameterCount(model.parameters)], tokens: { shape: [1, 5], dtype: "int32" } });
  return Array.from(interpret(program, { parameters: flat, tokens: Int32Array.of(3, 3, 3, 3, 3) }).found);
}

Deno.test("scores depend on the distance of two positions, and on nothing else of them", () => {
  const map = scores();
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) assertAlmostEquals(map[i * 5 + j], map[(i + 1) * 5 + j + 1], 1e-12);
  }
  assert(Math.abs(map[0] - map[1]) > 1e-3 && Math.abs(map[1] - map[2]) > 1e-3);
});

Deno.test("a layer that asks at the last position only turns it as the last", () => {
  const all = scores({ layer: 2 }), last = scores({ layer: 2, outputs: "last" });
  last.forEach((value, j) => assertAlmostEquals(value, all[20 + j], 1e-12));
});

Deno.test("queries of odd length and longer sequences are refused", () => {
  assertThrows(() => scores({ keyWidth: 3 }), RangeError, "must be even, got 3");
  const model = withRotaryPositions(transformerDecoder(OPTIONS), 3);
  assertThrows(
    () =>
      trace(({ parameters, tokens }) => ({
        logits: model.apply(unflatten(parameters, model.parameters), tokens),
      }), { parameters: [parameterCount(model.parameters)], tokens: { shape: [1, 5], dtype: "int32" } }),
    RangeError,
    "got sequences of 5 tokens, allowed 1…3",
  );
});
