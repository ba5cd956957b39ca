import { assertEquals, assertThrows } from "@std/assert";
import { kernelMatrix, type MatchingLayer } from "../../../lib/interpret/matching/mod.ts";
import { layerKernel } from "../../../lib/interpret/matching/layer_kernel.ts";
import { queryKeyHead } from "../../../lib/interpret/measures/mod.ts";
import { generator, normalArray } from "../../../lib/random/mod.ts";

const [WIDTH, KEYS] = [5, 3];
const draw = (label: string, length: number) => normalArray(generator(12, label), length, 0, 1);
const head = (name: string) =>
  queryKeyHead(draw(`q ${name}`, WIDTH * KEYS), draw(`k ${name}`, WIDTH * KEYS), { width: WIDTH });
const LAYERS: MatchingLayer[] = [1, 2, 3, 4].map((layer) => ({
  heads: [head(`${layer}`), head(`${layer}, second`)],
  valueOutput: draw(`vo ${layer}`, WIDTH * WIDTH),
}));

Deno.test("layer 2 reads the query itself, each later layer what the one before wrote", () => {
  const written = LAYERS[0].valueOutput;
  assertEquals(layerKernel(LAYERS, 2), kernelMatrix({ head: LAYERS[1].heads[0], written }));
  for (const layer of [3, 4]) {
    const path = { head: LAYERS[layer - 1].heads[0], written, held: LAYERS[layer - 2].valueOutput };
    assertEquals(layerKernel(LAYERS, layer), kernelMatrix(path));
  }
});

Deno.test("a layer that does not match or is not there is refused with what is allowed", () => {
  for (const layer of [-1, 0, 1, 5, 2.5, NaN]) {
    assertThrows(
      () => layerKernel(LAYERS, layer),
      RangeError,
      `layerKernel: the layer must be an integer in 2 … 4, got ${layer}`,
    );
  }
  assertThrows(() => layerKernel(LAYERS.slice(0, 1), 2), RangeError, "the number of layers must be");
  assertThrows(() => layerKernel([], 2), RangeError, "got 0");
  assertThrows(
    () => layerKernel(LAYERS, 3, 2),
    RangeError,
    "the head of layer 3 must be an integer in 0 … 1",
  );
});

Deno.test("matrices of another width are refused", () => {
  const [first, second] = LAYERS, narrow = { ...first, valueOutput: [1, 2, 3] };
  assertThrows(() => layerKernel([narrow, second], 2), RangeError, "what is written has 3 numbers");
  assertThrows(() => layerKernel([first, narrow, second], 3), RangeError, "what is held has 3 numbers");
});
