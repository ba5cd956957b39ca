import { assert, assertEquals, assertThrows } from "@std/assert";
import { detectorTable } from "../../../lib/cli/bench/detector_table.ts";
import { DETECTOR_ROWS, detectorRow } from "../../bench/detectors/rows.ts";
import { benchSeries } from "../../bench/detectors/series.ts";
import { DETECTORS } from "../../../lib/anomaly/mod.ts";

const row = (name: string, ours: number | null, theirs: number | null) => ({
  name,
  beside: "PyOD",
  ours,
  theirs,
  difference: null,
  ...(ours === null ? { failure: "absent" } : {}),
});

const results = (rows: ReturnType<typeof row>[], load = 0.1) => ({
  machine: { cpu: "A processor", cores: 2, load },
  versions: { deno: "2", python: "3", pyod: "3.6.7", scikitlearn: "1.9.1", stumpy: "1.14.1", numpy: "2" },
  repeats: 3,
  rows,
  all: { seconds: 9.6, megabytes: 512, milliseconds: { KNN: 5, RNN: 400, GRU: 1600 } },
});

Deno.test("the table of detectors has a ratio a row, and a sum without the long series", () => {
  const text = detectorTable(
    results([row("KNN", 5, 10), row("LOF", 15, 30), row("MatrixProfile16384", 500, 1000)]),
  );
  assert(text.includes("| KNN | PyOD | 5.00 | 10.0 | 0.50 |"), text);
  assert(text.includes("| **sum of 2** |  | **20.0** | **40.0** | **0.50** |"), text);
  assert(text.includes("two series of 16,384 points"));
  assert(
    text.includes("All 3 detectors") && text.includes("9.6 s") && text.includes("512 MiB") &&
      text.includes("take 2.0 s"),
  );
});

Deno.test("a side that failed says why, and leaves no sum", () => {
  const text = detectorTable(results([row("KNN", 5, 10), row("LOF", null, null)]));
  assert(text.includes("| LOF | PyOD | – | – | absent |"), text);
  assert(text.includes("| **sum of 2** |  | **–** | **–** | **–** |"), text);
});

Deno.test("a machine that was busy is called so", () => {
  assert(detectorTable(results([row("KNN", 5, 10)])).includes("on A processor (2 cores). Each"));
  assert(
    detectorTable(results([row("KNN", 5, 10)], 4)).includes("(2 cores, busy with other programs: load 4.0)."),
  );
});

Deno.test("every row of the bench is a detector of the list, once, on series that both sides can read", () => {
  const names = DETECTOR_ROWS.map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
  for (const { name, make } of DETECTOR_ROWS) {
    assert(DETECTORS.some(({ about }) => about.name === make().name), name);
    assert(name.startsWith(make().name), name);
  }
  assertThrows(() => detectorRow("NoDetector"), RangeError, '"NoDetector" is unknown');
  const { standard, test } = benchSeries(200);
  assertEquals([standard.length, test.length], [200, 200]);
  assert(standard.every((value, t) => Number.isFinite(value) && value !== test[t]));
});
