import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { mape, psnrDb, relativeL2, snrDb, ssim } from "../../../lib/wave/measures/mod.ts";
import golden from "../../golden/08/readers.json" with { type: "json" };

const truth = golden.truth.flat(), model = golden.model.flat(), grid = { nz: 14, nx: 17 };

Deno.test("structural similarity is scikit-image's", () => {
  assertAlmostEquals(ssim(model, truth, grid), golden.ssim, 1e-7);
  assertAlmostEquals(ssim(truth, truth, grid), 1, 1e-12);
});

Deno.test("the measures of a model that is one tenth too fast", () => {
  fc.assert(fc.property(
    fc.array(fc.double({ min: 1000, max: 5000, noNaN: true }), { minLength: 2, maxLength: 30 }),
    (values) => {
      fc.pre(new Set(values).size > 1);
      const faster = values.map((v) => 1.1 * v);
      assertAlmostEquals(relativeL2(faster, values), 0.1, 1e-12);
      assertAlmostEquals(snrDb(faster, values), 20, 1e-9);
      assertAlmostEquals(mape(faster, values), 0.1, 1e-12);
    },
  ));
});

Deno.test("the peak ratio of an error of one in a range of ten is 20 dB", () => {
  assertAlmostEquals(psnrDb([1, 11, 1], [0, 10, 0]), 20, 1e-12);
});

Deno.test("equal models have no error", () => {
  assertEquals([relativeL2(truth, truth), snrDb(truth, truth), psnrDb(truth, truth)], [
    0,
    Infinity,
    Infinity,
  ]);
});

Deno.test("what has no scale or does not fit is an error", () => {
  assertThrows(() => relativeL2([1], [0]), RangeError, "zeros");
  assertThrows(() => relativeL2([1, 2], [1]), RangeError, "2 entries");
  assertThrows(() => relativeL2([NaN], [1]), RangeError, "finite");
  assertThrows(() => psnrDb([1, 2], [3, 3]), RangeError, "no range");
  assertThrows(() => mape([1, 2], [0, 3]), RangeError, "got 0 at 0");
  assertThrows(() => ssim(model, truth, { nz: 17, nx: 13 }), RangeError, "needs 221");
});
