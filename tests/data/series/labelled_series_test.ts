import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  DATA_DIRECTORY_VARIABLE,
  dataHere,
  DataNotFoundError,
  loadUcr,
  parseLabelledSeries,
  parseSeriesCsv,
  SeriesFormatError,
} from "../../../lib/data/mod.ts";
import { realData } from "../real_data.ts";

const TS = `# about
@problemName Two
@univariate true
@seriesLength 3
@classLabel true a b
@data
1,2,3:a
4,5.5,-6e-1:b
`;

Deno.test("the three formats of the archive are read to the same series", () => {
  const wanted = { samples: [Float64Array.of(1, 2, 3), Float64Array.of(4, 5.5, -0.6)], length: 3 };
  const ts = parseLabelledSeries(TS, "two.ts", "ts");
  assertEquals({ samples: ts.samples, length: ts.length }, wanted);
  assertEquals([ts.labels, ts.classes], [["a", "b"], ["a", "b"]]);
  for (
    const [format, text] of [["tsv", "1\t1\t2\t3\r\n2\t4\t5.5\t-0.6\n"], [
      "txt",
      "  1.0000e+00  1 2 3\n 2.0  4 5.5 -.6",
    ]] as const
  ) {
    const { samples, length, labels } = parseLabelledSeries(text, "two", format);
    assertEquals({ samples, length }, wanted);
    assertEquals(labels, ["1", "2"]);
  }
});

Deno.test("missing values, unequal lengths, wrong classes and headers are refused by line and samples a class", () => {
  const refused = (text: string, words: string, format: "ts" | "tsv" = "ts") =>
    assertThrows(() => parseLabelledSeries(text, "file", format), SeriesFormatError, words);
  refused(TS.replace("5.5", "?"), "line 8: point 2 of 3");
  refused("1\t1\t2\n1\t3\tNaN", "line 2: point 2 of 2 must be a finite number, got a missing value", "tsv");
  refused(TS.replace("4,5.5", "5.5"), "unequal lengths cannot be joined (samples a class: a: 1, b: 1)");
  refused(TS.replace(":b", ":c"), 'the class "c" is not among those of the header, got a, b');
  refused(TS.replace("@seriesLength 3", "@seriesLength 4"), "announces @seriesLength 4, got series of 3");
  refused(TS.replace("true a b", "false"), "@classLabel false");
  refused(TS.replace("@univariate true", "@univariate false"), "@univariate false");
  refused(TS.replace("@data", ""), "needs a line @data");
  refused(TS.replace("3:a", "3:1,2:a"), 'got 2 ":"');
  refused(TS.replace("5.5", "x"), 'got "x"');
  refused("\n", "holds no series", "tsv");
  refused("1", "needs a class and points", "tsv");
});

Deno.test("a column of a table is one series, and its gaps are an error or a line", () => {
  const table = "time,value\n0,1\n1,\n2,4\n3,nan\n";
  assertThrows(() => parseSeriesCsv(table, "t.csv"), SeriesFormatError, "line 3: the value is missing");
  assertEquals(parseSeriesCsv(table, "t.csv", { missing: "interpolate" }), Float64Array.of(1, 2.5, 4, 4));
  assertEquals(parseSeriesCsv(table, "t.csv", { column: "time" }), Float64Array.of(0, 1, 2, 3));
  assertEquals(parseSeriesCsv("1;2\n3;4", "t.csv", { column: 0 }), Float64Array.of(1, 3));
  assertThrows(
    () => parseSeriesCsv(table, "t.csv", { column: "x" }),
    SeriesFormatError,
    "no column x, got time, value",
  );
  assertThrows(
    () => parseSeriesCsv("1\n2", "t.csv", { column: 1 }),
    SeriesFormatError,
    "got 1 without names",
  );
  assertThrows(
    () => parseSeriesCsv("v\n1\ny", "t.csv"),
    SeriesFormatError,
    'line 3: a point must be a number, got "y"',
  );
  assertThrows(() => parseSeriesCsv("v\n1", "t.csv"), SeriesFormatError, "got 1");
  assertThrows(
    () => parseSeriesCsv("?\nnan", "t.csv", { missing: "interpolate" }),
    SeriesFormatError,
    "every value is missing",
  );
  for (const field of ["1e999", "-inf", "Infinity"]) {
    assertThrows(
      () => parseSeriesCsv(`1\n${field}\n2`, "t.csv", { missing: "interpolate" }),
      SeriesFormatError,
      field === "-inf" ? "must be a number" : "line 2: a point must be finite, got Infinity",
    );
  }
});

const real = realData("ucr");

Deno.test({
  name: `GunPoint is read from both of its files, and experiments know it by its digest${real.note}`,
  ignore: real.ignore,
  fn: async () => {
    const before = Deno.env.get(DATA_DIRECTORY_VARIABLE);
    Deno.env.set(DATA_DIRECTORY_VARIABLE, real.path);
    const { samples, classes, length, digest, source } = await loadUcr("GunPoint");
    assertEquals([samples.length, classes.length, length], [200, 2, 150]);
    assertEquals(await dataHere("ucr GunPoint"), digest);
    assert(source.includes(digest));
    if (before === undefined) Deno.env.delete(DATA_DIRECTORY_VARIABLE);
    else Deno.env.set(DATA_DIRECTORY_VARIABLE, before);
  },
});

Deno.test("an absent set is an error that says where to put it, and no digest", async () => {
  await assertRejects(() => loadUcr("NoSuchSet"), DataNotFoundError, "PAPERS_DATA_DIR");
  assertEquals(await dataHere("ucr NoSuchSet"), null);
  await assertRejects(() => loadUcr("../secret"), RangeError, "../secret");
});
