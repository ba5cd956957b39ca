import * as tf from "@tensorflow/tfjs-core";
import { compile, interpret, trace, vjp, vmap } from "../../lib/graph/mod.ts";
import { assertAllClose, between, drawTensor, specsOf, valuesOf } from "../support/tensors.ts";

const CHANNELS = 2, EACH = 3, ROWS = 3, COLUMNS = 2;

/** Filters of each channel as filters of all channels, zero where a result does not see a channel. */
function asFull(filters: tf.Tensor): tf.Tensor4D {
  const own = tf.reshape(tf.eye(CHANNELS), [1, 1, CHANNELS, CHANNELS, 1]);
  const apart = tf.mul(tf.reshape(filters, [ROWS, COLUMNS, CHANNELS, 1, EACH]), own);
  return tf.reshape(apart, [ROWS, COLUMNS, CHANNELS, CHANNELS * EACH]);
}

type Pads = [[number, number], [number, number], [number, number], [number, number]];
const pads = (height: [number, number], width: [number, number]): Pads => [[0, 0], height, width, [0, 0]];

/** Padding that the filter reaches from the image, and padding that it does not. */
const PLACED: readonly (readonly [strides: [number, number], pad: Pads])[] = [
  [[1, 1], pads([1, 1], [0, 1])],
  [[2, 3], pads([1, 0], [1, 1])],
  [[1, 2], pads([4, 0], [0, 3])],
  [[2, 1], pads([0, 5], [3, 0])],
];

for (const [strides, pad] of PLACED) {
  for (const precision of ["float32", "float64"] as const) {
    Deno.test(`filters of each channel are full ones with zeros: strides ${strides}, pads ${pad}, ${precision}`, async () => {
      const x = drawTensor([2, 5, 4, CHANNELS], 1, between(-1, 1));
      const w = drawTensor([ROWS, COLUMNS, CHANNELS, EACH], 2, between(-1, 1));
      const program = trace(
        ({ x, w }) => {
          const own = tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad);
          const full = tf.conv2d(x as tf.Tensor4D, asFull(w), strides, pad);
          const weights = tf.reshape(tf.range(0, own.size), own.shape);
          const [dx, dw] = vjp(own, [x, w], weights), [fullDx, fullDw] = vjp(full, [x, w], weights);
          return { own, dx, dw, full, fullDx, fullDw };
        },
        specsOf({ x, w }),
        { precision },
      );
      const executable = await compile(program, { engine: "onnx" });
      const { own, dx, dw, full, fullDx, fullDw } = await executable.run(valuesOf({ x, w }));
      await executable.dispose();
      const relative = precision === "float32" ? 1e-4 : 1e-12;
      assertAllClose(
        { own, dx, dw },
        { own: full, dx: fullDx, dw: fullDw },
        { relative, absolute: relative },
        "own and full",
      );
    });
  }
}

for (const varied of [["x"], ["w"], ["x", "w"]]) {
  Deno.test(`filters of each channel, in samples that differ in ${varied}, are those of each sample`, () => {
    const count = 3,
      shapes: Record<string, number[]> = {
        x: [2, 4, 3, CHANNELS],
        w: [ROWS, COLUMNS, CHANNELS, EACH],
      };
    const given = Object.fromEntries(
      Object.entries(shapes).map(([name, shape], k) =>
        [name, drawTensor(varied.includes(name) ? [count, ...shape] : shape, k + 1, between(-1, 1))] as const
      ),
    );
    const convolve = (all: Record<string, tf.Tensor>) => {
      const y = tf.depthwiseConv2d(all.x as tf.Tensor4D, all.w as tf.Tensor4D, 2, "same");
      return [y, ...vjp(y, [all.x, all.w], tf.onesLike(y))];
    };
    const program = trace(
      (inputs) => {
        const batched = vmap(
          (...rows) =>
            convolve({ ...inputs, ...Object.fromEntries(varied.map((name, k) => [name, rows[k]])) }),
          varied.map((name) => inputs[name]),
        );
        const single = Array.from({ length: count }, (_, i) =>
          convolve({
            ...inputs,
            ...Object.fromEntries(varied.map((name) => [name, tf.gather(inputs[name], i)])),
          }));
        return Object.fromEntries(batched.flatMap((all, k) => [
          [`together ${k}`, all],
          [`alone ${k}`, tf.stack(single.map((one) => one[k]))],
        ]));
      },
      specsOf(given),
      { precision: "float64" },
    );
    const found = interpret(program, valuesOf(given));
    for (let k = 0; k < 3; k++) {
      assertAllClose({ y: found[`together ${k}`] }, { y: found[`alone ${k}`] }, {
        relative: 1e-12,
        absolute: 1e-12,
      }, `result ${k}`);
    }
  });
}

Deno.test("a bias and ReLU after filters of each channel are computed along with them", async () => {
  const x = drawTensor([2, 5, 4, CHANNELS], 1, between(-1, 1));
  const w = drawTensor([ROWS, COLUMNS, CHANNELS, EACH], 2, between(-1, 1));
  const b = drawTensor([CHANNELS * EACH], 3, between(-1, 1));
  const program = trace(({ x, w, b }) => {
    const sum = tf.add(tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, [2, 1], "same"), b);
    return {
      sum: tf.mul(sum, 2),
      rectified: tf.relu(tf.add(tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, "valid"), b)),
    };
  }, specsOf({ x, w, b }));
  const executable = await compile(program, { engine: "onnx" });
  const found = await executable.run(valuesOf({ x, w, b }));
  await executable.dispose();
  assertAllClose(
    found,
    interpret(program, valuesOf({ x, w, b })),
    { relative: 1e-5, absolute: 1e-6 },
    "onnx",
  );
});
