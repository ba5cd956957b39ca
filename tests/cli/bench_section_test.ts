import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { type BenchResults, benchRow } from "../../lib/cli/bench_results.ts";
import { BENCH_RESULTS, benchSection } from "../../lib/cli/bench_section.ts";

Deno.test("the speed table of the README comes from the committed measurements", async () => {
  const root = await Deno.makeTempDir();
  try {
    assertEquals(await benchSection(root), "No measurements are committed yet.");
    const results: BenchResults = {
      machine: { cpu: "Some CPU", cores: 2 },
      versions: { deno: "2.8.1" },
      threads: 1,
      repeats: 5,
      workloads: [benchRow({ name: "a", title: "a net" }, { ours: [1, 2, 3], pytorch: [4] })],
    };
    await Deno.mkdir(`${root}/data/results`, { recursive: true });
    await Deno.writeTextFile(`${root}/${BENCH_RESULTS}`, JSON.stringify(results));
    assertStringIncludes(await benchSection(root), "| a net | 2.00 | 4.00 | 0.50 |");
    await Deno.writeTextFile(`${root}/${BENCH_RESULTS}`, "{}");
    await assertRejects(() => benchSection(root), TypeError, 'it has no list "workloads"');
    await Deno.writeTextFile(`${root}/${BENCH_RESULTS}`, "{");
    await assertRejects(() => benchSection(root), SyntaxError);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
