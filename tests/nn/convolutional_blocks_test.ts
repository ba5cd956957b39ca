import * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  batchNorm,
  chain,
  conv2d,
  dense,
  invertedResidual,
  parameterCount,
  skipNet,
} from "../../lib/nn/mod.ts";
import { between, drawTensor } from "../support/tensors.ts";
import { checkModel, drawnParameters, outputOf } from "./check_model.ts";

Deno.test("an inverted residual block has the parts of its settings, and adds its input where the shapes allow it", () => {
  const names = (options: Parameters<typeof invertedResidual>[0]) =>
    invertedResidual(options).parameters.map(({ name }) => name);
  assertEquals(names({ inputs: 2, units: 3, expansion: 1, normalize: false }), [
    "depthwise.kernel",
    "depthwise.bias",
    "project.kernel",
    "project.bias",
  ]);
  assertEquals(names({ inputs: 2, units: 2 }).slice(0, 3), [
    "body.expand.kernel",
    "body.expand_norm.gain",
    "body.expand_norm.shift",
  ]);
  assertEquals(names({ inputs: 2, units: 2, stride: 2 })[0], "expand.kernel");
  // With a body of zeros nothing but the input is left.
  const block = invertedResidual({ inputs: 2, units: 2, normalize: false });
  const x = drawTensor([1, 3, 3, 2], 2, between(-1, 1)).values as Float64Array;
  const zero = new Float64Array(parameterCount(block.parameters));
  assertEquals(outputOf(block, zero, { shape: [1, 3, 3, 2], values: x }).values, [...x]);
});

Deno.test("MobileNetV2 of these blocks has the 2,236,682 parameters of the paper's network", () => {
  const stages = [[1, 16, 1, 1], [6, 24, 2, 2], [6, 32, 3, 2], [6, 64, 4, 2], [6, 96, 3, 1], [6, 160, 3, 2], [
    6,
    320,
    1,
    1,
  ]];
  let inputs = 32;
  const blocks = stages.flatMap(([expansion, units, count, stride], stage) =>
    Array.from({ length: count }, (_, k) => {
      const block = invertedResidual({ inputs, units, expansion, stride: k === 0 ? stride : 1 });
      inputs = units;
      return [`stage${stage + 1}_${k + 1}`, block] as const;
    })
  );
  const network = chain({
    stem: conv2d({ inputs: 3, units: 32, kernel: 3, stride: 2, bias: false }),
    stem_norm: batchNorm({ channels: 32 }),
    ...Object.fromEntries(blocks),
    head: conv2d({ inputs: 320, units: 1280, kernel: 1, bias: false }),
    head_norm: batchNorm({ channels: 1280 }),
    pool: (x: tf.Tensor) => tf.mean(x, [1, 2]),
    classes: dense({ inputs: 1280, units: 10 }),
  });
  assertEquals(parameterCount(network.parameters), 2_236_682);
});

Deno.test("gradients of convolutional blocks reach every parameter and are right on every path", async () => {
  const block = invertedResidual({ inputs: 2, units: 2, expansion: 2, activation: "softplus" });
  await checkModel("inverted residual", block, [2, 4, 5, 2]);
  const narrower = invertedResidual({
    inputs: 3,
    units: 2,
    expansion: 2,
    stride: 2,
    activation: "silu",
    normalize: false,
  });
  await checkModel("inverted residual, stride 2", narrower, [2, 5, 4, 3]);
  for (const options of [{}, { skip: 0, normalize: false }, { skip: 2, normalize: false }]) {
    const net = skipNet({ inputs: 2, outputs: 1, channels: [3, 4], activation: "tanh", ...options });
    await checkModel(`skip net ${JSON.stringify(options)}`, net, [1, 6, 5, 2]);
  }
});

Deno.test("a skip net keeps height and width, also odd ones, and has the parameters counted by hand", () => {
  const net = skipNet({ inputs: 1, outputs: 2, channels: [2, 3, 2], skip: 1, activation: "tanh" });
  const flat = drawnParameters(net, 4);
  for (const [height, width] of [[8, 8], [7, 5], [1, 3]]) {
    const shape = [2, height, width, 1], x = drawTensor(shape, 1, between(-1, 1)).values as Float64Array;
    assertEquals([...outputOf(net, flat, { shape, values: x }).shape], [2, height, width, 2]);
  }
  // Kernels without biases, and two numbers a channel for each norm.
  const down = [9 * 1 * 2 + 9 * 2 * 2 + 8, 9 * 2 * 3 + 9 * 3 * 3 + 12, 9 * 3 * 2 + 9 * 2 * 2 + 8];
  const skip = [1 + 2, 2 + 2, 3 + 2];
  const up = [9 * (3 + 1) * 2 + 2 * 2 + 8, 9 * (2 + 1) * 3 + 3 * 3 + 12, 9 * (2 + 1) * 2 + 2 * 2 + 8];
  const sum = [...down, ...skip, ...up].reduce((a, b) => a + b);
  assertEquals(parameterCount(net.parameters), sum + 2 * 2 + 2);
});

Deno.test("a hook that replaces the deepest result cuts what it came from", () => {
  const net = skipNet({ inputs: 1, outputs: 1, channels: [2, 2], activation: "tanh", normalize: false });
  const flat = drawnParameters(net, 4), shape = [1, 4, 4, 1];
  const x = drawTensor(shape, 1, between(-1, 1)).values as Float64Array;
  const hooks = { skip1: tf.zerosLike, up2: (h: tf.Tensor) => tf.onesLike(h) };
  const found = outputOf(net, flat, { shape, values: x }, hooks);
  assertEquals(outputOf(net, flat, { shape, values: x.map((v) => -v) }, hooks).values, found.values);
  assert(outputOf(net, flat, { shape, values: x }).values.some((v, i) => v !== found.values[i]));
});

Deno.test("settings that make no block are refused", () => {
  const net = { inputs: 1, outputs: 1, channels: [2] };
  assertThrows(
    () => skipNet({ ...net, channels: [] }),
    RangeError,
    "needs the channels of one scale or more",
  );
  assertThrows(() => skipNet({ ...net, channels: [2, 0] }), RangeError, "the channels of a scale must be");
  assertThrows(() => skipNet({ ...net, skip: -1 }), RangeError, "skip must be a positive integer, got -1");
  assertThrows(
    () => skipNet({ ...net, outputs: 0 }),
    RangeError,
    "outputs must be a positive integer, got 0",
  );
  assertThrows(
    () => invertedResidual({ inputs: 2, units: 2, expansion: 0.5 }),
    RangeError,
    "expansion must be",
  );
});
