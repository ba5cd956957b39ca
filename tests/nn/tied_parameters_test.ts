import { assertEquals, assertThrows } from "@std/assert";
import { interpret, trace } from "../../lib/graph/mod.ts";
import {
  type Model,
  normalParameters,
  parameterCount,
  transformerDecoder,
  unflatten,
} from "../../lib/nn/mod.ts";
import { tieParameters } from "../../lib/nn/tied_parameters.ts";
import { generator } from "../../lib/random/mod.ts";

const MODEL = transformerDecoder({ vocabulary: 6, positions: 3, layers: 2, width: 4, hidden: 5 });
const TIES = { "layer2.value": "layer1.value", "layer2.output": "layer1.output" };

function logitsOf(model: Model, flat: ArrayLike<number>): number[] {
  const program = trace(
    ({ parameters, tokens }) => ({ logits: model.apply(unflatten(parameters, model.parameters), tokens) }),
    { parameters: [parameterCount(model.parameters)], tokens: { shape: [1, 3], dtype: "int32" } },
  );
  return Array.from(
    interpret(program, { parameters: Float64Array.from(flat), tokens: Int32Array.of(1, 5, 0) }).logits,
  );
}

Deno.test("a tied model has one copy of what is shared, and equals the model with both copies", () => {
  const tied = tieParameters(MODEL, TIES), flat = normalParameters(tied.parameters, 0.5, generator(2));
  assertEquals(parameterCount(MODEL.parameters) - parameterCount(tied.parameters), 32);
  let at = 0;
  const parts = new Map(tied.parameters.map(({ name, shape }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return [name, flat.subarray(at, at += size)];
  }));
  const both = MODEL.parameters.flatMap(({ name }) =>
    Array.from(parts.get((TIES as Record<string, string>)[name] ?? name)!)
  );
  assertEquals(logitsOf(tied, flat), logitsOf(MODEL, both));
});

Deno.test("unknown names, other shapes and chains of ties are refused", () => {
  const refuse = (ties: Record<string, string>, message: string) =>
    assertThrows(() => tieParameters(MODEL, ties), RangeError, message);
  refuse({ "layer3.value": "layer1.value" }, 'there is no parameter "layer3.value", present: tokens.table');
  refuse({ "layer2.mlp1": "layer1.mlp2" }, '"layer2.mlp1" has shape [4,5] and "layer1.mlp2" [5,4]');
  refuse(
    { "layer2.value": "layer1.value", "layer1.value": "layer1.key" },
    '"layer2.value" is tied to "layer1.value", which is tied itself',
  );
});
