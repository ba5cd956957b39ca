import * as tf from "@tensorflow/tfjs-core";
import { assert, assertAlmostEquals, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { interpret, trace } from "../../lib/graph/mod.ts";
import {
  activation,
  type ActivationName,
  flatten,
  multilayerPerceptron,
  parameterCount,
  parametersByName,
  parameterSize,
  unflatten,
} from "../../lib/nn/mod.ts";
import { useCpuBackend } from "../support/tensors.ts";

Deno.test("a multilayer perceptron has the parameters of its layers in order", () => {
  const { parameters } = multilayerPerceptron({ widths: [2, 5, 3], activation: "tanh" });
  assertEquals(parameters.map(({ name, shape, fanIn }) => [name, [...shape], fanIn]), [
    ["weight1", [2, 5], 2],
    ["bias1", [5], 2],
    ["weight2", [5, 3], 5],
    ["bias2", [3], 5],
  ]);
  assertEquals(parameters.map(parameterSize), [10, 5, 15, 3]);
  assertEquals(parameterCount(parameters), 33);
});

Deno.test("a multilayer perceptron computes W₂ σ(W₁ x + b₁) + b₂, without activation at the end", () => {
  const model = multilayerPerceptron({ widths: [2, 2, 1], activation: "relu" });
  const program = trace(({ flat, x }) => ({
    y: model.apply(unflatten(flat, model.parameters), x),
  }), { flat: [9], x: [2, 2] });
  assertEquals([...program.outputs.y.shape], [2, 1]);
  const flat = Float64Array.of(1, -1, 2, 1, 0.5, -3, 1, 10, -7);
  const { y } = interpret(program, { flat, x: Float64Array.of(1, 1, 0, -1) });
  // Row 1: h = relu([1+2+0.5, −1+1−3]) = [3.5, 0], y = 3.5 − 7; row 2: h = relu([−1.5, −4]) = 0, y = −7.
  assertEquals([...y], [-3.5, -7]);
});

Deno.test("each hidden layer has the activation, given by name or as a function", () => {
  const layers = (activate: ActivationName | ((x: tf.Tensor) => tf.Tensor)) => {
    const model = multilayerPerceptron({ widths: [1, 2, 2, 2, 1], activation: activate });
    const program = trace(({ flat }) => ({
      y: model.apply(unflatten(flat, model.parameters), tf.ones([1, 1])),
    }), { flat: [parameterCount(model.parameters)] });
    return program.graph.nodes.map((node) => node.op.name);
  };
  const tanh = layers("tanh");
  assertEquals(tanh.filter((name) => name === "tanh").length, 3);
  assertEquals(layers((x) => tf.tanh(x)), tanh);
  assertEquals(layers("identity").filter((name) => name === "tanh").length, 0);
});

Deno.test("widths that make no network are refused", () => {
  for (const widths of [[], [3], [3, 0], [3, 1.5, 1], [-1, 2], [NaN, 1]]) {
    assertThrows(
      () => multilayerPerceptron({ widths, activation: "tanh" }),
      RangeError,
      "multilayer perceptron: needs two or more positive widths",
    );
  }
});

Deno.test("activations are found by name and an unknown name is refused with the known ones", async () => {
  await useCpuBackend();
  const at = (name: ActivationName) => tf.tidy(() => activation(name)(tf.scalar(-0.5)).dataSync()[0]);
  const x = -0.5, erf = -0.3829249225480262;
  const wanted: Record<ActivationName, number> = {
    elu: Math.exp(x) - 1,
    gelu: x * (1 + erf) / 2,
    identity: x,
    leakyRelu: 0.01 * x,
    relu: 0,
    relu6: 0,
    selu: 1.7580993408473766 * (Math.exp(x) - 1),
    sigmoid: 1 / (1 + Math.exp(-x)),
    silu: x / (1 + Math.exp(-x)),
    sin: Math.sin(x),
    softplus: Math.log(1 + Math.exp(x)),
    tanh: Math.tanh(x),
  };
  for (const [name, value] of Object.entries(wanted)) {
    assertAlmostEquals(at(name as ActivationName), value, 1e-6, name);
  }
  for (const name of ["swish", "toString", ""]) {
    assertThrows(
      () => activation(name as ActivationName),
      RangeError,
      "allowed elu, gelu, identity",
    );
  }
});

Deno.test("flatten undoes unflatten, and parametersByName cuts at the same places", () => {
  const { parameters } = multilayerPerceptron({ widths: [2, 3, 1], activation: "sin" });
  const count = parameterCount(parameters);
  const flat = Float64Array.from({ length: count }, (_, i) => i);
  const program = trace(({ flat }) => {
    const tensors = unflatten(flat, parameters);
    return {
      again: flatten(tensors),
      ...Object.fromEntries(tensors.map((tensor, k) => [parameters[k].name, tensor])),
    };
  }, { flat: [count] });
  const { again, ...byName } = interpret(program, { flat });
  assertEquals([...again], [...flat]);
  assertEquals(byName, parametersByName(flat, parameters));
});

Deno.test("parametersByName gives views of the vector", () => {
  const { parameters } = multilayerPerceptron({ widths: [1, 1], activation: "sin" });
  const flat = Float64Array.of(1, 2), { bias1 } = parametersByName(flat, parameters);
  assertStrictEquals(bias1.buffer, flat.buffer);
  bias1[0] = 5;
  assert(flat[1] === 5);
});

Deno.test("a flat vector of another length is refused", () => {
  const { parameters } = multilayerPerceptron({ widths: [2, 3, 1], activation: "sin" });
  const message = "a flat vector of 12 numbers does not fit a model of 13 parameters";
  assertThrows(() => parametersByName(new Float64Array(12), parameters), RangeError, message);
  assertThrows(
    () => trace(({ flat }) => ({ y: unflatten(flat, parameters)[0] }), { flat: [12] }),
    RangeError,
    message,
  );
});
