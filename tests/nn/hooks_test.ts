import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertThrows } from "@std/assert";
import { interpret, trace } from "../../lib/graph/mod.ts";
import {
  batchNorm,
  chain,
  dense,
  EVERY_INNER,
  type Hooks,
  InnerTensors,
  multilayerPerceptron,
  parameterCount,
  residual,
  unflatten,
} from "../../lib/nn/mod.ts";
import { useCpuBackend } from "../support/tensors.ts";

const MODEL = multilayerPerceptron({ widths: [1, 2, 1], activation: "relu" });
/** h = relu([x, −x]), y = 10 h₁ + 20 h₂ + 1. */
const FLAT = Float64Array.of(1, -1, 0, 0, 10, 20, 1);

function outputs(hooks: Hooks, extra: () => Record<string, tf.Tensor> = () => ({})) {
  const program = trace(({ flat, x }) => ({
    y: MODEL.apply(unflatten(flat, MODEL.parameters), x, hooks),
    ...extra(),
  }), { flat: [7], x: [2, 1] });
  return interpret(program, { flat: FLAT, x: Float64Array.of(3, -2) });
}

Deno.test("a hook reads an inner tensor and leaves the output as it is", () => {
  let seen: tf.Tensor | undefined;
  const { y, hidden } = outputs({ hidden1: (h) => void (seen = h) }, () => ({ hidden: seen! }));
  assertEquals([[...hidden], [...y]], [[3, 0, 0, 2], [31, 41]]);
});

Deno.test("what a hook returns takes the tensor's place", () => {
  const { y } = outputs({ hidden1: (h) => tf.mul(h, tf.tensor1d([0, 1])) });
  assertEquals([...y], [1, 41]);
});

Deno.test("a hook of no inner tensor is refused with the names that there are, another shape with both", () => {
  assertThrows(
    () => outputs({ hidden2: () => {} }),
    RangeError,
    'multilayer perceptron: there is no inner tensor "hidden2", allowed hidden1',
  );
  assertThrows(() => outputs({ toString: () => {} }), RangeError, 'no inner tensor "toString"');
  assertThrows(
    () => outputs({ hidden1: (h) => tf.sum(h) }),
    RangeError,
    'the hook of "hidden1" gives shape [], needs [2,2]',
  );
});

Deno.test("hooks of a part lose the part's name, and count as used", async () => {
  await useCpuBackend();
  const seen: string[] = [];
  const hook = (name: string) => () => void seen.push(name);
  const inner = new InnerTensors("whole", { "a.x": hook("a.x"), "ab.x": hook("ab.x") });
  const part = new InnerTensors("part", inner.of("a"));
  part.pass("x", tf.scalar(1));
  part.finish();
  assertEquals(seen, ["a.x"]);
  assertThrows(() => inner.finish(), RangeError, 'whole: there is no inner tensor "ab.x", allowed a.…');
});

Deno.test("a model refuses parameters of another number or shape, and inputs of another width", () => {
  const apply = (shapes: number[][], x: number[]) => () =>
    trace((given) => {
      const { x, ...rest } = given as Record<string, tf.Tensor>;
      return { y: MODEL.apply(Object.values(rest), x) };
    }, { x, ...Object.fromEntries(shapes.map((shape, k) => [`p${k}`, shape])) });
  const right = [[1, 2], [2], [2, 1], [1]];
  apply(right, [5, 1])();
  assertThrows(
    apply(right.slice(1), [5, 1]),
    RangeError,
    "got 3 parameter tensors, needs 4 (weight1, bias1, weight2, bias2)",
  );
  assertThrows(
    apply([[2, 1], ...right.slice(1)], [5, 1]),
    RangeError,
    "weight1 has shape [2,1], needs [1,2]",
  );
  assertThrows(apply(right, [5, 3]), RangeError, "the input has shape [5,3], needs [batch,1]");
  assertThrows(apply(right, [1]), RangeError, "the input has shape [1], needs [batch,1]");
});

Deno.test("one hook sees every inner tensor in its order, with its whole name, after the hook of that name", () => {
  const body = chain({ layer: dense({ inputs: 2, units: 2 }), norm: batchNorm({ channels: 2 }) });
  const model = chain({ block: residual(body), output: dense({ inputs: 2, units: 1 }) }), seen: string[] = [];
  const program = trace(({ flat, x }) => ({
    y: model.apply(unflatten(flat, model.parameters), x, {
      [EVERY_INNER]: (_, name) => void seen.push(name),
      "block.body.layer": (value, name) => (seen.push(`own ${name}`), tf.mul(value, 0)),
    }),
  }), { flat: [parameterCount(model.parameters)], x: [3, 2] });
  assertEquals(seen, [
    "block.body.layer.linear",
    "own block.body.layer",
    "block.body.layer",
    "block.body.norm.mean",
    "block.body.norm.variance",
    "block.body.norm",
    "block.body",
    "block.shortcut",
    "block",
    "output.linear",
    "output",
  ]);
  assertEquals(Object.keys(program.outputs), ["y"]);
});
