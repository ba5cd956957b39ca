import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { notebookOf, run, testWrittenNotebooks, textOf } from "./executed_notebooks.ts";

/** A module of what cells call; a kernel outside the repository has no import map for the whole room. */
const cellModule = (name: string) => new URL(`../../lib/notebook/${name}.ts`, import.meta.url).href;

Deno.test("runNotebook() collects what cells print, show and return, and leaves its argument alone", async () => {
  const notebook = notebookOf("const a: number = 2;\nconsole.log('hello');\na * 21", "", "a + 1");
  const before = structuredClone(notebook);
  const { failure, outputs, notebook: executed } = await run(notebook);
  assertEquals(failure, undefined);
  // The kernel sends what is printed by a way of its own, which may be overtaken by the cell's value.
  assertEquals(outputs.map((cell) => cell.map(textOf).sort()), [["42", "hello\n"], [], ["3"]]);
  const counts = executed.cells.map((cell) => cell.cell_type === "code" ? cell.execution_count : "text");
  assertEquals(counts, ["text", 1, null, 2]);
  assertEquals((executed.metadata.language_info as { name: string }).name, "typescript");
  assertEquals(notebook, before);
});

Deno.test("runNotebook() gives the kernel its environment, working folder and plain text", async () => {
  const cwd = await Deno.makeTempDir();
  const { outputs } = await run(
    notebookOf("[Deno.env.get('NOTEBOOK_PROFILE'), Deno.env.get('NO_COLOR'), Deno.cwd()].join()"),
    { kernel: { cwd, env: { NOTEBOOK_PROFILE: "full" } } },
  );
  assertEquals(textOf(outputs[0][0]), `"full,1,${await Deno.realPath(cwd)}"`);
  await Deno.remove(cwd);
});

Deno.test("runNotebook() reports the beginning, streams, displays and end of each cell in order", async () => {
  const { events } = await run(notebookOf("console.log('x')", "5"));
  const seen = events.map((event) => `${event.type} ${event.cell} ${event.step}/${event.steps}`);
  assertEquals(seen, [
    "start 2 1/2",
    "stream 2 1/2",
    "end 2 1/2",
    "start 3 2/2",
    "display 3 2/2",
    "end 3 2/2",
  ]);
});

Deno.test("runNotebook() applies updates of a display and clears outputs", async () => {
  const { outputs, failure } = await run(notebookOf(
    `const { displayNow, updateDisplay, insideKernel } = await import("${cellModule("display")}");
await displayNow({ "text/plain": "old" }, "d");
insideKernel()`,
    `await updateDisplay("d", { "text/plain": "new" });`,
    // Broadcasts keep their order among each other; console.log takes another way and may overtake them.
    `await displayNow({ "text/plain": "gone" });
await Deno.jupyter.broadcast("clear_output", { wait: true });
await displayNow({ "text/plain": "stays" });`,
  ));
  assertEquals(failure, undefined);
  assertEquals(outputs.map((cell) => cell.map(textOf)), [["new", "true"], [], ["stays"]]);
});

Deno.test("runNotebook() leaves one line of a progress line in the notebook", async () => {
  const { outputs, events } = await run(notebookOf(
    `const { progressLine } = await import("${cellModule("progress")}");
const progress = progressLine("training");
for (let step = 1; step <= 50; step++) progress.update({ step, steps: 50, loss: 1 / step });
await progress.finish();`,
  ));
  assertEquals(outputs[0].length, 1);
  assertStringIncludes(String(textOf(outputs[0][0])), "training: 50 steps in");
  // The first state and the summary at least; what lies between them depends on the clock.
  assert(events.filter((event) => event.type === "display").length >= 2);
});

Deno.test("runNotebook() stops at the first cell that throws and names its line", async () => {
  const { failure, outputs } = await run(
    notebookOf("1", "const b = 1;\n\nthrow new RangeError('too big')", "2"),
  );
  assertEquals(failure?.cell, 3);
  assertEquals(failure?.reason, "error");
  assertEquals([failure?.errorName, failure?.message], ["RangeError", "too big"]);
  assertEquals(failure?.sourceLine, { line: 3, text: "throw new RangeError('too big')", exact: false });
  assertEquals(outputs.map((cell) => cell.map((output) => output.output_type)), [["execute_result"], [
    "error",
  ], []]);
});

Deno.test("runNotebook() names the exact line of a syntax error", async () => {
  const { failure } = await run(notebookOf("const a = 1;\n\nconst b = ;"));
  assertEquals(failure?.errorName, "SyntaxError");
  assertEquals(failure?.sourceLine, { line: 3, text: "const b = ;", exact: true });
});

Deno.test("runNotebook() fails where the display of a last expression throws, though the kernel replies ok", async () => {
  const source =
    "const shown = { [Symbol.for('Jupyter.display')]() { throw new Error('no picture'); } };\nshown";
  const { failure, outputs } = await run(notebookOf(source, "2"));
  assertEquals([failure?.reason, failure?.message], ["display", "no picture"]);
  assertEquals(failure?.sourceLine?.text, "shown");
  assertEquals(outputs[1], []);
});

for (const [how, source] of [["awaits", "await new Promise(() => {})"], ["computes", "while (true);"]]) {
  Deno.test(`runNotebook() ends a cell that ${how} for ever, and its kernel`, async () => {
    const { failure, outputs } = await run(notebookOf("Deno.pid", source, "2"), { cellTimeoutMs: 3000 });
    assertEquals([failure?.cell, failure?.reason], [3, "timeout"]);
    assertStringIncludes(failure?.message ?? "", "3 s");
    assertStringIncludes(String(textOf(outputs[1][0])), "3 s");
    assertEquals(isAlive(Number(textOf(outputs[0][0]))), false);
  });
}

Deno.test("runNotebook() notices a kernel that exits, and keeps what was printed before", async () => {
  const { failure, outputs } = await run(notebookOf("console.log('before')", "Deno.exit(3)", "2"));
  assertEquals([failure?.cell, failure?.reason], [3, "dead kernel"]);
  assertStringIncludes(failure?.message ?? "", "exit code 3");
  assertEquals(outputs.map((cell) => cell.map((output) => output.output_type)), [["stream"], ["error"], []]);
});

Deno.test({
  name: "runNotebook() notices a kernel that is killed",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const { failure } = await run(notebookOf("Deno.kill(Deno.pid, 'SIGKILL'); await new Promise(() => {})"));
    assertEquals(failure?.reason, "dead kernel");
    assertStringIncludes(failure?.message ?? "", "SIGKILL");
  },
});

Deno.test("runNotebook() waits for what the last cell prints after it was done", async () => {
  const { outputs, failure } = await run(notebookOf("setTimeout(() => console.log('late'), 100); undefined"));
  assertEquals(failure, undefined);
  assertEquals(outputs[0].map(textOf), ["late\n"]);
});

Deno.test("runNotebook() ends when it is aborted", async () => {
  const controller = new AbortController();
  const { failure, outputs } = await run(notebookOf("Deno.pid", "await new Promise(() => {})", "3"), {
    signal: controller.signal,
    onEvent: (event) => {
      if (event.type === "start" && event.step === 2) controller.abort(new Error("enough"));
    },
  });
  assertEquals([failure?.cell, failure?.reason, failure?.message], [3, "interrupted", "enough"]);
  assertEquals(isAlive(Number(textOf(outputs[0][0]))), false);
});

Deno.test("runNotebook() passes on an error of its listener and ends the kernel", async () => {
  let pid = 0;
  await assertRejects(
    () =>
      run(notebookOf("Deno.pid", "2"), {
        onEvent: (event) => {
          if (event.type !== "display") return;
          pid = Number(event.data["text/plain"]);
          throw new RangeError("listener");
        },
      }),
    RangeError,
    "listener",
  );
  assert(pid > 1);
  assertEquals(isAlive(pid), false);
});

Deno.test("runNotebook() of a notebook without program text passes", async () => {
  const { failure, outputs } = await run(notebookOf(" \n"));
  assertEquals(failure, undefined);
  assertEquals(outputs, [[]]);
});

await testWrittenNotebooks();

/** Whether a process exists; signal 0 of POSIX has no name in Deno, SIGCONT does nothing to a running process. */
function isAlive(pid: number): boolean {
  assert(Number.isSafeInteger(pid) && pid > 1);
  try {
    Deno.kill(pid, "SIGCONT");
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
