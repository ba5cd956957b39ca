import { assertEquals } from "@std/assert";
import { type JupyterMessage, messageHeader } from "../../lib/jupyter/message.ts";
import type { CodeCell } from "../../lib/jupyter/notebook.ts";
import { OutputCollector } from "../../lib/jupyter/outputs.ts";

function emptyCell(id: string): CodeCell {
  return { cell_type: "code", id, metadata: {}, source: "", execution_count: null, outputs: [] };
}

function broadcast(type: string, parent: string, content: Record<string, unknown>): JupyterMessage {
  return { header: messageHeader(type, "kernel"), parent: { msg_id: parent }, metadata: {}, content };
}

function display(parent: string, text: string, id?: string, type = "display_data"): JupyterMessage {
  const transient = id === undefined ? {} : { display_id: id };
  return broadcast(type, parent, { data: { "text/plain": text }, metadata: {}, transient });
}

/** Two cells whose requests are called "1" and "2". */
function collectorOfTwo(): { first: CodeCell; second: CodeCell; collector: OutputCollector } {
  const first = emptyCell("a");
  const second = emptyCell("b");
  const collector = new OutputCollector();
  collector.expect("1", first);
  collector.expect("2", second);
  return { first, second, collector };
}

function texts(cell: CodeCell): unknown[] {
  return cell.outputs.map((output) => "data" in output ? output.data["text/plain"] : output.output_type);
}

Deno.test("OutputCollector puts a late output into the cell that it names as its parent", () => {
  const { first, second, collector } = collectorOfTwo();
  collector.handle(display("2", "second"));
  collector.handle(display("1", "late"));
  assertEquals([texts(first), texts(second)], [["late"], ["second"]]);
});

Deno.test("OutputCollector drops outputs that belong to no announced request", () => {
  const { first, second, collector } = collectorOfTwo();
  collector.handle(display("3", "foreign"));
  assertEquals([first.outputs, second.outputs], [[], []]);
});

Deno.test("OutputCollector joins pieces of a stream, keeps stdout and stderr apart, and overwrites lines", () => {
  const { first, collector } = collectorOfTwo();
  const print = (name: string, text: string) => collector.handle(broadcast("stream", "1", { name, text }));
  print("stdout", "10 %\r");
  print("stdout", "20 %\n");
  print("stderr", "warning\n");
  print("stdout", "end");
  assertEquals(first.outputs, [
    { output_type: "stream", name: "stdout", text: "20 %\n" },
    { output_type: "stream", name: "stderr", text: "warning\n" },
    { output_type: "stream", name: "stdout", text: "end" },
  ]);
});

Deno.test("OutputCollector updates every display of an id, whichever cell asks", () => {
  const { first, second, collector } = collectorOfTwo();
  collector.handle(display("1", "old", "d"));
  collector.handle(display("1", "other", "e"));
  collector.handle(display("2", "old", "d"));
  collector.handle(display("2", "new", "d", "update_display_data"));
  assertEquals([texts(first), texts(second)], [["new", "other"], ["new"]]);
});

Deno.test("OutputCollector clears at once, or before the next output where the cell asks to wait", () => {
  const { first, collector } = collectorOfTwo();
  collector.handle(display("1", "a"));
  collector.handle(broadcast("clear_output", "1", { wait: false }));
  assertEquals(first.outputs, []);
  collector.handle(display("1", "b"));
  collector.handle(broadcast("clear_output", "1", { wait: true }));
  assertEquals(texts(first), ["b"]);
  collector.handle(display("1", "c"));
  collector.handle(display("1", "d"));
  assertEquals(texts(first), ["c", "d"]);
});

Deno.test("OutputCollector keeps errors with their stack", () => {
  const { first, collector } = collectorOfTwo();
  collector.handle(broadcast("error", "1", { ename: "E", evalue: "bad", traceback: ["at x"] }));
  assertEquals(first.outputs, [{ output_type: "error", ename: "E", evalue: "bad", traceback: ["at x"] }]);
});

Deno.test("OutputCollector makes text of displays that are none, as the format demands", () => {
  const { first, collector } = collectorOfTwo();
  const data = { "text/plain": 5, "text/html": ["a", "b"], "x/y": { z: null }, "application/json": null };
  for (const type of ["display_data", "update_display_data"]) {
    collector.handle(broadcast(type, "1", { data, metadata: {}, transient: { display_id: "d" } }));
    assertEquals(first.outputs.map((output) => "data" in output ? output.data : output), [
      { "text/plain": "5", "text/html": "ab", "x/y": '{"z":null}', "application/json": null },
    ]);
  }
});

Deno.test("OutputCollector leaves out the report after a cell, but not what comes beside it", () => {
  const { first, collector } = collectorOfTwo();
  collector.expectReport("r", first);
  collector.handle(broadcast("error", "r", { ename: "KernelReport", evalue: "{}", traceback: [] }));
  collector.handle(broadcast("stream", "r", { name: "stdout", text: "late\n" }));
  assertEquals(first.outputs, [{ output_type: "stream", name: "stdout", text: "late\n" }]);
});

Deno.test("OutputCollector tells of the first error that nothing caught, and keeps only that", () => {
  const cell = emptyCell("a");
  const seen: string[] = [];
  const collector = new OutputCollector((event) => seen.push(event.type));
  collector.expectReport("r", cell);
  for (const evalue of ["first", "second"]) {
    const message = broadcast("error", "r", { ename: "E", evalue, traceback: [] });
    collector.handle({ ...message, metadata: { uncaught: true } });
  }
  assertEquals(seen, ["uncaught"]);
  assertEquals(cell.outputs, [{ output_type: "error", ename: "E", evalue: "first", traceback: [] }]);
});
