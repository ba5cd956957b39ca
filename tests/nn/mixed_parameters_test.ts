import { assertEquals, assertThrows } from "@std/assert";
import { mixedParameters } from "../../lib/nn/mixed_parameters.ts";

const MODEL = {
  parameters: [{ name: "a", shape: [2], fanIn: 1, fanOut: 1 }, {
    name: "b",
    shape: [1],
    fanIn: 1,
    fanOut: 1,
  }],
};

Deno.test("chosen parameters are taken over and nothing else; the originals stay", () => {
  const rest = Float64Array.of(1, 2, 3), own = Float64Array.of(4, 5, 6);
  assertEquals([...mixedParameters(MODEL, rest, own, (name) => name === "b")], [1, 2, 6]);
  assertEquals([...mixedParameters(MODEL, rest, own, () => true)], [4, 5, 6]);
  assertEquals([...rest], [1, 2, 3]);
});

Deno.test("a choice without a parameter is refused, with the names that there are", () => {
  const vector = new Float64Array(3);
  assertThrows(() => mixedParameters(MODEL, vector, vector, () => false), RangeError, "a, b");
});
