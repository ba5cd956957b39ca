import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { failureReport } from "../../lib/cli/run/failure_report.ts";
import { notebookOf, run, testWrittenNotebooks, textOf } from "./executed_notebooks.ts";

/** Sources that begin what fails later, each with an error "failed"; `MS` stands for milliseconds. */
const BEGINNINGS: [what: string, source: string][] = [
  ["a timer", 'setTimeout(() => { throw new RangeError("failed"); }, MS);'],
  ["an interval", 'setInterval(() => { throw new RangeError("failed"); }, MS);'],
  [
    "a call without await",
    'async function f() { await new Promise((resolve) => setTimeout(resolve, MS)); throw new RangeError("failed"); }\nf();',
  ],
  ["a promise", 'setTimeout(() => { Promise.reject(new RangeError("failed")); }, MS);'],
  ["a microtask", 'setTimeout(() => queueMicrotask(() => { throw new RangeError("failed"); }), MS);'],
  [
    "an event listener",
    `const target = new EventTarget();
target.addEventListener("go", () => { throw new RangeError("failed"); });
setTimeout(() => target.dispatchEvent(new Event("go")), MS);`,
  ],
  [
    "an emitter of Node",
    `const { EventEmitter } = await import("node:events");
setTimeout(() => new EventEmitter().emit("error", new RangeError("failed")), MS);`,
  ],
];

const PLACES: [when: string, milliseconds: number, later: string[]][] = [
  ["at once", 0, ["1", "2"]],
  ["while a later cell awaits", 300, ["1", "await new Promise(() => {})", "3"]],
  ["after the last cell", 700, []],
];

for (const [what, source] of BEGINNINGS) {
  for (const [when, milliseconds, later] of PLACES) {
    Deno.test(`runNotebook() fails by the error of ${what} ${when}`, async () => {
      const begin = source.replace("MS", String(milliseconds)) + "\nundefined";
      const { failure, outputs, seconds } = await run(notebookOf("0", begin, ...later));
      assertEquals([failure?.reason, failure?.errorName, failure?.message], [
        "uncaught error",
        "RangeError",
        "failed",
      ]);
      assertStringIncludes(failure?.traceback.join("\n") ?? "", "<anonymous>:");
      assertEquals(outputs.flat().filter((output) => output.output_type === "error").map(textOf), ["failed"]);
      assert(seconds < 20, `${seconds} s`);
    });
  }
}

const THROWN: [value: string, errorName: string, message: string][] = [
  ['"only text"', "Uncaught", "only text"],
  ["undefined", "Uncaught", "undefined"],
  ["{ code: 3 }", "Uncaught", "{ code: 3 }"],
  ['new AggregateError([new Error("inner")], "several")', "AggregateError", "several"],
];

for (const [value, errorName, message] of THROWN) {
  Deno.test(`runNotebook() fails by a promise that is rejected with ${value}`, async () => {
    const { failure } = await run(notebookOf(`Promise.reject(${value}); undefined`));
    assertEquals([failure?.reason, failure?.errorName, failure?.message], [
      "uncaught error",
      errorName,
      message,
    ]);
  });
}

const HANDLED: [how: string, source: string][] = [
  [
    "catches later in the same cell",
    'const p = Promise.reject(new Error("x")); try { await p; } catch { "ok" }',
  ],
  ["catches by a callback", '(async () => { throw new Error("x"); })().catch(() => {}); undefined'],
  [
    "prevents in a listener of its own",
    `addEventListener("error", (event) => event.preventDefault());
addEventListener("unhandledrejection", (event) => event.preventDefault());
setTimeout(() => { throw new Error("x"); }, 5);
Promise.reject(new Error("y"));
await new Promise((resolve) => setTimeout(resolve, 50));`,
  ],
  [
    "handles by Node's process",
    `process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});
setTimeout(() => { throw new Error("x"); }, 5);
Promise.reject(new Error("y"));
await new Promise((resolve) => setTimeout(resolve, 50));`,
  ],
];

for (const [how, source] of HANDLED) {
  Deno.test(`runNotebook() passes where the notebook ${how}`, async () => {
    const { failure, outputs } = await run(notebookOf(source, "'next'"));
    assertEquals(failure, undefined);
    assertEquals(textOf(outputs[1][0]), '"next"');
  });
}

Deno.test("runNotebook() names what a cell throws rather than what else fails at the same time", async () => {
  const { failure } = await run(notebookOf('Promise.reject(new Error("beside"));\nthrow new Error("own");'));
  assertEquals([failure?.reason, failure?.message, failure?.sourceLine?.line], ["error", "own", 2]);
});

Deno.test("runNotebook() names the cell after which the kernel ends", async () => {
  const { failure } = await run(
    notebookOf("setTimeout(() => Deno.exit(4), 20); undefined", "await new Promise(() => {})"),
  );
  assertEquals(failure?.reason, "dead kernel");
  assertStringIncludes(failure?.message ?? "", "exit code 4");
});

Deno.test("runNotebook() says that it has cut off what no cell awaits", async () => {
  const { failure, warnings, seconds } = await run(notebookOf("setInterval(() => {}, 100); undefined"));
  assertEquals(failure, undefined);
  assertEquals(warnings.length, 1);
  assertStringIncludes(warnings[0], "was still running 3 s after the last cell");
  assert(seconds < 20, `${seconds} s`);
});

Deno.test("failureReport() says of an uncaught error that an earlier cell may have begun it", async () => {
  const { failure } = await run(notebookOf('Promise.reject(new RangeError("failed")); undefined'));
  const report = failureReport("demo", failure!);
  assertStringIncludes(report, "demo: cell 2 was the last to start before an uncaught error");
  assertStringIncludes(report, "  RangeError: failed\n      at <anonymous>");
});

await testWrittenNotebooks();
