import { assertEquals, assertThrows } from "@std/assert";
import { parseTestArguments } from "../../../lib/cli/testing/test_arguments.ts";
import { UsageError } from "../../../lib/cli/usage_error.ts";

const exists = (path: string) => ["tests/a", "tests/b", "tests/x", "tests/data", "data"].includes(path);

Deno.test("words that name files are paths, others a filter, and dashes mark options", () => {
  assertEquals(parseTestArguments(["tests/a", "spectral", "--fail-fast=2", "tests/b"], exists), {
    paths: ["tests/a", "tests/b"],
    filter: "spectral",
    options: ["--fail-fast=2"],
  });
  assertEquals(parseTestArguments([], exists), { paths: [], filter: undefined, options: [] });
});

Deno.test("a folder of the tests goes before one of the same name beside it", () => {
  assertEquals(parseTestArguments(["data", "b"], exists).paths, ["tests/data", "tests/b"]);
});

Deno.test("the filter may also be given as Deno takes it", () => {
  assertEquals(parseTestArguments(["--filter", "fft"], exists).filter, "fft");
  assertEquals(parseTestArguments(["--filter=tests/x"], exists).filter, "tests/x");
});

Deno.test("a second filter and options that the task sets itself are refused", () => {
  assertThrows(() => parseTestArguments(["c", "d"], exists), UsageError, 'both "c" and "d"');
  assertThrows(() => parseTestArguments(["--junit-path=x"], exists), UsageError, "Cannot pass --junit-path");
  assertThrows(() => parseTestArguments(["--watch"], exists), UsageError, "Cannot pass --watch");
});
