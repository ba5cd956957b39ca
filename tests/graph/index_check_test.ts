/** Indices outside their tables: one error on every engine. */
import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import {
  compile,
  compileLoop,
  grad,
  InputError,
  interpret,
  type Program,
  softmaxCrossEntropy,
  trace,
  vmap,
} from "../../lib/graph/mod.ts";
import { outsideMessage } from "../../lib/graph/index_check.ts";
import { ENGINE_STATUSES, engineTest } from "../support/present_engines.ts";

type Lookup = (x: tf.Tensor, at: tf.Tensor) => tf.Tensor;

/** Look-ups in a matrix [3, 2], indices that fit, some that do not, and what is to be said of these. */
const LOOKUPS: Record<string, [Lookup, shape: number[], good: number[], bad: number[], [number, number]]> = {
  "a negative row": [(x, at) => tf.gather(x, at as tf.Tensor1D), [2], [0, 2], [0, -1], [-1, 3]],
  "a row beyond the end": [(x, at) => tf.gather(x, at as tf.Tensor1D), [2], [0, 2], [0, 300], [300, 3]],
  "a column": [(x, at) => tf.gather(x, at as tf.Tensor1D, 1), [2], [0, 1], [0, 2], [2, 2]],
  "a row of each batch": [
    (x, at) => tf.gather(x, at as tf.Tensor1D, 1, 1),
    [3, 1],
    [1, 0, 1],
    [2, 0, 1],
    [2, 2],
  ],
  "a tuple": [(x, at) => tf.gatherND(x, at), [2, 2], [2, 1, 0, 0], [1, 1, 0, 7], [7, 2]],
  "a tuple of a sum": [
    (x, at) => tf.scatterND(at, tf.slice(tf.reshape(x, [6]), [0], [2]), [3, 2]),
    [2, 2],
    [0, 0, 2, 1],
    [0, 0, -4, 1],
    [-4, 3],
  ],
  "a segment": [
    (x, at) => tf.unsortedSegmentSum(x, at as tf.Tensor1D, 2),
    [3],
    [0, 1, 1],
    [0, 5, 1],
    [5, 2],
  ],
  "a class": [softmaxCrossEntropy, [3], [0, 1, 1], [0, 1, 12], [12, 2]],
  "a class of a gradient": [
    (x, at) => grad(tf.sum(softmaxCrossEntropy(x, at)), x),
    [3],
    [0, 1, 1],
    [0, 1, -1],
    [-1, 2],
  ],
  "a row of each sample": [
    (x, at) => vmap((row, at) => tf.gather(row, at as tf.Tensor1D), [x, at]),
    [3, 1],
    [1, 0, 1],
    [0, 9, 1],
    [9, 2],
  ],
  "a class of each sample": [
    (x, at) => vmap((row, at) => softmaxCrossEntropy(row, at), [x, at]),
    [3],
    [1, 0, 1],
    [0, 2, 1],
    [2, 2],
  ],
};

const X = Float32Array.of(1, 2, 3, 4, 5, 6);

function traced([op, shape]: (typeof LOOKUPS)[string]): Program {
  return trace(({ x, at }) => ({ y: op(x, at) }), { x: [3, 2], at: { shape, dtype: "int32" } });
}

for (const status of ENGINE_STATUSES) {
  engineTest(
    status,
    "an index outside its table is an InputError that names it and what is allowed",
    async () => {
      for (const [what, lookup] of Object.entries(LOOKUPS)) {
        const [, , good, bad, [index, rows]] = lookup;
        const executable = await compile(traced(lookup), { engine: status.engine });
        const run = async (at: number[]) => await executable.run({ x: X, at: Int32Array.from(at) });
        await run(good);
        const error = await assertRejects(() => run(bad), InputError, undefined, what);
        assertEquals(error.message, outsideMessage(index, rows), what);
        await run(good);
        await executable.dispose();
      }
    },
  );

  engineTest(status, "so is one of a later step of a loop", async () => {
    const program = trace(({ x, at }) => ({
      x: tf.add(x, tf.unsortedSegmentSum(tf.gather(x, at as tf.Tensor1D), at as tf.Tensor1D, 3)),
      loss: tf.sum(softmaxCrossEntropy(x, tf.concat([at, tf.zeros([1], "int32")]))),
    }), { x: [3, 2], at: { shape: [2], dtype: "int32" } });
    const loop = await compileLoop(program, ["x"], { engine: status.engine });
    const error = await assertRejects(
      () => loop.run({ x: X }, { at: Int32Array.of(0, 1, 1, 0, 4, 0) }, 3),
      InputError,
    );
    assertEquals(error.message, outsideMessage(4, 3));
    await loop.dispose();
  });
}

Deno.test("the interpreter names the index as it was given", () => {
  for (const [what, lookup] of Object.entries(LOOKUPS)) {
    const [, , , bad, [index, rows]] = lookup;
    const run = () => interpret(traced(lookup), { x: X, at: Int32Array.from(bad) });
    assertEquals(assertThrows(run, RangeError, undefined, what).message, outsideMessage(index, rows), what);
  }
});

Deno.test("constant indices that are outside are refused while tracing, with the user's line", () => {
  const at = (values: number[], shape: number[]) => tf.tensor(values, shape, "int32");
  const cases: [(x: tf.Tensor) => tf.Tensor, string][] = [
    [(x) => softmaxCrossEntropy(x, at([0, 5, 1], [3])), "gather: index 5 is outside 0…1"],
    [(x) => tf.gatherND(x, at([2, -1], [1, 2])), "gatherND: index -1 is outside 0…1"],
    [
      (x) => tf.gather(x, at([2, 0, 1], [3, 1]) as unknown as tf.Tensor1D, 1, 1),
      "gather: index 2 is outside 0…1",
    ],
  ];
  for (const [op, message] of cases) {
    const error = assertThrows(() => trace(({ x }) => ({ y: op(x) }), { x: [3, 2] }), RangeError, message);
    assertStringIncludes(error.message, "index_check_test.ts:");
  }
});
