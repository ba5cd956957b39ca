import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { benchMeans, type BenchResults, benchRow } from "../../lib/cli/bench_results.ts";
import { benchResultsFile, benchSection } from "../../lib/cli/bench_section.ts";

Deno.test("the speed table of the README comes from the committed measurements", async () => {
  const root = await Deno.makeTempDir();
  try {
    assertEquals(await benchSection(root), "No measurements are committed yet.");
    const matMulPeak = { float32: 100, float64: 50 };
    const step = (time: number) => ({ cpu: time, wall: time });
    const resultsOf = (threads: number, ours: number): BenchResults => {
      const workload = { name: "a", title: "a net", extra: false, precision: "float32" } as const;
      const times = { ours: [step(ours)], pytorch: [step(4)] };
      const workloads = [benchRow(workload, { times }, matMulPeak)];
      return {
        machine: { cpu: "Some CPU", cores: 2, load: 0, matMulPeak },
        versions: { deno: "2.8.1" },
        threads,
        bound: false,
        repeats: 5,
        geometricMean: benchMeans(workloads),
        workloads,
      };
    };
    const write = (threads: number, text: string) =>
      Deno.writeTextFile(`${root}/${benchResultsFile(threads)}`, text);
    await Deno.mkdir(`${root}/data/results`, { recursive: true });
    await write(1, JSON.stringify(resultsOf(1, 2)));
    assertStringIncludes(await benchSection(root), "| a net | 2.00 | 4.00 | 0.50 |");
    await write(2, JSON.stringify(resultsOf(2, 3)));
    assertStringIncludes(await benchSection(root), "| a net | 2.00 | 4.00 | 0.50 |");
    assertStringIncludes(await benchSection(root), "| a net | 3.00 | 4.00 | 0.75 | 0.75 |");
    await write(2, "{}");
    await assertRejects(() => benchSection(root), TypeError, 'it has no list "workloads"');
    await write(1, "{");
    await assertRejects(() => benchSection(root), SyntaxError);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
