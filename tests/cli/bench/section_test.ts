import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { benchMeans, type BenchResults, benchRow } from "../../../lib/cli/bench/results.ts";
import { benchResultsFile, benchSection, DETECTOR_RESULTS_FILE } from "../../../lib/cli/bench/section.ts";
import { storeResults } from "../../../lib/cli/bench/store.ts";

/** Results of one workload on one machine. */
function resultsOf(threads: number, ours: number, title = "a net"): BenchResults {
  const matMulPeak = { float32: 100, float64: 50 };
  const step = (time: number) => ({ cpu: time, wall: time });
  const workload = { name: "a", title, extra: false, precision: "float32" } as const;
  const workloads = [benchRow(workload, { times: { ours: [step(ours)], pytorch: [step(4)] } }, matMulPeak)];
  return {
    machine: { cpu: "Some CPU", cores: 2, load: 0, matMulPeak },
    versions: { deno: "2.8.1" },
    threads,
    bound: false,
    repeats: 5,
    geometricMean: benchMeans(workloads),
    workloads,
  };
}

Deno.test("the speed table of the README comes from the committed measurements", async () => {
  const root = await Deno.makeTempDir();
  try {
    assertEquals(await benchSection(root), "No measurements are committed yet.");
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

Deno.test("some workloads have a table of their own until all are measured anew", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${root}/data/results`, { recursive: true });
    await storeResults(root, resultsOf(1, 2), true);
    const later = resultsOf(1, 1, "another net");
    await storeResults(root, { ...later, machine: { ...later.machine, cpu: "Later CPU", load: 2.5 } }, false);
    const both = await benchSection(root);
    assertStringIncludes(both, "on Some CPU (2 cores);");
    assertStringIncludes(both, "| a net | 2.00 | 4.00 | 0.50 |");
    assertStringIncludes(both, "on Later CPU (2 cores, busy with other programs: load 2.5);");
    assertStringIncludes(both, "| another net | 1.00 | 4.00 | 0.25 |");
    await storeResults(root, resultsOf(1, 3), true);
    const anew = await benchSection(root);
    assertStringIncludes(anew, "| a net | 3.00 | 4.00 | 0.75 |");
    assert(!anew.includes("another net"));
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("detectors have their table below, also where nothing else is committed", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${root}/data/results`, { recursive: true });
    const results = {
      machine: { cpu: "Some CPU", cores: 2, load: 0 },
      versions: {},
      repeats: 3,
      rows: [{ name: "KNN", beside: "PyOD", ours: 5, theirs: 10, difference: 0 }],
      all: { seconds: 9, megabytes: 500, milliseconds: { KNN: 5 } },
    };
    await Deno.writeTextFile(`${root}/${DETECTOR_RESULTS_FILE}`, JSON.stringify(results));
    assertStringIncludes(await benchSection(root), "| KNN | PyOD | 5.00 | 10.0 | 0.50 |");
    await storeResults(root, resultsOf(1, 2), true);
    const both = await benchSection(root);
    assert(both.indexOf("| a net |") < both.indexOf("| KNN |"));
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
