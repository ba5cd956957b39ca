import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { interpret, trace } from "../../../lib/graph/mod.ts";
import { assertSameVector } from "../../support/differences.ts";
import { between, type DrawnTensor, drawTensor, specsOf, valuesOf } from "../../support/tensors.ts";

type Three = [number, number, number];

const few = fc.integer({ min: 1, max: 3 });

/** The sum over all products, as TensorFlow defines it. */
function plainConvolution(x: DrawnTensor, w: DrawnTensor, strides: Three, same: boolean): Float64Array {
  const [count, ...volume] = x.shape, channels = volume.pop()!;
  const [d, h, v, , outputs] = w.shape, window = [d, h, v];
  const size = volume.map((n, i) =>
    same ? Math.ceil(n / strides[i]) : Math.floor((n - window[i]) / strides[i]) + 1
  );
  const before = volume.map((n, i) =>
    same ? Math.floor(Math.max(0, (size[i] - 1) * strides[i] + window[i] - n) / 2) : 0
  );
  const result: number[] = [];
  const each = (lengths: number[], visit: (at: number[]) => void, at: number[] = []): void => {
    if (at.length === lengths.length) return visit(at);
    for (let i = 0; i < lengths[at.length]; i++) each(lengths, visit, [...at, i]);
  };
  each([count, ...size, outputs], ([n, ...place]) => {
    let total = 0;
    each([...window, channels], ([r, s, t, c]) => {
      const [i, j, k] = [r, s, t].map((at, axis) => place[axis] * strides[axis] + at - before[axis]);
      if ([i, j, k].some((at, axis) => at < 0 || at >= volume[axis])) return;
      const from = (((n * volume[0] + i) * volume[1] + j) * volume[2] + k) * channels + c;
      total += x.values[from] * w.values[(((r * h + s) * v + t) * channels + c) * outputs + place[3]];
    });
    result.push(total);
  });
  return Float64Array.from(result);
}

Deno.test("conv3d is the plain sum of products, also where strides are longer than filters", () => {
  fc.assert(
    fc.property(
      fc.record({
        window: fc.tuple(few, few, few),
        more: fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)),
        strides: fc.tuple(few, few, few),
        pad: fc.constantFrom("same" as const, "valid" as const),
        count: few,
        channels: few,
        outputs: few,
      }),
      ({ window, more, strides, pad, count, channels, outputs }) => {
        const inputs = {
          x: drawTensor([count, ...window.map((n, i) => n + more[i]), channels], 1, between(-1, 1)),
          w: drawTensor([...window, channels, outputs], 2, between(-1, 1)),
        };
        const program = trace(({ x, w }) => ({
          y: tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, strides, pad),
        }), specsOf(inputs));
        const expected = plainConvolution(inputs.x, inputs.w, strides, pad === "same");
        assertSameVector(interpret(program, valuesOf(inputs)).y, expected, 1e-13, `${strides}, ${pad}`);
      },
    ),
    { seed: 1, numRuns: 60 },
  );
});

Deno.test("a convolution of one volume without an axis of volumes, and one that does not fit", () => {
  const specs = { x: [2, 2, 2, 1], w: [2, 1, 1, 1, 1] };
  const program = trace(({ x, w }) => ({
    y: tf.conv3d(x as tf.Tensor4D, w as tf.Tensor5D, 1, "valid"),
  }), specs);
  assertEquals([...program.outputs.y.shape], [1, 2, 2, 1]);
  const { y } = interpret(program, { x: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8), w: Float64Array.of(1, 10) });
  assertEquals([...y], [51, 62, 73, 84]);
  const attempt = () =>
    trace(({ x, w }) => ({ y: tf.conv3d(x as tf.Tensor4D, w as tf.Tensor5D, 1, "valid") }), {
      x: [2, 2, 2, 1],
      w: [3, 1, 1, 1, 1],
    });
  const error = assertThrows(
    attempt,
    RangeError,
    "conv3d: filters [3,1,1,1,1] do not lie on volumes [1,2,2,2,1]",
  );
  assertStringIncludes(error.message, "volume_test.ts:");
});

Deno.test("mirrorPad repeats the border where it is symmetric, and leaves it out where it reflects", () => {
  const program = trace(({ x, n }) => ({
    reflect: tf.mirrorPad(x, [[1, 0], [2, 1]], "reflect"),
    symmetric: tf.mirrorPad(x, [[1, 0], [2, 3]], "symmetric"),
    whole: tf.mirrorPad(n, [[2, 2]], "reflect"),
  }), { x: [2, 3], n: { shape: [3], dtype: "int32" } });
  const found = interpret(program, { x: Float64Array.of(1, 2, 3, 4, 5, 6), n: Int32Array.of(1, 2, 3) });
  assertEquals([...found.reflect], [6, 5, 4, 5, 6, 5, 3, 2, 1, 2, 3, 2, 6, 5, 4, 5, 6, 5]);
  assertEquals([...found.symmetric], [
    ...[2, 1, 1, 2, 3, 3, 2, 1],
    ...[2, 1, 1, 2, 3, 3, 2, 1],
    ...[5, 4, 4, 5, 6, 6, 5, 4],
  ]);
  assertEquals([...found.whole], [3, 2, 1, 2, 3, 2, 1]);
});
