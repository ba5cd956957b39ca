import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { checkedRepeats, checkedThreads } from "../../../lib/cli/bench.ts";
import { lossDisagreement } from "../../../lib/cli/bench/losses.ts";
import { measureWorkload } from "../../../lib/cli/bench/measure.ts";
import { requireFramework } from "../../../lib/cli/bench/python.ts";
import {
  benchMeans,
  type BenchResults,
  benchRow,
  type BenchSideName,
  type BenchWorkload,
  type StepTime,
} from "../../../lib/cli/bench/results.ts";
import { BenchSide, BenchSideAbsent, BenchSideError } from "../../../lib/cli/bench/side.ts";
import { benchTable } from "../../../lib/cli/bench/table.ts";
import { UsageError } from "../../../lib/cli/usage_error.ts";
import { fakeSide, OWN } from "./fake_side.ts";
import { runTask } from "../run_task.ts";

const WORKLOAD: BenchWorkload = { name: "small", title: "Small network", extra: false, precision: "float32" };
const LARGE: BenchWorkload = { ...WORKLOAD, name: "large", title: "Large network" };
const PEAK = { float32: 100, float64: 50 };

/** CPU times, each as long by the clock. */
function alone(...times: number[]): StepTime[] {
  return times.map((time) => ({ cpu: time, wall: time }));
}

function measure(commands: [BenchSideName, string[]][], threads = 1): {
  row: ReturnType<typeof measureWorkload>;
  printed: string[];
  versions: Record<string, string>;
} {
  const printed: string[] = [], versions: Record<string, string> = {};
  const print = (text: string) => void printed.push(text);
  const options = { commands: new Map(commands), repeats: 3, threads, peak: PEAK, versions, print };
  return { row: measureWorkload(WORKLOAD, options), printed, versions };
}

const ROWS = [
  benchRow(WORKLOAD, {
    times: {
      ours: alone(0.5, 0.4, 0.9),
      pytorch: alone(1, 1.25),
      jax: alone(1),
      "tfjs-cpu": alone(123.4),
      "tfjs-wasm": alone(7),
    },
    own: OWN,
  }, PEAK),
  benchRow(LARGE, { times: { ours: alone(4) }, failures: { pytorch: "was not found" } }, PEAK),
];

const RESULTS: BenchResults = {
  machine: { cpu: "Some CPU", cores: 2, load: 0, matMulPeak: PEAK },
  versions: { deno: "2.8.1", pytorch: "2.15.0", other: "3" },
  threads: 1,
  bound: true,
  repeats: 5,
  geometricMean: benchMeans(ROWS),
  workloads: ROWS,
};

Deno.test("benchRow() holds medians and their ratios", () => {
  const [small] = ROWS;
  assertEquals([small.ours, small.pytorch, small.pytorchCompile, small.tfjs], [0.5, 1.125, null, 123.4]);
  assertEquals([small.ratioPyTorch, small.ratioJax, small.unit], [0.5 / 1.125, 0.5, "ms CPU/step"]);
  assertEquals(small.tfjsBackends, { cpu: 123.4, wasm: 7 });
  assertEquals(small.wall.pytorch, 1.125);
  assert(!("failures" in small) && !("absent" in small));
});

Deno.test("benchRow() has the share of the peak of the workload's precision, and the set-up", () => {
  const times = { ours: alone(0.5) };
  const double = benchRow({ ...WORKLOAD, precision: "float64" }, { times, own: OWN }, PEAK);
  // 20 million operations in half a millisecond are 40 · 10⁹ a second.
  assertEquals([ROWS[0].shareOfPeak, double.shareOfPeak], [0.4, 0.8]);
  assertEquals([double.setupSeconds, double.megaOperations], [OWN.setup, 20]);
  assertEquals([ROWS[1].shareOfPeak, ROWS[1].setupSeconds], [null, null]);
});

Deno.test("benchRow() has no time and no ratio for a side that failed, but its reason", () => {
  const [, large] = ROWS;
  assertEquals([large.ours, large.pytorch, large.ratioPyTorch], [4, null, null]);
  assertEquals(large.failures, { pytorch: "was not found" });
});

Deno.test("benchMeans() leaves out extra rows, and has no mean where a ratio is missing", () => {
  const row = (ours: number, pytorch: number, extra = false) =>
    benchRow({ ...WORKLOAD, extra }, { times: { ours: alone(ours), pytorch: alone(pytorch) } }, PEAK);
  const { workloads, ratioPyTorch, ratioJax } = benchMeans([row(1, 8), row(1, 2), row(1, 1000, true)]);
  assertEquals([workloads, ratioJax], [2, null]);
  assertAlmostEquals(ratioPyTorch!, 0.25, 1e-12);
  assertEquals(benchMeans([]), { workloads: 0, ratioPyTorch: null, ratioJax: null });
});

Deno.test("benchTable() names machine, versions and every workload, and leaves out columns without a time", () => {
  assertEquals(
    benchTable(RESULTS).split("\n"),
    [
      "Milliseconds of CPU time for one step, one thread each, bound to one processor, median of 5 interleaved repeats on " +
      "Some CPU (2 cores); ratio = this engine / the other. Peak: 100 · 10⁹ operations/s (float32) and 50 (float64) in " +
      "a matrix product of 1024 on one thread. Deno 2.8.1, PyTorch 2.15.0, other 3.",
      "",
      "| Workload | this engine | PyTorch eager | ratio | JAX jit | ratio | TF.js eager | of peak | set-up, s |",
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
      "| Small network | 0.500 | 1.13 | 0.44 | 1.00 | 0.50 | cpu 123, wasm 7.00 | 40 % | 0.75 |",
      "| Large network | 4.00 | – | – | – | – | – | – | – |",
      "| **geometric mean of 2** |  |  | **–** |  | **–** |  |  |  |",
      "",
    ],
  );
});

Deno.test("benchTable() puts extra rows under the mean, and shows the clock's ratio for two threads", () => {
  const times = { ours: [{ cpu: 3, wall: 2 }], pytorch: [{ cpu: 6, wall: 8 }] };
  const rows = [{ ...LARGE, extra: true }, WORKLOAD, { ...WORKLOAD, title: "Other network" }]
    .map((workload) => benchRow(workload, { times }, PEAK));
  const lines = benchTable({ ...RESULTS, threads: 2, geometricMean: benchMeans(rows), workloads: rows })
    .split("\n");
  assertStringIncludes(lines[0], "2 threads each, bound to 2 processors");
  assertEquals(lines.slice(2, -1), [
    "| Workload | this engine | PyTorch eager | ratio | wall-clock ratio |",
    "| --- | ---: | ---: | ---: | ---: |",
    "| Small network | 3.00 | 6.00 | 0.50 | 0.25 |",
    "| Other network | 3.00 | 6.00 | 0.50 | 0.25 |",
    "| **geometric mean of 2** |  |  | **0.50** |  |",
    "| extra: Large network | 3.00 | 6.00 | 0.50 | 0.25 |",
  ]);
});

Deno.test("lossDisagreement() accepts rounding and names the first step that differs by more", () => {
  assertEquals(lossDisagreement([1, 0.5], [1.00001, 0.499999], 1e-4), null);
  assertStringIncludes(lossDisagreement([1, 0.5, 0.2], [1, 0.501, 0.3], 1e-4)!, "loss at step 1 is 0.501");
  assertStringIncludes(lossDisagreement([1, 0.5], [1, NaN], 1e-4)!, "step 1 is NaN");
  assertStringIncludes(lossDisagreement([NaN], [1], 1e-4)!, "this engine's NaN");
  assertStringIncludes(lossDisagreement([1, 0.5], [1], 1e-4)!, "1 losses instead of 2");
});

Deno.test("measureWorkload() takes the median of the repeats of each side", async () => {
  const { row, printed, versions } = measure([
    ["ours", fakeSide([500, 3, 1, 2])],
    ["pytorch", fakeSide([500, 8, 4, 5])],
    ["tfjs-cpu", fakeSide([70])],
  ]);
  const { ours, pytorch, tfjs, ratioPyTorch, failures } = await row;
  assertEquals([ours, pytorch, tfjs, ratioPyTorch, failures], [2, 5, 70, 0.4, undefined]);
  assertEquals(versions, { fake: "1.0" });
  assertEquals(printed[0], "small: repeat 1 of 3, ours 3.00, pytorch 8.00 ms CPU/step");
});

Deno.test("measureWorkload() names a side that computes something else and measures the others", async () => {
  const { row, printed } = measure([["ours", fakeSide([500, 3, 1, 2])], ["pytorch", fakeSide([], 1.01)]]);
  const { ours, pytorch, failures } = await row;
  assertEquals([ours, pytorch], [2, null]);
  assertStringIncludes(failures!.pytorch!, "computes something else: its loss at step 0 is 1.01");
  assertStringIncludes(printed[0], "small: pytorch FAILED: ");
});

Deno.test("measureWorkload() names a side that ends, with its last words", async () => {
  const { row } = measure([
    ["ours", fakeSide([500, 3, 1, 2])],
    ["pytorch", [Deno.execPath(), "eval", "throw new RangeError('no such network')"]],
    ["jax", ["/no/such/program"]],
  ]);
  const { ours, failures } = await row;
  assertEquals(ours, 2);
  assertStringIncludes(failures!.pytorch!, "RangeError: no such network");
  // The folders of a machine have no place in a file that is committed.
  assertEquals(failures!.jax, "…/program: not found");
});

Deno.test("measureWorkload() names a side that uses more threads than it may", async () => {
  const commands: [BenchSideName, string[]][] = [
    ["ours", fakeSide([500, 3, 1, 2])],
    ["jax", fakeSide([500, 3, 1, 2], 1, 2)],
  ];
  const { ours, jax, failures } = await measure(commands).row;
  assertEquals([ours, jax], [2, null]);
  assertStringIncludes(failures!.jax!, "more than 1 threads: its CPU time is 2.00 × the clock's");
  assertEquals((await measure(commands, 2).row).failures, undefined);
});

Deno.test("measureWorkload() tells a side that takes no part from one that fails", async () => {
  const absent = [Deno.execPath(), "eval", "console.log(JSON.stringify({ absent: 'no such library' }))"];
  const broken = [Deno.execPath(), "eval", "throw new RangeError('no double backward')"];
  const { row } = measure([["ours", fakeSide([500, 3, 1, 2])], ["tfjs-gpu", absent], [
    "pytorchCompile",
    broken,
  ]]);
  const measured = await row;
  assertEquals([measured.ours, measured.pytorchCompile, measured.failures], [2, null, undefined]);
  assertEquals(measured.absent!["tfjs-gpu"], "no such library");
  assertStringIncludes(measured.absent!.pytorchCompile!, "no double backward");
  await assertRejects(() => BenchSide.start(absent), BenchSideAbsent);
});

Deno.test("a side that does not begin with its versions is refused", async () => {
  const command = [Deno.execPath(), "eval", "console.log(JSON.stringify({ hello: 1 }))"];
  await assertRejects(() => BenchSide.start(command), BenchSideError, '{"hello":1} instead of its versions');
});

Deno.test("requireFramework() says which it misses and how to get it", async () => {
  const missing = () => requireFramework("/no/such/python", "jax");
  await assertRejects(missing, Error, "cannot load JAX");
  await assertRejects(missing, Error, "install it with --install");
});

Deno.test("checkedThreads() takes as many as the machine has, one by default", () => {
  assertEquals([checkedThreads(undefined), checkedThreads("1")], [1, 1]);
  for (const bad of ["0", "1.5", "1000000"]) {
    assertThrows(() => checkedThreads(bad), UsageError, "--threads is");
  }
});

Deno.test("checkedRepeats() takes integers, five by default", () => {
  assertEquals([checkedRepeats(undefined), checkedRepeats("7")], [5, 7]);
  for (const bad of ["0", "-1", "1.5", "many", "", "1e9"]) {
    assertThrows(() => checkedRepeats(bad), UsageError, `--repeats is "${bad}"`);
  }
});

Deno.test("task bench ends with 2 for a command line that makes no sense", async () => {
  const cases: [string[], string][] = [
    [["--workload", "giant"], 'workload "giant"; allowed: mlp-1-200-200-200-1-n65, '],
    [["--repeats", "none"], '--repeats is "none"'],
    [["--threads", "0"], '--threads is "0"'],
    [["--profile", "giant"], 'workload "giant"; allowed: '],
    [["--install", "--python", "python3"], "--install"],
    [["--update-readme", "--workload", "giant"], 'workload "giant"'],
    [["--fast"], "--fast"],
  ];
  for (const [args, words] of cases) {
    const { code, stderr } = await runTask("bench", ...args);
    assertEquals(code, 2, stderr);
    assertStringIncludes(stderr, words);
  }
});
