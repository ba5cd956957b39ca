import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { interpret, trace } from "../../lib/graph/mod.ts";
import { batchNorm, chain, dense, recordInner, repeatInner, unflatten } from "../../lib/nn/mod.ts";
import { between, drawTensor } from "../support/tensors.ts";
import { checkModel, drawnParameters, outputOf } from "./check_model.ts";

Deno.test("batch norm gives each channel mean 0 and variance 1 over the batch before gain and shift", () => {
  const norm = batchNorm({ channels: 2 }), values = Float64Array.of(1, 10, 2, 30, 3, 10, 4, 30);
  const flat = Float64Array.of(2, 1, 0, 5), wanted = [-1.5, -0.5, 0.5, 1.5];
  for (const shape of [[4, 2], [2, 1, 2, 2]]) {
    const found = outputOf(norm, flat, { shape, values });
    assertEquals([...found.shape], shape);
    wanted.forEach((x, i) => {
      assertAlmostEquals(found.values[2 * i], 2 * x / Math.sqrt(1.25 + 1e-5), 1e-12);
      assertAlmostEquals(found.values[2 * i + 1], (i % 2 ? 10 : -10) / Math.sqrt(100 + 1e-5) + 5, 1e-12);
    });
  }
});

Deno.test("recorded statistics make batch norm a fixed affine map for other batches", () => {
  const model = chain({ first: dense({ inputs: 2, units: 3 }), norm: batchNorm({ channels: 3 }) });
  const flat = drawnParameters(model, 3);
  const program = trace(
    ({ flat, calibration, x, single }) => {
      const p = unflatten(flat, model.parameters), seen = recordInner(["norm.mean", "norm.variance"]);
      const there = model.apply(p, calibration, seen.hooks), fixed = repeatInner(seen);
      return { there, here: model.apply(p, x, fixed), single: model.apply(p, single, fixed) };
    },
    { flat: [flat.length], calibration: [6, 2], x: [6, 2], single: [1, 2] },
    { precision: "float64" },
  );
  const calibration = drawTensor([6, 2], 1, between(-1, 1)).values;
  const values = interpret(program, { flat, calibration, x: calibration, single: calibration.slice(0, 2) });
  assertEquals(values.here, values.there);
  for (let i = 0; i < 3; i++) assertAlmostEquals(values.single[i], values.there[i], 1e-12);
});

Deno.test("gradients of batch norm go through its statistics and are right on every path", async () => {
  const model = chain({
    norm: batchNorm({ channels: 3 }),
    hidden: dense({ inputs: 3, units: 4, activation: "tanh", bias: false }),
    again: batchNorm({ channels: 4, epsilon: 0.1 }),
  });
  await checkModel("batch norm", model, [5, 2, 3]);
});

Deno.test("channels, an epsilon and inputs that do not fit are refused", () => {
  assertThrows(() => batchNorm({ channels: 0 }), RangeError, "channels must be a positive integer, got 0");
  for (const epsilon of [0, -1, NaN, Infinity]) {
    assertThrows(
      () => batchNorm({ channels: 1, epsilon }),
      RangeError,
      "epsilon must be positive and finite",
    );
  }
  assertThrows(
    () =>
      outputOf(batchNorm({ channels: 2 }), new Float64Array(4), {
        shape: [2, 1],
        values: new Float64Array(2),
      }),
    RangeError,
    "batch norm: the input has shape [2,1], needs […,2]",
  );
});
