import { assertEquals, assertStringIncludes } from "@std/assert";
import { firstDifference, type ProbeDigests } from "../../../lib/experiments/verify/compare_probes.ts";

function probe(result: string, error: string | null = null, digest = "aa"): ProbeDigests {
  const training = {
    key: "k",
    precision: "float32",
    engine: "onnx",
    steps: 64,
    digests: { 8: digest },
    losses: { 8: 0.5 },
  } as const;
  return { trainings: [training], result, error };
}

Deno.test("equal probes do not differ; another state or reading is named", () => {
  assertEquals(firstDifference(probe("x"), probe("x")), null);
  assertStringIncludes(
    firstDifference(probe("x"), probe("y"))!,
    "readings on the host: digest x then, y now",
  );
  assertStringIncludes(
    firstDifference(probe("x"), probe("x", null, "bb"))!,
    "training 1 of 1 (float32, onnx), step 8: digest aa then, bb now",
  );
});

Deno.test("readings that fail with an error of the same class are the same, in whatever words", () => {
  const then = probe("x", "RangeError: no rise: found none");
  assertEquals(firstDifference(then, probe("y", "RangeError: rise: none was found")), null);
  assertStringIncludes(firstDifference(then, probe("y", "TypeError: no rise"))!, "readings on the host");
  assertStringIncludes(firstDifference(then, probe("y"))!, "readings on the host");
  assertStringIncludes(firstDifference(then, probe("x", then.error, "bb"))!, "step 8");
});
