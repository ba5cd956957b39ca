import { assertEquals, assertThrows } from "@std/assert";
import {
  empiricalSampleSize,
  maxModelRank,
  optimisticSampleSize,
  type TanhSpec,
} from "../../lib/identifiability/mod.ts";

Deno.test("closed formulas give the paper's numbers", () => {
  const matrix = (rank: number) => optimisticSampleSize({ kind: "factorisation", rows: 4, columns: 4, rank });
  assertEquals([0, 1, 2, 3, 4].map(matrix), [0, 7, 12, 15, 16]);
  assertEquals(optimisticSampleSize({ kind: "factorisation", rows: 3, columns: 5, rank: 2 }), 12);
  const spec = (kind: TanhSpec["kind"], targetWidth: number): TanhSpec => ({
    kind,
    inputs: 5,
    kernel: 3,
    targetWidth,
    bias: true,
  });
  assertEquals([spec("dense", 3), spec("local", 1), spec("convolution", 1)].map(optimisticSampleSize), [
    21,
    15,
    7,
  ]);
  // 28 × 28 pictures and kernels of 3 × 3, k = 1, no bias.
  const picture = (kind: TanhSpec["kind"], targetWidth: number) =>
    optimisticSampleSize({ kind, inputs: [28, 28], kernel: [3, 3], targetWidth, bias: false });
  assertEquals(picture("convolution", 1), 685);
  assertEquals(picture("local", 1), 6760);
  assertEquals(picture("dense", 26 * 26), 530660);
  assertEquals(optimisticSampleSize({ kind: "diagonal", sparsity: 3 }), 3);
  assertEquals(optimisticSampleSize({ kind: "linear", parameters: 9 }), 9);
});

Deno.test("the maximal rank grows with the width, the optimistic sample size does not", () => {
  const spec: TanhSpec = { kind: "convolution", inputs: 5, kernel: 3, targetWidth: 1, bias: true };
  assertEquals([1, 3, 10, 34, 100].map((width) => maxModelRank(spec, width)), [7, 21, 70, 238, 700]);
  assertEquals(maxModelRank({ kind: "factorisation", rows: 4, columns: 3, rank: 1 }), 12);
});

Deno.test("formulas refuse sizes that are none", () => {
  const dense: TanhSpec = { kind: "dense", inputs: 5, targetWidth: 3, bias: true };
  assertThrows(() => optimisticSampleSize({ ...dense, targetWidth: 0 }), RangeError, "got 0");
  assertThrows(() => optimisticSampleSize({ ...dense, kind: "local" }), RangeError, "needs a kernel length");
  for (const kernel of [0, 6]) {
    assertThrows(
      () => optimisticSampleSize({ ...dense, kind: "convolution", kernel }),
      RangeError,
      `got ${kernel}`,
    );
  }
  assertThrows(
    () => optimisticSampleSize({ ...dense, kind: "local", kernel: [3, 3] }),
    RangeError,
    "does not fit",
  );
  assertThrows(
    () => optimisticSampleSize({ kind: "factorisation", rows: 4, columns: 3, rank: 4 }),
    RangeError,
    "0 … 3, got 4",
  );
  assertThrows(() => maxModelRank(dense, 0), RangeError, "width");
  assertThrows(() => maxModelRank({ kind: "diagonal", sparsity: 2 }), RangeError, "number of inputs");
});

Deno.test("empiricalSampleSize() is the first size from which the error stays small", () => {
  const sizes = [1, 2, 3, 4];
  assertEquals(empiricalSampleSize({ sizes, errors: [1, 0, 1e-9, 1e-8] }, 1e-6), 2);
  assertEquals(empiricalSampleSize({ sizes, errors: [0, 1, 1e-9, 1e-8] }, 1e-6), 3);
  assertEquals(empiricalSampleSize({ sizes, errors: [0, 0, 0, 1] }, 1e-6), null);
  assertEquals(empiricalSampleSize({ sizes, errors: [0, NaN, 0, 0] }, 1e-6), 3);
  assertThrows(() => empiricalSampleSize({ sizes, errors: [1] }, 1), RangeError, "4 sizes and 1 errors");
  assertThrows(() => empiricalSampleSize({ sizes: [2, 2], errors: [1, 1] }, 1), RangeError, "must rise");
  assertThrows(() => empiricalSampleSize({ sizes, errors: sizes }, 0), RangeError, "tolerance");
});
