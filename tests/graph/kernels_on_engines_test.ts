/** Every traced kernel on every TF.js backend that is present, whose kernels differ in what they get wrong. */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { compile, interpret, trace } from "../../lib/graph/mod.ts";
import { FUNCTION_CASES, KERNEL_CASES } from "../support/kernel_cases.ts";
import { ENGINE_STATUSES, engineTest } from "../support/present_engines.ts";
import { assertAllClose, specsOf, valuesOf } from "../support/tensors.ts";

const RUNS = { seed: 1, numRuns: 2 };
const TOLERANCE = { relative: 1e-4, absolute: 1e-4 };

/** Otherwise what is small and on the host already is computed there, by the kernels of cpu. */
function computeOnDevice(): void {
  tf.env().set("WEBGPU_CPU_FORWARD", false);
}

for (
  const status of ENGINE_STATUSES.filter(({ engine }) => !["onnx", "cpu", "interpreter"].includes(engine))
) {
  engineTest(status, "every kernel agrees with the interpreter", async () => {
    if (status.engine === "webgpu") computeOnDevice();
    for (const [kernel, cases] of Object.entries({ ...KERNEL_CASES, ...FUNCTION_CASES })) {
      for (const { what, call } of cases) {
        for (const { inputs, apply } of fc.sample(call, RUNS)) {
          const program = trace((x) => {
            const result = apply(x), list = Array.isArray(result) ? result : [result];
            return Object.fromEntries(list.map((tensor, k) => [`output${k}`, tensor]));
          }, specsOf(inputs));
          const executable = await compile(program, { engine: status.engine });
          const results = await executable.run(valuesOf(inputs));
          await executable.dispose();
          assertAllClose(results, interpret(program, valuesOf(inputs)), TOLERANCE, `${kernel}, ${what}`);
        }
      }
    }
  });

  engineTest(
    status,
    "tensors of five and six axes are moved, repeated, selected and summed rightly",
    async () => {
      if (status.engine === "webgpu") computeOnDevice();
      for (const shape of [[2, 3, 2, 2, 3], [2, 1, 3, 2, 2, 2]]) {
        for (const dtype of ["float32", "int32", "bool"] as const) {
          const reversed = shape.map((_, axis) => shape.length - 1 - axis);
          const program = trace(({ x, row }) => {
            const moved = tf.cast(x, dtype), repeated = tf.broadcastTo(tf.cast(row, dtype), shape);
            const counted = tf.cast(moved, dtype === "float32" ? "float32" : "int32");
            return {
              transposed: tf.transpose(moved, reversed),
              repeated,
              padded: tf.pad(moved, shape.map(() => [1, 0])),
              selected: tf.where(tf.greater(x, 0), moved, repeated),
              turned: tf.reverse(moved, [1, 3]),
              sum: tf.sum(counted, [0, 3]),
              running: tf.cumsum(counted, 2, true, true),
              float: tf.transpose(tf.cast(moved, "float32"), reversed),
            };
          }, { x: shape, row: [shape[shape.length - 1]] });
          const size = shape.reduce((product, length) => product * length, 1);
          const inputs = {
            x: Float32Array.from({ length: size }, (_, i) => (7 * i) % 5 - 2),
            row: Float32Array.of(1, -1, 0).subarray(0, shape[shape.length - 1]),
          };
          const executable = await compile(program, { engine: status.engine });
          const results = await executable.run(inputs);
          await executable.dispose();
          assertAllClose(results, interpret(program, inputs), TOLERANCE, `${dtype} [${shape}]`);
        }
      }
    },
  );
}
