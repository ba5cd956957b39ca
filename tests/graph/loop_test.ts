import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertRejects } from "@std/assert";
import {
  compile,
  compileLoop,
  grad,
  type HostArray,
  type HostArrays,
  InputError,
  type Precision,
  type Program,
  trace,
} from "../../lib/graph/mod.ts";
import { assertAllClose, between, drawTensor, useCpuBackend } from "../support/tensors.ts";

const WIDTH = 3, STEPS = 7;

/** A step of gradient descent on rows that each step names, with its rate; the name "steps" must not disturb. */
function stepOf(precision: Precision): Program {
  return trace(({ w, count, rate, rows, steps }) => {
    const data = tf.tensor2d([[1, 0, 2], [0, -1, 1], [2, 1, 0], [1, 1, 1]]);
    const x = tf.gather(data, rows as tf.Tensor1D);
    const error = tf.sub(tf.matMul(x, tf.reshape(w, [WIDTH, 1])), tf.reshape(steps, [2, 1]));
    const loss = tf.mean(tf.square(error));
    return {
      count: tf.add(count, tf.scalar(1, "int32")),
      w: tf.sub(w, tf.mul(rate, grad(loss, w))),
      loss,
      pair: tf.stack([loss, tf.sum(w)]),
      largest: tf.argMax(w),
    };
  }, {
    w: [WIDTH],
    count: { shape: [], dtype: "int32" },
    rate: [],
    rows: { shape: [2], dtype: "int32" },
    steps: [2],
  }, { precision });
}

const STATE = { w: drawTensor([WIDTH], 1, between(-1, 1)).values, count: Int32Array.of(0) };
const PER_STEP = {
  rate: drawTensor([STEPS], 2, between(0.01, 0.1)).values,
  rows: drawTensor([STEPS, 2], 3, (stream) => stream.integer(4), "int32").values,
  steps: drawTensor([STEPS, 2], 4, between(-1, 1)).values,
};

/** The same steps, one call each. */
async function stepByStep(program: Program) {
  const executable = await compile(program, { engine: "onnx" });
  let state: HostArrays = STATE;
  const metrics: Record<string, HostArray[]> = { loss: [], pair: [], largest: [] };
  for (let i = 0; i < STEPS; i++) {
    const { rate, rows, steps } = PER_STEP;
    const { w, count, ...rest } = await executable.run({
      ...state,
      rate: rate.slice(i, i + 1),
      rows: rows.slice(2 * i, 2 * i + 2),
      steps: steps.slice(2 * i, 2 * i + 2),
    });
    state = { w, count };
    for (const name of Object.keys(metrics)) metrics[name].push(rest[name]);
  }
  await executable.dispose();
  const rows = Object.entries(metrics).map(([name, values]) =>
    [name, values.flatMap((array) => [...array])] as const
  );
  return { state, metrics: Object.fromEntries(rows) };
}

const listed = (arrays: HostArrays) =>
  Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, [...array]]));

Deno.test("a loop on onnx equals single steps bit for bit, with a row of metrics a step", async () => {
  for (const precision of ["float32", "float64"] as const) {
    const program = stepOf(precision), expected = await stepByStep(program);
    const loop = await compileLoop(program, ["w", "count"], { engine: "onnx" });
    const { state, metrics } = await loop.run(STATE, PER_STEP, STEPS);
    assertEquals(listed(state), listed(expected.state), precision);
    assertEquals(listed(metrics), expected.metrics, precision);
    assertEquals([metrics.loss.length, metrics.pair.length, state.count[0]], [STEPS, 2 * STEPS, STEPS]);
    await loop.dispose();
  }
});

Deno.test("a loop gives the same bits however its steps fall into calls", async () => {
  const loop = await compileLoop(stepOf("float32"), ["w", "count"]);
  const whole = await loop.run(STATE, PER_STEP, STEPS);
  let state: HostArrays = STATE;
  const loss: number[] = [];
  for (let from = 0, count = 1; from < STEPS; from += count, count = Math.min(2 * count, STEPS - from)) {
    const { rate, rows, steps } = PER_STEP, to = from + count;
    const part = await loop.run(state, {
      rate: rate.slice(from, to),
      rows: rows.slice(2 * from, 2 * to),
      steps: steps.slice(2 * from, 2 * to),
    }, count);
    state = part.state;
    loss.push(...part.metrics.loss);
  }
  assertEquals(listed(state), listed(whole.state));
  assertEquals(loss, [...whole.metrics.loss]);
  await loop.dispose();
});

Deno.test("a loop by calls on cpu and on the interpreter agrees with the loop on onnx", async () => {
  await useCpuBackend();
  const program = stepOf("float32"), onnx = await compileLoop(program, ["w", "count"]);
  const expected = await onnx.run(STATE, PER_STEP, STEPS);
  for (const engine of ["cpu", "interpreter"] as const) {
    const loop = await compileLoop(program, ["w", "count"], { engine });
    assertEquals(loop.engine, engine);
    const found = await loop.run(STATE, PER_STEP, STEPS);
    assertAllClose(found.state, expected.state, { relative: 1e-5 }, engine);
    assertAllClose(found.metrics, expected.metrics, { relative: 1e-5 }, engine);
    await loop.dispose();
  }
  await onnx.dispose();
});

Deno.test("a loop does not change the arrays that it is given", async () => {
  await useCpuBackend();
  for (const engine of ["onnx", "cpu", "interpreter"] as const) {
    const loop = await compileLoop(stepOf("float32"), ["w", "count"], { engine });
    const state = { w: Float32Array.from(STATE.w), count: Int32Array.of(0) };
    await loop.run(state, PER_STEP, STEPS);
    assertEquals(state, { w: Float32Array.from(STATE.w), count: Int32Array.of(0) }, engine);
    await loop.dispose();
  }
});

Deno.test("what cannot be carried from step to step is refused with both sides", async () => {
  const program = trace(({ a, b }) => ({ a: tf.sum(a), c: b }), { a: [2], b: [2] });
  const of = (name: string) => () => compileLoop(program, [name]);
  await assertRejects(of("a"), InputError, `Cannot carry "a" from step to step: `);
  await assertRejects(of("a"), InputError, "input float [2], output float []");
  await assertRejects(of("b"), InputError, "output absent");
  await assertRejects(of("c"), InputError, "input absent");
  await assertRejects(of("nothing"), InputError, "input absent, output absent");
});

Deno.test("inputs that do not fit a loop are refused by every engine", async () => {
  await useCpuBackend();
  const { rate, rows, steps } = PER_STEP, { w, count } = STATE;
  const cases: [HostArrays, HostArrays, number, string][] = [
    [STATE, { rate, rows }, STEPS, "per-step inputs must be [rate,rows,steps], got [rate,rows]"],
    [STATE, { ...PER_STEP, extra: rate }, STEPS, "got [rate,rows,steps,extra]"],
    [{ w }, PER_STEP, STEPS, "carried inputs must be [w,count], got [w]"],
    [{ w: w.slice(1), count }, PER_STEP, STEPS, `input "w": needs 3 values (shape [3]), got 2`],
    [STATE, PER_STEP, STEPS + 1, `input "rate": needs 8 values (shape [8]), got 7`],
    [
      STATE,
      { ...PER_STEP, rows: rows.slice(1) },
      STEPS,
      `input "rows": needs 14 values (shape [7,2]), got 13`,
    ],
    [STATE, { rate, steps, rows: Float64Array.from(rows, (row) => row + 0.5) }, STEPS, "cannot hold"],
    [STATE, PER_STEP, 0, "loop: steps must be a positive integer, got 0"],
    [STATE, PER_STEP, 1.5, "got 1.5"],
    [STATE, PER_STEP, NaN, "got NaN"],
  ];
  for (const engine of ["onnx", "cpu"] as const) {
    const loop = await compileLoop(stepOf("float32"), ["w", "count"], { engine });
    for (const [state, perStep, count, message] of cases) {
      await assertRejects(() => loop.run(state, perStep, count), InputError, message);
    }
    await loop.dispose();
  }
});
