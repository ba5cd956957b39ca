import * as tf from "@tensorflow/tfjs-core";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { compile, grad, interpret, stopGradient, trace } from "../../lib/graph/mod.ts";
import { OP_RULES } from "../../lib/graph/rules/mod.ts";
import { assertSameVector, centralDifferences } from "../support/differences.ts";
import { derivativeProgram, weighted } from "../support/derivative_program.ts";
import { FUNCTION_CASES, KERNEL_CASES } from "../support/kernel_cases.ts";
import { assertAllClose, between, drawTensor, specsOf, valuesOf } from "../support/tensors.ts";

const RUNS = { seed: 2, numRuns: 5 };
const FLOAT64 = { relative: 1e-12, absolute: 1e-13 };

/** Relative errors that the derivatives of each order may have. */
const ALLOWED = { first: 1e-6, second: 1e-6, third: 1e-4 };

const CASES = { ...KERNEL_CASES, ...FUNCTION_CASES };

for (const [kernel, cases] of Object.entries(CASES)) {
  const smooth = cases.filter((one) => one.smooth);
  if (smooth.length === 0) continue;
  Deno.test(`first, second and third derivatives of ${kernel} agree with central differences and on onnx`, async () => {
    for (const { what, call } of smooth) {
      await fc.assert(
        fc.asyncProperty(call, async (drawn) => {
          const program = derivativeProgram(drawn, "float64"), inputs = valuesOf(drawn.inputs);
          const found = interpret(program, inputs);
          for (const name of Object.keys(program.outputs)) {
            const [order, by] = name.split(" by ");
            if (!by) continue;
            const expected = centralDifferences(program, order, inputs, by);
            const allowed = ALLOWED[order as keyof typeof ALLOWED];
            assertSameVector(found[name], expected, allowed, `${kernel}, ${what}, ${name}`);
          }
          const onnx = await compile(program, { engine: "onnx" });
          assertAllClose(await onnx.run(inputs), found, FLOAT64, `${kernel}, ${what}, onnx`);
          await onnx.dispose();
        }),
        RUNS,
      );
    }
  });
}

Deno.test("every op that traces and their derivatives hold has a gradient rule or none by intent", () => {
  const seen = new Set<string>();
  for (const cases of Object.values(CASES)) {
    for (const { call, smooth } of cases) {
      for (const drawn of fc.sample(call, { seed: 3, numRuns: 6 })) {
        const program = smooth ? derivativeProgram(drawn, "float64") : trace((x) => {
          const result = drawn.apply(x);
          return Object.fromEntries((Array.isArray(result) ? result : [result]).map((y, k) => [`y${k}`, y]));
        }, specsOf(drawn.inputs));
        for (const node of program.graph.nodes) if (node.inputs.length > 0) seen.add(node.op.name);
      }
    }
  }
  const decided = [...OP_RULES.keys()];
  assertEquals([...seen].filter((name) => !decided.includes(name)), [], "ops that nobody has decided about");
  assertEquals(decided.filter((name) => !seen.has(name)), [], "rules of ops that no case reaches");
});

/** A composite of most smooth ops. */
function composite(x: tf.Tensor, w: tf.Tensor): tf.Tensor {
  const h = tf.tanh(tf.matMul(x, w));
  const s = tf.softmax(tf.add(tf.sin(h), tf.sigmoid(tf.matMul(h, w))));
  return tf.sum(tf.mul(tf.exp(tf.mul(h, 0.5)), tf.add(s, tf.sqrt(tf.add(tf.square(h), 1)))));
}

Deno.test("the third derivative of a smooth composite agrees with central differences and on onnx", async () => {
  const inputs = { x: drawTensor([3, 2], 5, between(-1, 1)), w: drawTensor([2, 2], 6, between(-1, 1)) };
  const program = trace(
    ({ x, w }) => {
      const first = grad(composite(x, w), x);
      const second = grad(weighted(first, 1), w);
      const third = weighted(second, 2);
      return { third, "by x": grad(third, x), "by w": grad(third, w) };
    },
    specsOf(inputs),
    { precision: "float64" },
  );
  const found = interpret(program, valuesOf(inputs));
  for (const by of ["x", "w"]) {
    const expected = centralDifferences(program, "third", valuesOf(inputs), by);
    assertSameVector(found[`by ${by}`], expected, 1e-6, `third derivative by ${by}`);
  }
  const onnx = await compile(program, { engine: "onnx" });
  assertAllClose(await onnx.run(valuesOf(inputs)), found, FLOAT64, "onnx");
  await onnx.dispose();
});

Deno.test("powers with a constant whole exponent have finite derivatives of every order at 0", () => {
  const program = trace(
    ({ x }) => {
      const y = tf.sum(tf.add(tf.pow(x, 2), tf.pow(x, 3)));
      const first = grad(y, x), second = grad(tf.sum(first), x), third = grad(tf.sum(second), x);
      return { first, second, third };
    },
    { x: [3] },
    { precision: "float64" },
  );
  const { first, second, third } = interpret(program, { x: Float64Array.of(-1, 0, 2) });
  assertEquals([...first], [1, 0, 16]);
  assertEquals([...second], [-4, 2, 14]);
  assertEquals([...third], [6, 6, 6]);
});

Deno.test("0 to the power of a tensor that holds 0 has gradient 0, not NaN", () => {
  const program = trace(({ x, p }) => {
    const [byX, byP] = grad(tf.sum(tf.pow(x, p)), [x, p]);
    return { byX, byP };
  }, { x: [2], p: [2] });
  const { byX, byP } = interpret(program, { x: Float64Array.of(0, 0), p: Float64Array.of(0, 2) });
  assertEquals([...byX], [0, 0]);
  assertEquals([...byP], [0, 0]);
});

Deno.test("equal maxima share the gradient, and a tie of maximum or minimum is halved", () => {
  const program = trace(({ x, y }) => ({
    max: grad(tf.max(x), x),
    left: grad(tf.sum(tf.maximum(x, y)), x),
    right: grad(tf.sum(tf.minimum(x, y)), y),
    relu: grad(tf.sum(tf.relu(x)), x),
    abs: grad(tf.sum(tf.abs(x)), x),
  }), { x: [3], y: [3] });
  const found = interpret(program, { x: Float64Array.of(2, 0, 2), y: Float64Array.of(2, 1, 1) });
  assertEquals(Object.fromEntries(Object.entries(found).map(([name, values]) => [name, [...values]])), {
    max: [0.5, 0, 0.5],
    left: [0.5, 0, 1],
    right: [0.5, 0, 1],
    relu: [1, 0, 1],
    abs: [1, 0, 1],
  });
});

Deno.test("a gradient passes neither stopGradient, comparisons nor casts, and is then zero", () => {
  const program = trace(({ x }) => ({
    stopped: grad(tf.sum(tf.mul(stopGradient(x), x)), x),
    counted: grad(tf.sum(tf.cast(tf.greater(x, 0), "float32")), x),
    cast: grad(tf.sum(tf.cast(tf.cast(x, "int32"), "float32")), x),
  }), { x: [2] });
  const found = interpret(program, { x: Float64Array.of(3, -1) });
  assertEquals([...found.stopped], [3, -1]);
  assertEquals([...found.counted], [0, 0]);
  assertEquals([...found.cast], [0, 0]);
});

Deno.test("a gradient by an intermediate result is the derivative by that result", () => {
  const program = trace(({ x }) => {
    const h = tf.square(x), y = tf.sum(tf.mul(h, x));
    const [byX, byH] = grad(y, [x, h]);
    return { byX, byH };
  }, { x: [2] });
  const found = interpret(program, { x: Float64Array.of(2, 3) });
  assertEquals([...found.byX], [12, 27]);
  assertEquals([...found.byH], [2, 3]);
});

Deno.test("gradients with repeated rows of gather add up", () => {
  const program = trace(({ x, rows }) => ({
    g: grad(tf.sum(tf.square(tf.gather(x, rows as tf.Tensor1D))), x),
  }), { x: [3, 1], rows: { shape: [4], dtype: "int32" } });
  const { g } = interpret(program, { x: Float64Array.of(1, 2, 3), rows: Int32Array.of(0, 2, 0, 2) });
  assertEquals([...g], [4, 0, 12]);
});

Deno.test("derivatives by a constant see every way to it, also through what is known beforehand", () => {
  const program = trace(
    ({ w }) => {
      const x = tf.tensor1d([0, 1, -2]), y = tf.mul(tf.mul(x, tf.sub(3, x)), w);
      const slope = grad(tf.sum(y), x), bend = grad(tf.sum(slope), x);
      // 0 and 1, on which ops could be left out, and a constant that alone decides the result.
      const [zero, one] = [tf.scalar(0), tf.scalar(1)];
      const known = tf.mul(tf.exp(one), one);
      return {
        slope,
        bend,
        byWeight: grad(tf.sum(slope), w),
        byZero: grad(tf.add(zero, tf.mul(tf.exp(zero), w)), zero),
        byOne: grad(tf.mul(one, w), one),
        byDivisor: grad(tf.div(w, one), one),
        byExponent: grad(tf.pow(w, one), one),
        known: grad(known, one),
      };
    },
    { w: [] },
    { precision: "float64" },
  );
  const found = interpret(program, { w: Float64Array.of(2) });
  assertEquals([...found.slope], [6, 2, 14]);
  assertEquals([...found.bend], [-4, -4, -4]);
  assertEquals([...found.byWeight], [3 + 1 + 7]);
  assertEquals([...found.byZero], [1 + 2]);
  assertEquals([...found.byOne], [2]);
  assertEquals([...found.byDivisor], [-2]);
  assertAlmostEquals(found.byExponent[0], 2 * Math.log(2), 1e-14);
  assertAlmostEquals(found.known[0], 2 * Math.E, 1e-14);
});
