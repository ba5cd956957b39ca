import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { progressLine } from "../../lib/notebook/progress.ts";
import { logSink, type ProgressSink, terminalSink } from "../../lib/notebook/progress_sink.ts";
import { formatDuration, progressText, summaryText } from "../../lib/notebook/progress_text.ts";

Deno.test("progressText() shows step, loss, steps per second and time left", () => {
  assertEquals(
    progressText("training", { step: 2500, steps: 10_000, loss: 0.000321 }, 5),
    "training: step 2,500 of 10,000 · loss 3.21e-4 · 500 steps/s · 15 s left",
  );
});

Deno.test("progressText() leaves out what is not known", () => {
  assertEquals(progressText("training", { step: 30 }, 10), "training: step 30 · 3.0 steps/s");
  assertEquals(progressText("training", { step: 0, steps: 5 }, 1), "training: step 0 of 5");
  assertEquals(progressText("training", { step: 5, steps: 5 }, 0.001), "training: step 5 of 5");
});

Deno.test("progressText() does not count the steps before a resume into the rate", () => {
  assertEquals(
    progressText("training", { step: 1100, steps: 1200 }, 10, 1000),
    "training: step 1,100 of 1,200 · 10 steps/s · 10 s left",
  );
});

Deno.test("progressText() never shows a negative time left", () => {
  assertEquals(progressText("t", { step: 12, steps: 10 }, 1), "t: step 12 of 10 · 12 steps/s · 0.0 s left");
});

Deno.test("summaryText() tells a finished from a stopped computation", () => {
  assertEquals(
    summaryText("t", { step: 100, steps: 100, loss: 2 }, 4),
    "t: 100 steps in 4.0 s · loss 2.00 · 25 steps/s",
  );
  assertEquals(
    summaryText("t", { step: 40, steps: 100 }, 4),
    "t: stopped at step 40 of 100 after 4.0 s · 10 steps/s",
  );
  assertEquals(summaryText("t", undefined, 4), "t: 4.0 s");
});

Deno.test("formatDuration() shows the two largest units", () => {
  const seconds = [0, 9.94, 9.96, 59.4, 59.6, 61, 3599.4, 3600, 7800];
  assertEquals(seconds.map(formatDuration), [
    "0.0 s",
    "9.9 s",
    "10 s",
    "59 s",
    "1 min 00 s",
    "1 min 01 s",
    "59 min 59 s",
    "1 h 00 min",
    "2 h 10 min",
  ]);
  for (const bad of [-1, NaN, Infinity]) assertThrows(() => formatDuration(bad), RangeError, String(bad));
});

/** A sink that keeps what is written to it. */
function recordingSink(): ProgressSink & { lines: [string, boolean][] } {
  const lines: [string, boolean][] = [];
  return {
    lines,
    intervalMs: 250,
    write: (text, last) => lines.push([text, last]),
    flush: () => Promise.resolve(),
  };
}

Deno.test("progressLine() writes at most once an interval, and a summary of the last state", async () => {
  const sink = recordingSink();
  let time = 1000;
  const progress = progressLine("t", { sink, now: () => time });
  for (let step = 1; step <= 10; step++) {
    time += 100;
    progress.update({ step, steps: 10 });
  }
  await progress.finish();
  await progress.finish();
  progress.update({ step: 11, steps: 10 });
  assertEquals(sink.lines.map(([text, last]) => [text.split(" · ")[0], last]), [
    ["t: step 1 of 10", false],
    ["t: step 4 of 10", false],
    ["t: step 7 of 10", false],
    ["t: step 10 of 10", false],
    ["t: 10 steps in 1.0 s", true],
  ]);
});

Deno.test("progressLine() takes the rate from its first report on, whatever was done before", async () => {
  const sink = recordingSink();
  let time = 0;
  const progress = progressLine("t", { sink, now: () => time });
  for (const step of [1000, 1010, 1020]) {
    time += 1000;
    progress.update({ step, steps: 1100 });
  }
  await progress.finish();
  assertEquals(sink.lines.map(([text]) => text), [
    "t: step 1,000 of 1,100",
    "t: step 1,010 of 1,100 · 10 steps/s · 9.0 s left",
    "t: step 1,020 of 1,100 · 10 steps/s · 8.0 s left",
    "t: stopped at step 1,020 of 1,100 after 3.0 s · 6.7 steps/s",
  ]);
});

Deno.test("progressLine() reports at its end that the line could not be shown", async () => {
  const sink = { ...recordingSink(), flush: () => Promise.reject(new TypeError("gone")) };
  await assertRejects(() => progressLine("t", { sink }).finish(), TypeError, "gone");
});

Deno.test("A terminal's line is overwritten and ended once; a log gets whole lines", () => {
  let terminal = "";
  let log = "";
  for (const sink of [terminalSink((text) => terminal += text), logSink((text) => log += text)]) {
    sink.write("a", false);
    sink.write("b", true);
  }
  assertEquals(terminal, "\ra\x1b[K\rb\x1b[K\n");
  assertEquals(log, "a\nb\n");
});
