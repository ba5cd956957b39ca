import * as tf from "@tensorflow/tfjs-core";
import { assert, assertEquals } from "@std/assert";
import { constant, type HostArrays, type Precision, type Program } from "../../../lib/graph/mod.ts";
import { onnxLoop } from "../../../lib/graph/onnx/session.ts";
import { onnxSplitLoop } from "../../../lib/graph/onnx/split_loop.ts";
import { parameterCount, type ParameterSpec } from "../../../lib/nn/mod.ts";
import {
  adam,
  adamW,
  clipByGlobalNorm,
  clipByValue,
  type Optimizer,
  rmsProp,
  sgd,
} from "../../../lib/optim/mod.ts";
import { carriedNames, stepProgram } from "../../../lib/train/step_program.ts";
import { between, drawTensor } from "../../support/tensors.ts";

/** One tensor longer than those that are handed over by themselves, between two short ones. */
const PARAMETERS: readonly ParameterSpec[] = [
  { name: "scale", shape: [3], fanIn: 3 },
  { name: "table", shape: [3, 21_900], fanIn: 3 },
  { name: "bias", shape: [5, 1], fanIn: 1 },
];
const COUNT = parameterCount(PARAMETERS), ROWS = 2, STEPS = 6;

function step(
  optimizer: Optimizer,
  precision: Precision,
  extra: Partial<Parameters<typeof stepProgram>[0]> = {},
) {
  const values = Float64Array.from(drawTensor([7, 3], 1, between(-1, 1)).values);
  return stepProgram({
    parameters: PARAMETERS,
    loss([scale, table, bias], rows) {
      const x = tf.mul(tf.gather(constant(values, [7, 3]), rows), scale);
      return tf.add(tf.mean(tf.square(tf.tanh(tf.matMul(x, table as tf.Tensor2D)))), tf.sum(tf.square(bias)));
    },
    optimizer,
    batchSize: ROWS,
    precision,
    ...extra,
  });
}

function given(optimizer: Optimizer): { state: HostArrays; perStep: HostArrays } {
  const initial = drawTensor([COUNT], 2, between(-0.3, 0.3)).values;
  return {
    state: Object.fromEntries(
      carriedNames(optimizer).map((name) => [
        name,
        name === "parameters" ? initial : new Float64Array(COUNT),
      ]),
    ),
    perStep: {
      coefficients: Float64Array.from(
        Array.from({ length: STEPS }, (_, i) => optimizer.coefficientsAt(i + 1)).flat(),
      ),
      rows: drawTensor([STEPS, ROWS], 3, (stream) => stream.integer(7), "int32").values,
    },
  };
}

async function sameBits(program: Program, optimizer: Optimizer, what: string): Promise<void> {
  const names = carriedNames(optimizer), { state, perStep } = given(optimizer);
  const inGraph = await onnxLoop(program, names), split = await onnxSplitLoop(program, names);
  assert(split, `${what}: has two parts`);
  const expected = await inGraph.run(state, perStep, STEPS), found = await split.run(state, perStep, STEPS);
  for (const part of ["state", "metrics"] as const) {
    assertEquals(Object.keys(found[part]).sort(), Object.keys(expected[part]).sort(), what);
    for (const [name, values] of Object.entries(expected[part])) {
      const differs = values.findIndex((value, i) => !Object.is(value, found[part][name][i]));
      assertEquals(differs, -1, `${what}: ${name}[${differs}]`);
    }
  }
  assert(
    found.state.parameters.some((value, i) => value !== Math.fround(state.parameters[i])),
    `${what} moves`,
  );
  await inGraph.dispose();
  await split.dispose();
}

const OPTIMIZERS: Readonly<Record<string, Optimizer>> = {
  adam: adam({ learningRate: 0.01 }),
  adamW: adamW({ learningRate: 0.01, weightDecay: 0.1 }),
  sgd: sgd({ learningRate: 0.1 }),
  momentum: sgd({ learningRate: 0.1, momentum: 0.9 }),
  rmsProp: rmsProp({ learningRate: 0.01 }),
  "clipped by norm": clipByGlobalNorm(adam({ learningRate: 0.01 }), 0.01),
  "clipped by value": clipByValue(adam({ learningRate: 0.01 }), 1e-3),
};

Deno.test("a loop in two parts gives the bits of the loop in one graph, with every optimizer", async () => {
  for (const [name, optimizer] of Object.entries(OPTIMIZERS)) {
    for (const precision of ["float32", "float64"] as const) {
      await sameBits(step(optimizer, precision), optimizer, `${name}, ${precision}`);
    }
  }
});

Deno.test("it gives them too where metrics read gradient, parameters and next values", async () => {
  const optimizer = adam({ learningRate: 0.01 });
  const program = step(optimizer, "float32", {
    metrics: ({ gradient, parameters: [scale], loss }) => ({
      norm: tf.norm(gradient),
      scale: tf.sum(scale),
      twice: tf.add(loss, loss),
    }),
  });
  await sameBits(program, optimizer, "metrics");
});

Deno.test("calls that overlap do not mix", async () => {
  const optimizer = OPTIMIZERS.adam, { state, perStep } = given(optimizer);
  const loop = (await onnxSplitLoop(step(optimizer, "float32"), carriedNames(optimizer)))!;
  const [one, other] = await Promise.all([
    loop.run(state, perStep, STEPS),
    loop.run({ ...state, parameters: new Float64Array(COUNT) }, perStep, STEPS),
  ]);
  const alone = await loop.run(state, perStep, STEPS);
  assertEquals(one, alone);
  assert(other.metrics.loss[0] !== one.metrics.loss[0]);
  await loop.dispose();
});

Deno.test("an update that is not one pass over the vectors has no second part", async () => {
  const optimizer = OPTIMIZERS.adam, names = carriedNames(optimizer);
  const frozen = step(optimizer, "float32", { frozen: ["scale"] });
  assertEquals(await onnxSplitLoop(frozen, names), null);
  const sorted: Optimizer = {
    ...optimizer,
    update: (parameters, gradient, slots) => ({
      parameters: tf.reverse(tf.sub(parameters, gradient)),
      slots,
    }),
  };
  assertEquals(await onnxSplitLoop(step(sorted, "float32"), names), null);
});
