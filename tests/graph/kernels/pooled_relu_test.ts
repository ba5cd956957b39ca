import * as tf from "@tensorflow/tfjs-core";
import { assertEquals } from "@std/assert";
import { compile, grad, type Program, trace } from "../../../lib/graph/mod.ts";
import { between, drawTensor } from "../../support/tensors.ts";

const SHAPE = [2, 6, 4, 3] as const;

/** Pooling after ReLU, and its gradient by a weighted sum of what is left. */
function pooled(window: [number, number], pad: "valid" | "same"): Program {
  return trace(({ x }) => {
    const found = tf.maxPool(tf.relu(x) as tf.Tensor4D, window, window, pad);
    const weights = tf.add(tf.range(0, found.size), tf.scalar(1));
    return { found, slopes: grad(tf.sum(tf.mul(tf.reshape(found, [-1]), weights)), x) };
  }, { x: [...SHAPE] });
}

/** The same by hand: the first of the largest elements of a window has the slope, unless all are below 0. */
function byHand(x: ArrayLike<number>, [rows, columns]: [number, number]) {
  const [count, height, width, channels] = SHAPE, found: number[] = [], slopes = new Array(x.length).fill(0);
  for (let n = 0; n < count; n++) {
    for (let i = 0; i + rows <= height; i += rows) {
      for (let j = 0; j + columns <= width; j += columns) {
        for (let c = 0; c < channels; c++) {
          const places = Array.from(
            { length: rows * columns },
            (_, k) => ((n * height + i + Math.floor(k / columns)) * width + j + k % columns) * channels + c,
          );
          const best = places.reduce((a, b) => x[b] > x[a] ? b : a);
          found.push(Math.max(0, x[best]));
          if (x[best] > 0) slopes[best] = found.length;
        }
      }
    }
  }
  return { found, slopes };
}

Deno.test("the largest of what ReLU leaves, and its slopes, are those by hand on every engine", async () => {
  const values = Float32Array.from(drawTensor([...SHAPE], 1, between(-1, 0.7)).values);
  values.fill(-0.5, 0, 40);
  for (const window of [[2, 2], [3, 2]] as [number, number][]) {
    for (const engine of ["onnx", "interpreter"] as const) {
      const executable = await compile(pooled(window, "valid"), { engine });
      const { found, slopes } = await executable.run({ x: values });
      const expected = byHand(values, window);
      assertEquals([...found], expected.found, `${engine}, ${window}`);
      assertEquals([...slopes].map((slope) => slope + 0), expected.slopes, `${engine}, ${window}`);
      await executable.dispose();
    }
  }
});

Deno.test("ReLU is computed of the largest elements alone, where windows lie side by side", () => {
  const { outputs } = pooled([2, 2], "valid");
  assertEquals(outputs.found.op.name, "relu");
  assertEquals(outputs.found.shape, [2, 3, 2, 3]);
  const overlapping = trace(({ x }) => ({ y: tf.maxPool(tf.relu(x) as tf.Tensor4D, 3, 2, "same") }), {
    x: [...SHAPE],
  });
  assertEquals(overlapping.outputs.y.op.name === "relu", false);
  const rectified = overlapping.graph.nodes.filter(({ op }) => op.name === "relu").map(({ shape }) => shape);
  assertEquals(rectified, [SHAPE], "ReLU of every element, once");
});
