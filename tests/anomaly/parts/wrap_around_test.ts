import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Windows, windowsOf } from "../../../lib/anomaly/mod.ts";
import { WRAP_AROUND_BYTES } from "../../../lib/anomaly/statistical/wrap_around_bytes.ts";
import { wrapAroundDiscrepancies } from "../../../lib/anomaly/statistical/wrap_around_discrepancies.ts";
import { generator, uniformArray } from "../../../lib/random/mod.ts";
import { assertKernelBytes } from "../../support/kernel_bytes.ts";

const FOLDER = "lib/anomaly/statistical";

Deno.test("the kernel's bytes are those of its source", () =>
  assertKernelBytes(`${FOLDER}/wrap_around.as.ts`, `${FOLDER}/wrap_around_bytes.ts`, WRAP_AROUND_BYTES));

const draw = (label: string, count: number, length: number) =>
  windowsOf(uniformArray(generator(1, label), count * length, -0.5, 1.5), length);

/** The definition. */
function discrepancy(query: Float64Array, { values, count, length }: Windows): number {
  let sum = 0;
  for (let j = 0; j < count; j++) {
    sum += query.reduce((product, x, k) => {
      const u = Math.abs(x - values[j * length + k]);
      return product * (1.5 - u * (1 - u));
    }, 1);
  }
  return sum / count ** 2 - (4 / 3) ** length;
}

Deno.test("the kernel gives the definition's discrepancies, for every remainder of its blocks, and each query alone the same bits", () => {
  const size = fc.integer({ min: 1, max: 9 });
  fc.assert(fc.property(size, size, fc.integer({ min: 2, max: 9 }), (m, n, d) => {
    const queries = draw("queries", m, d), reference = draw("reference", n, d);
    const found = wrapAroundDiscrepancies(queries, reference);
    assertEquals(found.length, m);
    found.forEach((value, i) => {
      const query = queries.values.slice(i * d, (i + 1) * d), wanted = discrepancy(query, reference);
      assert(
        Math.abs(value - wanted) <= 1e-13 * (Math.abs(wanted) + (4 / 3) ** d),
        `${value} in place of ${wanted}`,
      );
      assertEquals(wrapAroundDiscrepancies(windowsOf(query, d), reference)[0], value);
    });
  }));
});
