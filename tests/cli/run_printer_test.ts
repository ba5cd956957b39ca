import { assertEquals } from "@std/assert";
import { RunPrinter } from "../../lib/cli/run/run_printer.ts";
import type { RunEvent } from "../../lib/jupyter/run_options.ts";

const POSITION = { cell: 4, step: 2, steps: 9 };

function progress(text: string): RunEvent {
  return {
    ...POSITION,
    type: "display",
    displayId: "progress:1",
    data: { "text/plain": text },
    update: true,
  };
}

/** What a printer prints for events that come `milliseconds` apart. */
function printed(terminal: boolean, milliseconds: number, events: readonly RunEvent[]): string {
  let text = "";
  let time = 0;
  const printer = new RunPrinter({ terminal, write: (piece) => text += piece, now: () => time });
  for (const event of events) {
    printer.handle(event);
    time += milliseconds;
  }
  return text;
}

Deno.test("RunPrinter shows a cell's first words, what it prints, and its time", () => {
  const text = printed(false, 1, [
    { ...POSITION, type: "start", source: "/** */\n\n// settings\nconst A = 1;" },
    { ...POSITION, type: "stream", name: "stdout", text: "no newline" },
    { ...POSITION, type: "display", displayId: undefined, data: { "text/plain": "figure" }, update: false },
    { ...POSITION, type: "end", seconds: 1.25, failed: false },
  ]);
  assertEquals(text, "[2/9] cell 4: // settings\nno newline\n        1.3 s\n");
});

Deno.test("RunPrinter overwrites a progress line in a terminal and leaves its last state", () => {
  const text = printed(true, 1, [
    progress("a"),
    progress("b"),
    { ...POSITION, type: "end", seconds: 0, failed: true },
  ]);
  assertEquals(text, "\ra\x1b[K\rb\x1b[K\n        failed after 0.0 s\n");
});

Deno.test("RunPrinter writes a progress line to a log every five seconds, and its last state", () => {
  const events = [..."abcdef"].map(progress);
  const end: RunEvent = { ...POSITION, type: "end", seconds: 0, failed: false };
  assertEquals(printed(false, 2000, [...events, end]), "a\nd\nf\n        0.0 s\n");
});
