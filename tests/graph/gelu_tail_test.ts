import * as tf from "@tensorflow/tfjs-core";
import { assert } from "@std/assert";
import { compile, gelu, grad, interpret, trace } from "../../lib/graph/mod.ts";
import { ENGINE_STATUSES, engineTest } from "../support/present_engines.ts";
import { assertClose } from "../support/tensors.ts";

/** x, x·Φ(x) and its slope Φ(x) + x·φ(x), by mpmath to 17 digits. */
const RIGHT: readonly (readonly [number, number, number])[] = [
  [-35, -3.9371874726534219e-267, -1.3780137862911361e-265],
  [-20, -5.5072482372124674e-88, -1.1014360483133464e-86],
  [-12, -2.1317785344932148e-32, -2.5578956616748956e-31],
  [-9, -1.0157295653584566e-18, -9.1389373739066393e-18],
  [-7.5, -2.3931687546831722e-13, -1.7938314830426484e-12],
  [-6, -5.9195258702261888e-9, -3.5468709453902015e-8],
  [-5, -1.4332578593959696e-6, -7.1469460017922946e-6],
  [-4, -0.00012668496733247969, -0.00050364966122642149],
  [-3, -0.0040496940948902836, -0.011945647204183927],
  [-2.875, -0.0058078952835947548, -0.016374458403384222],
  [-2.8125, -0.0069128470552406839, -0.019036927690027568],
  [-2, -0.045500263896358414, -0.085231801078196897],
  [-1, -0.15865525393145705, -0.083315470587686298],
  [0.5, 0.34573123063700655, 0.86749512465616284],
  [2, 1.9544997361036416, 1.0852318010781969],
];

/** What cancels in the sum 1 + erf just above the tail, and the rounding of the exponent in it. */
const RELATIVE = { float32: 5e-5, float64: 2e-13 } as const;

for (const status of ENGINE_STATUSES) {
  const precisions = ["onnx", "interpreter"].includes(status.engine)
    ? ["float32", "float64"] as const
    : ["float32"] as const;
  engineTest(status, "gelu and its slope keep their relative accuracy on the left", async () => {
    for (const precision of precisions) {
      const points = RIGHT.filter(([x]) => precision === "float64" || x > -12.5);
      const program = trace(
        ({ x }) => {
          const y = gelu(x), [slope] = grad(tf.sum(y), [x]);
          return { y, slope };
        },
        { x: [points.length] },
        { precision },
      );
      const executable = await compile(program, { engine: status.engine });
      const { y, slope } = await executable.run({ x: Float64Array.from(points, ([x]) => x) });
      await executable.dispose();
      points.forEach(([x, value, derivative], i) => {
        for (const [found, right] of [[y[i], value], [slope[i], derivative]]) {
          const off = Math.abs(found / right - 1);
          assert(off <= RELATIVE[precision], `${precision} at ${x}: ${found}, right ${right}`);
        }
      });
    }
  });
}

Deno.test("gelu of a large tensor is that of a small one, with and without elements in the tail", async () => {
  for (const precision of ["float32", "float64"] as const) {
    for (const scale of [1, 12]) {
      const x = Float64Array.from({ length: 100 * 100 }, (_, i) => Math.fround(scale * Math.sin(1.3 * i)));
      const program = trace(({ x }) => ({ y: gelu(x) }), { x: [100, 100] }, { precision });
      const executable = await compile(program, { engine: "onnx" });
      const { y } = await executable.run({ x });
      await executable.dispose();
      assertClose(y, interpret(program, { x }).y, { relative: RELATIVE[precision], absolute: 0 }, `${scale}`);
    }
  }
});
