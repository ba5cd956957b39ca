import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { ConsoleBatches, countLines } from "../../../lib/notebook/watch/console_batches.ts";

/** A console whose time passes only by `pass` and by sleeping, whose code awaits by `awaits`, and what it printed. */
function testConsole() {
  let time = 0;
  let callback: (() => void) | undefined, due = 0, slept = 0;
  const printed: [string, boolean][] = [];
  const soon: (() => void)[] = [];
  const batches = new ConsoleBatches((text, isError) => printed.push([text, isError]), {
    now: () => time,
    sleep: (milliseconds) => {
      slept += milliseconds;
      time += milliseconds;
    },
    soon: (run) => soon.push(run),
    later: (run, milliseconds) => {
      callback = run;
      due = time + milliseconds;
      return () => callback = undefined;
    },
  });
  const pass = (milliseconds: number): void => {
    time += milliseconds;
    if (callback && time >= due) callback();
  };
  const awaits = (): void => {
    for (const run of soon.splice(0)) run();
  };
  return { batches, printed, pass, awaits, slept: () => slept };
}

Deno.test("ConsoleBatches prints what comes slowly one by one and at once", () => {
  const { batches, printed, pass } = testConsole();
  for (let k = 0; k < 1000; k++) {
    batches.print(`${k}\n`, false);
    assertEquals(printed.length, k + 1);
    pass(1);
  }
});

Deno.test("ConsoleBatches joins what comes fast, and prints the last of it when the code ends", () => {
  const { batches, printed, awaits } = testConsole();
  for (let k = 0; k < 20_000; k++) batches.print(`line ${k}\n`, false);
  awaits();
  assert(printed.length < 130, `${printed.length} texts`);
  assertEquals(
    printed.map(([text]) => text).join(""),
    Array.from({ length: 20_000 }, (_, k) => `line ${k}\n`).join(""),
  );
});

Deno.test("ConsoleBatches joins what comes fast between awaits, and prints the last of it soon", () => {
  const { batches, printed, awaits, pass } = testConsole();
  for (let k = 0; k < 20_000; k++) {
    batches.print(`line ${k}\n`, false);
    awaits();
  }
  pass(25);
  assert(printed.length < 150, `${printed.length} texts`);
  assertEquals(
    printed.map(([text]) => text).join(""),
    Array.from({ length: 20_000 }, (_, k) => `line ${k}\n`).join(""),
  );
});

Deno.test("ConsoleBatches keeps the order of both streams and counts all lines, however they are printed", () => {
  const texts = fc.array(
    fc.record({
      text: fc.stringMatching(/^[ab\n]{0,5}$/),
      repeat: fc.constantFrom(1, 1, 40, 5000),
      isError: fc.boolean(),
      pass: fc.constantFrom(0, 0, 0, 1, 60),
      flush: fc.constantFrom(false, false, true),
      awaits: fc.boolean(),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(texts, (texts) => {
      const { batches, printed, pass, awaits } = testConsole();
      const expected: [string, boolean][] = [];
      for (const one of texts) {
        const text = one.text.repeat(one.repeat);
        for (let k = 0; k < 5; k++) batches.print(text, one.isError);
        expected.push([text.repeat(5), one.isError]);
        pass(one.pass);
        if (one.awaits) awaits();
        if (one.flush) batches.flush();
      }
      batches.flush();
      assertEquals(joined(printed), joined(expected));
      assertEquals(batches.lines, countLines(expected.map(([text]) => text).join("")));
    }),
    { seed: 3 },
  );
});

Deno.test("ConsoleBatches waits where a cell prints more than a client can take", () => {
  const { batches, slept } = testConsole();
  for (let k = 0; k < 100; k++) batches.print("x".repeat(100_000) + "\n", false);
  assert(slept() > 200 && slept() < 500, `${slept()} ms`);
});

Deno.test("countLines() counts line ends", () => {
  assertEquals(["", "a", "a\n", "\n\nb\n"].map(countLines), [0, 0, 1, 3]);
});

/** Neighbours of one stream as one text. */
function joined(texts: readonly [string, boolean][]): [string, boolean][] {
  const result: [string, boolean][] = [];
  for (const [text, isError] of texts) {
    const last = result.at(-1);
    if (text === "") continue;
    if (last?.[1] === isError) last[0] += text;
    else result.push([text, isError]);
  }
  return result;
}
