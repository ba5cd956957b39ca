import * as tf from "@tensorflow/tfjs-core";
import { compile, grad, interpret, trace } from "../../lib/graph/mod.ts";
import { ENGINE_STATUSES, engineTest } from "../support/present_engines.ts";
import { assertAllClose, assertClose } from "../support/tensors.ts";

for (const status of ENGINE_STATUSES) {
  engineTest(status, "batches of matrices broadcast, and so do their gradients", async () => {
    const program = trace(({ a, b }) => {
      const y = tf.matMul(a, b), [da, db] = grad(tf.sum(tf.square(y)), [a, b]);
      return { y, da, db };
    }, { a: [2, 2, 1, 1], b: [2, 1, 1, 1] });
    const inputs = { a: Float64Array.of(1, 2, 3, 4), b: Float64Array.of(1, 10) };
    const executable = await compile(program, { engine: status.engine });
    const found = await executable.run(inputs);
    await executable.dispose();
    assertClose(found.y, Float64Array.of(1, 2, 30, 40), { relative: 1e-6 }, "product");
    assertClose(found.da, Float64Array.of(2, 4, 600, 800), { relative: 1e-6 }, "gradient by a");
    assertClose(found.db, Float64Array.of(2 * (1 + 4), 20 * (9 + 16)), { relative: 1e-6 }, "gradient by b");
  });

  engineTest(status, "batches broadcast against each other and with transposes", async () => {
    for (
      const [left, right] of [[[2, 1], [1, 3]], [[1, 3], [2, 1]], [[3], [2, 1]], [[2, 3], [1]], [[1], [2, 3]]]
    ) {
      for (const [transposeA, transposeB] of [[false, false], [true, false], [false, true]]) {
        const a = [...left, ...(transposeA ? [3, 2] : [2, 3])],
          b = [...right, ...(transposeB ? [2, 3] : [3, 2])];
        const program = trace(({ a, b }) => ({ y: tf.matMul(a, b, transposeA, transposeB) }), { a, b });
        const numbers = (shape: number[]) =>
          Float64Array.from({ length: shape.reduce((x, y) => x * y, 1) }, (_, i) => (5 * i) % 7 - 3);
        const inputs = { a: numbers(a), b: numbers(b) },
          executable = await compile(program, { engine: status.engine });
        assertAllClose(
          await executable.run(inputs),
          interpret(program, inputs),
          { relative: 1e-5 },
          `[${a}]·[${b}]`,
        );
        await executable.dispose();
      }
    }
  });

  engineTest(status, "one tensor is a right operand in two shapes", async () => {
    const program = trace(({ x }) => {
      const row = tf.reshape(x, [1, 3]), column = tf.reshape(x, [3, 1]);
      return { inner: tf.matMul(row, column), outer: tf.matMul(column, row), again: tf.matMul(row, column) };
    }, { x: [3] });
    const executable = await compile(program, { engine: status.engine });
    for (let run = 0; run < 3; run++) {
      const found = await executable.run({ x: Float64Array.of(1, 2, 3) });
      assertClose(found.inner, Float64Array.of(14), { relative: 1e-6 }, "inner product");
      assertClose(
        found.outer,
        Float64Array.of(1, 2, 3, 2, 4, 6, 3, 6, 9),
        { relative: 1e-6 },
        "outer product",
      );
      assertClose(found.again, Float64Array.of(14), { relative: 1e-6 }, "inner product");
    }
    await executable.dispose();
  });
}
