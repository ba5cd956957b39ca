import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertThrows } from "@std/assert";
import { compile, trace } from "../../lib/graph/mod.ts";
import { assertClose } from "../support/tensors.ts";

type Pads = [[number, number], [number, number], [number, number], [number, number]];
const around = (n: number): Pads => [[0, 0], [n, n], [n, n], [0, 0]];

/** The same op with a number as padding, and with that number written out for each side. */
const SAME:
  readonly (readonly [string, (x: tf.Tensor4D, pad: number | Pads) => tf.Tensor, number, number[]])[] = [
    ["maxPool", (x, pad) => tf.maxPool(x, [2, 1], 1, pad), 0, [1, 3, 5, 1]],
    ["maxPool, wide", (x, pad) => tf.maxPool(x, [1, 3], [1, 2], pad), 1, [1, 6, 3, 1]],
    ["avgPool", (x, pad) => tf.avgPool(x, [3, 2], [2, 1], pad), 1, [1, 2, 6, 1]],
    ["conv2d, tall", (x, pad) => tf.conv2d(x, tf.ones([3, 1, 1, 1]), 1, pad), 0, [1, 2, 5, 1]],
    ["conv2d, two strides", (x, pad) => tf.conv2d(x, tf.ones([2, 2, 1, 1]), [2, 1], pad), 1, [1, 3, 6, 1]],
    ["conv2d, two dilations", (x, pad) => tf.conv2d(x, tf.ones([2, 2, 1, 1]), 1, pad, "NHWC", [2, 1]), 0, [
      1,
      2,
      4,
      1,
    ]],
    ["depthwise", (x, pad) => tf.depthwiseConv2d(x, tf.ones([3, 2, 1, 2]), 1, pad), 1, [1, 4, 6, 2]],
  ];

Deno.test("a number as padding is that many zeros on every side of every axis", async () => {
  const x = Float64Array.from({ length: 20 }, (_, i) => (7 * i) % 11 - 5);
  for (const [name, op, pad, shape] of SAME) {
    const program = trace(
      ({ x }) => ({ number: op(x as tf.Tensor4D, pad), sides: op(x as tf.Tensor4D, around(pad)) }),
      { x: [1, 4, 5, 1] },
    );
    assertEquals([...program.outputs.number.shape], shape, name);
    const executable = await compile(program, { engine: "onnx" });
    const { number, sides } = await executable.run({ x });
    await executable.dispose();
    assertClose(number, sides, { relative: 0 }, name);
  }
});

Deno.test("maxPool of [2, 1] with padding 0 has a column for each of the image's", async () => {
  const program = trace(({ x }) => ({ y: tf.maxPool(x as tf.Tensor4D, [2, 1], 1, 0) }), { x: [1, 2, 5, 1] });
  const executable = await compile(program, { engine: "onnx" });
  const { y } = await executable.run({ x: Float64Array.of(1, 9, 3, 7, 5, 6, 2, 8, 4, 0) });
  await executable.dispose();
  assertEquals([...y], [6, 9, 8, 7, 5]);
});

Deno.test("conv1d takes 0 as padding", async () => {
  const program = trace(
    ({ x, w }) => ({ y: tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, 1, 0) }),
    { x: [1, 5, 1], w: [3, 1, 1] },
  );
  const executable = await compile(program, { engine: "onnx" });
  const { y } = await executable.run({ x: Float64Array.of(1, 2, 3, 4, 5), w: Float64Array.of(1, 1, 1) });
  await executable.dispose();
  assertEquals([...y], [6, 9, 12]);
});

Deno.test("sides of channels-first images are those of their own axes", () => {
  const pads: Pads = [[0, 0], [0, 0], [1, 0], [2, 3]];
  const program = trace(
    ({ x, w }) => ({ y: tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, pads, "NCHW") }),
    { x: [1, 1, 4, 5], w: [2, 2, 1, 1] },
  );
  assertEquals([...program.outputs.y.shape], [1, 1, 4, 9]);
});

Deno.test("a window without elements has no mean, and padding that is no whole number is refused", async () => {
  const program = trace(({ x }) => ({ y: tf.avgPool(x as tf.Tensor4D, 1, 1, 1) }), { x: [1, 1, 1, 1] });
  const executable = await compile(program, { engine: "onnx" });
  assertEquals([...(await executable.run({ x: Float64Array.of(3) })).y], [
    NaN,
    NaN,
    NaN,
    NaN,
    3,
    NaN,
    NaN,
    NaN,
    NaN,
  ]);
  await executable.dispose();
  assertThrows(
    () => trace(({ x }) => ({ y: tf.maxPool(x as tf.Tensor4D, 2, 1, 0.5) }), { x: [1, 4, 4, 1] }),
    RangeError,
    "pool: padding [0.5,0.5,0.5,0.5], allowed whole numbers",
  );
});

Deno.test("an unknown rounding of the places is refused with those that are known", () => {
  const pooled = () =>
    trace(({ x }) => ({ y: tf.maxPool(x as tf.Tensor4D, 2, 2, 0, "up" as "floor") }), { x: [1, 5, 5, 1] });
  assertThrows(pooled, Error, '"up"');
});
