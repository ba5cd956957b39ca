import * as tf from "@tensorflow/tfjs-core";
import { assertEquals } from "@std/assert";
import { compile, grad, interpret, perSampleGradients, trace, vjp, vmap } from "../../../lib/graph/mod.ts";
import { CONVOLUTION_RULES } from "../../../lib/graph/rules/convolution.ts";
import {
  chain,
  conv1d,
  conv2d,
  depthwiseConv2d,
  type Model,
  unflatten,
  uniformFanIn,
} from "../../../lib/nn/mod.ts";
import { generator } from "../../../lib/random/mod.ts";
import { assertSameVector } from "../../support/differences.ts";
import { assertAllClose, between, drawTensor, specsOf, valuesOf } from "../../support/tensors.ts";

const SAMPLES = 3;
const SAME = { relative: 1e-12, absolute: 1e-12 };

/** Images, filters and results of one sample: odd lengths, a stride that leaves a column over, and padding. */
const SHAPES = { x: [2, 5, 4, 2], w: [3, 2, 2, 3], y: [2, 3, 2, 3] };
type Part = keyof typeof SHAPES;

const PARTS = Object.keys(SHAPES) as Part[];

/** The convolution of one sample with its gradients by images and by filters. */
function convolve({ x, w, y }: Record<string, tf.Tensor>): tf.Tensor[] {
  const result = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, "same");
  return [result, ...vjp(result, [x, w], y)];
}

for (const varied of [["x"], ["w"], ["y"], ["x", "w"], ["x", "y"], ["w", "y"], PARTS] as Part[][]) {
  Deno.test(`convolutions of samples that differ in ${varied} are those of each sample`, async () => {
    const all = Object.fromEntries(PARTS.map((part, k) => {
      const shape = varied.includes(part) ? [SAMPLES, ...SHAPES[part]] : SHAPES[part];
      return [part, drawTensor(shape, k + 1, between(-1, 1))];
    }));
    const one = (given: Record<string, tf.Tensor>, i: number) =>
      convolve(
        Object.fromEntries(PARTS.map((part) => {
          const begin = [i, 0, 0, 0, 0], whole = given[part];
          if (!varied.includes(part)) return [part, whole];
          return [part, tf.reshape(tf.slice(whole, begin, [1, ...SHAPES[part]]), SHAPES[part])];
        })),
      );
    const program = trace(
      (given) => {
        const together = vmap((...sample) => {
          const own = Object.fromEntries(varied.map((part, k) => [part, sample[k]]));
          return convolve({ ...given, ...own });
        }, varied.map((part) => given[part]));
        const apart = Array.from({ length: SAMPLES }, (_, i) => one(given, i));
        return Object.fromEntries(together.flatMap((result, k) => [
          [`together ${k}`, result],
          [`apart ${k}`, tf.stack(apart.map((results) => results[k]))],
        ]));
      },
      specsOf(all),
      { precision: "float64" },
    );
    const found = interpret(program, valuesOf(all));
    for (const k of [0, 1, 2]) {
      assertEquals(program.outputs[`together ${k}`].shape, program.outputs[`apart ${k}`].shape);
      assertSameVector(found[`together ${k}`], found[`apart ${k}`], 1e-13, `result ${k}`);
    }
    const onnx = await compile(program, { engine: "onnx" });
    assertAllClose(await onnx.run(valuesOf(all)), found, SAME, "onnx");
    await onnx.dispose();
  });
}

Deno.test("there is a rule for convolutions and for the gradients that are ops of their own", () => {
  assertEquals(Object.keys(CONVOLUTION_RULES), [
    "conv2d",
    "conv2dImageGradient",
    "conv2dFilterGradient",
    "depthwiseConv2d",
  ]);
});

const NETWORKS: Record<string, [Model, image: number[]]> = {
  "two layers": [
    chain({
      first: conv2d({ inputs: 2, units: 3, kernel: 3, stride: 2, activation: "tanh" }),
      second: conv2d({ inputs: 3, units: 2, kernel: [2, 1], padding: "valid", activation: "sigmoid" }),
    }),
    [5, 6, 2],
  ],
  depthwise: [depthwiseConv2d({ channels: 2, kernel: 3, activation: "tanh" }), [4, 3, 2]],
  "one dimension": [conv1d({ inputs: 2, units: 3, kernel: 3, activation: "tanh" }), [6, 2]],
};

for (const [name, [model, image]] of Object.entries(NETWORKS)) {
  const flat = uniformFanIn(model.parameters, generator(1));
  const samples = (count: number) =>
    trace(
      ({ flat, x }) => {
        const parameters = unflatten(flat, model.parameters);
        const loss = (one: tf.Tensor) =>
          tf.sum(tf.square(model.apply(parameters, tf.reshape(one, [1, ...image]))));
        return { all: perSampleGradients(loss, flat, [x]) };
      },
      { flat: [flat.length], x: [count, ...image] },
      { precision: "float64" },
    );

  Deno.test(`gradients of the samples of a convolutional network (${name}) are those of each sample alone`, async () => {
    const x = drawTensor([SAMPLES, ...image], 2, between(-1, 1)).values, size = x.length / SAMPLES;
    const single = trace(
      ({ flat, x }) => ({
        g: grad(tf.sum(tf.square(model.apply(unflatten(flat, model.parameters), x))), flat),
      }),
      { flat: [flat.length], x: [1, ...image] },
      { precision: "float64" },
    );
    const onnx = await compile(samples(SAMPLES)), { all } = await onnx.run({ flat, x });
    await onnx.dispose();
    for (let i = 0; i < SAMPLES; i++) {
      const { g } = interpret(single, { flat, x: x.slice(i * size, (i + 1) * size) });
      assertSameVector(all.subarray(i * flat.length, (i + 1) * flat.length), g, 1e-12, `sample ${i}`);
    }
  });

  Deno.test(`their graph (${name}) does not grow with the number of samples`, () => {
    assertEquals(samples(2).graph.nodes.length, samples(20).graph.nodes.length);
  });
}
