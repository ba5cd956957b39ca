import { assert, assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { checkedRepeats } from "../../lib/cli/bench.ts";
import { measureWorkload } from "../../lib/cli/bench_measure.ts";
import { requirePyTorch } from "../../lib/cli/bench_python.ts";
import {
  type BenchResults,
  benchRow,
  type BenchSideName,
  lossDisagreement,
} from "../../lib/cli/bench_results.ts";
import { BenchSide, BenchSideError } from "../../lib/cli/bench_side.ts";
import { benchTable } from "../../lib/cli/bench_table.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { runTask } from "./run_task.ts";

const WORKLOAD = { name: "small", title: "Small network" };

/** Command of a side that answers with fixed numbers: losses halve, the k-th measurement takes `times[k]`. */
function fakeSide(times: readonly number[], firstLoss = 1): string[] {
  const program = `
    import { createInterface } from "node:readline";
    import process from "node:process";
    let measured = 0;
    console.log(JSON.stringify({ versions: { fake: "1.0" } }));
    for await (const line of createInterface({ input: process.stdin })) {
      const { do: what, steps } = JSON.parse(line);
      if (what === "losses") {
        console.log(JSON.stringify({ losses: Array.from({ length: steps }, (_, i) => ${firstLoss} / 2 ** i) }));
      } else console.log(JSON.stringify({ millisecondsPerStep: ${JSON.stringify(times)}[measured++] }));
    }`;
  return [Deno.execPath(), "eval", program];
}

function measure(commands: [BenchSideName, string[]][]): {
  row: ReturnType<typeof measureWorkload>;
  printed: string[];
  versions: Record<string, string>;
} {
  const printed: string[] = [], versions: Record<string, string> = {};
  const print = (text: string) => void printed.push(text);
  const options = { commands: new Map(commands), repeats: 3, versions, print };
  return { row: measureWorkload(WORKLOAD, options), printed, versions };
}

const RESULTS: BenchResults = {
  machine: { cpu: "Some CPU", cores: 2 },
  versions: { deno: "2.8.1", pytorch: "2.15.0", other: "3" },
  threads: 1,
  repeats: 5,
  workloads: [
    benchRow(WORKLOAD, { ours: [0.5, 0.4, 0.9], pytorch: [1, 1.25], tfjs: [123.4] }),
    benchRow({ name: "large", title: "Large network" }, { ours: [4] }, { pytorch: "was not found" }),
  ],
};

Deno.test("benchRow() holds medians and their ratios", () => {
  const [small] = RESULTS.workloads;
  assertEquals([small.ours, small.pytorch, small.jax, small.tfjs], [0.5, 1.125, null, 123.4]);
  assertEquals([small.ratioPyTorch, small.ratioJax, small.unit], [0.5 / 1.125, null, "ms CPU/step"]);
  assert(!("failures" in small));
});

Deno.test("benchRow() has no time and no ratio for a side that failed, but its reason", () => {
  const [, large] = RESULTS.workloads;
  assertEquals([large.ours, large.pytorch, large.ratioPyTorch], [4, null, null]);
  assertEquals(large.failures, { pytorch: "was not found" });
});

Deno.test("benchTable() names machine, versions and every workload, and leaves out JAX where it has no time", () => {
  assertEquals(
    benchTable(RESULTS).split("\n"),
    [
      "Milliseconds of CPU time for one step, one thread each, median of 5 interleaved repeats on Some CPU (2 cores); " +
      "ratio = this engine / the other; TF.js once, for the record. Deno 2.8.1, PyTorch 2.15.0, other 3.",
      "",
      "| Workload | this engine | PyTorch eager | ratio | TF.js `cpu` |",
      "| --- | ---: | ---: | ---: | ---: |",
      "| Small network | 0.500 | 1.13 | 0.44 | 123 |",
      "| Large network | 4.00 | – | – | – |",
      "",
    ],
  );
  const withJax = benchTable({ ...RESULTS, workloads: [benchRow(WORKLOAD, { ours: [1], jax: [2] })] });
  assertStringIncludes(withJax, "| Small network | 1.00 | – | – | 2.00 | 0.50 | – |");
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
    ["tfjs", fakeSide([70])],
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
    ["tfjs", ["/no/such/program"]],
  ]);
  const { ours, failures } = await row;
  assertEquals(ours, 2);
  assertStringIncludes(failures!.pytorch!, "RangeError: no such network");
  assertEquals(failures!.tfjs, "/no/such/program was not found");
});

Deno.test("a side that does not begin with its versions is refused", async () => {
  const command = [Deno.execPath(), "eval", "console.log(JSON.stringify({ hello: 1 }))"];
  await assertRejects(() => BenchSide.start(command), BenchSideError, '{"hello":1} instead of its versions');
});

Deno.test("requirePyTorch() says how to get it", async () => {
  await assertRejects(() => requirePyTorch("/no/such/python"), Error, "install it with --install");
});

Deno.test("checkedRepeats() takes whole numbers, five unless given", () => {
  assertEquals([checkedRepeats(undefined), checkedRepeats("7")], [5, 7]);
  for (const bad of ["0", "-1", "1.5", "many", "", "1e9"]) {
    assertThrows(() => checkedRepeats(bad), UsageError, `--repeats is "${bad}"`);
  }
});

Deno.test("task bench ends with 2 for a command line that makes no sense", async () => {
  const cases: [string[], string][] = [
    [["--workload", "giant"], 'workload "giant"; allowed: mlp-1-200-200-200-1-n65, '],
    [["--repeats", "none"], '--repeats is "none"'],
    [["--install", "--python", "python3"], "--install"],
    [["--update-readme", "--workload", "mlp-1-32-32-32-1-n200"], "--update-readme stores all workloads"],
    [["--fast"], "--fast"],
  ];
  for (const [args, words] of cases) {
    const { code, stderr } = await runTask("bench", ...args);
    assertEquals(code, 2, stderr);
    assertStringIncludes(stderr, words);
  }
});
