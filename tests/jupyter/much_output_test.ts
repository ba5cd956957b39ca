import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import type { Output } from "../../lib/jupyter/notebook.ts";
import { notebookOf, printedBy, run, testWrittenNotebooks, textOf } from "./executed_notebooks.ts";

/** A command that starts a kernel which loses broadcasts. */
const LOSING_KERNEL = [
  Deno.execPath(),
  "run",
  "-A",
  "--no-lock",
  fileURLToPath(new URL("./losing_kernel.ts", import.meta.url)),
  "{connection_file}",
];

function lines(count: number, text = "line "): string {
  return Array.from({ length: count }, (_, k) => `${text}${k}\n`).join("");
}

/** All texts of the displays of a cell, in order. */
function displays(outputs: readonly Output[]): unknown[] {
  return outputs.filter((output) => output.output_type === "display_data").map(textOf);
}

const PRINTED: [what: string, source: string, expected: string][] = [
  ["20,000 lines", "for (let k = 0; k < 20_000; k++) console.log(`line ${k}`);", lines(20_000)],
  [
    "100,000 lines between which the cell awaits",
    `for (let k = 0; k < 100_000; k++) {
  console.log(\`line \${k}\`);
  if (k % 1000 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
}`,
    lines(100_000),
  ],
  [
    "lines from timers after the cell",
    "for (let k = 0; k < 2000; k++) setTimeout(() => console.log(`line ${k}`), 5); undefined",
    lines(2000),
  ],
];

for (const [what, source, expected] of PRINTED) {
  Deno.test(`runNotebook() keeps ${what}, in the cell that printed them`, async () => {
    const { outputs, failure, warnings } = await run(notebookOf(source, "console.log('next')"));
    assertEquals([failure, warnings], [undefined, []]);
    const all = outputs.map(printedBy);
    // A timer may print while the next cell runs.
    assertEquals(all.join("").replace("next\n", "") === expected, true);
    if (!source.includes("setTimeout(() =>")) assertEquals(all[1], "next\n");
  });
}

Deno.test("runNotebook() keeps 200 lines of 50,000 characters, or says how many were lost", async () => {
  const { outputs, failure, warnings } = await run(
    notebookOf('for (let k = 0; k < 200; k++) console.log("é".repeat(50_000) + k);'),
  );
  assertEquals(failure, undefined);
  const kept = printedBy(outputs[0]).split("\n").length - 1;
  const lost = Number(warnings[0]?.match(/^cell 2: (\d+) of 200 printed lines were lost/)?.[1] ?? 0);
  assertEquals([kept + lost, warnings.length], [200, lost === 0 ? 0 : 1]);
});

Deno.test("runNotebook() keeps lines of both streams in the order of each", async () => {
  const source = "for (let k = 0; k < 5000; k++) console[k % 3 === 0 ? 'error' : 'log'](`line ${k}`);";
  const { outputs } = await run(notebookOf(source));
  for (const [name, holds] of [["stderr", true], ["stdout", false]] as const) {
    const printed = outputs[0].map((output) =>
      output.output_type === "stream" && output.name === name ? output.text : ""
    ).join("");
    const expected = Array.from({ length: 5000 }, (_, k) => k).filter((k) => (k % 3 === 0) === holds);
    assertEquals(printed, expected.map((k) => `line ${k}\n`).join(""));
  }
});

const SHOWN: [what: string, source: string, count: number][] = [
  ["3,000 awaited displays", 'for (let k = 0; k < 3000; k++) await show("text/plain", `shown ${k}`);', 3000],
  [
    "3,000 displays at once",
    "for (let k = 0; k < 3000; k++) show(`text/plain`, `shown ${k}`); undefined",
    3000,
  ],
  [
    "60 figures of 250,000 characters",
    'for (let k = 0; k < 60; k++) await show("image/png", "A".repeat(250_000), `shown ${k}`);',
    60,
  ],
];

for (const [what, source, count] of SHOWN) {
  Deno.test(`runNotebook() keeps ${what}`, async () => {
    const show = `const show = (type: string, value: string, text = value) =>
  Deno.jupyter.broadcast("display_data", { data: { [type]: value, "text/plain": text }, metadata: {}, transient: {} });
`;
    const { outputs, failure, warnings } = await run(notebookOf(show + source));
    assertEquals([failure, warnings], [undefined, []]);
    assertEquals(displays(outputs[0]), Array.from({ length: count }, (_, k) => `shown ${k}`));
  });
}

Deno.test("runNotebook() keeps the displays of Deno.jupyter.display() that a cell awaits one after the other", async () => {
  const source =
    'for (let k = 0; k < 500; k++) await Deno.jupyter.display({ "text/plain": `${k}` }, { raw: true });';
  const { outputs, warnings } = await run(notebookOf(source));
  assertEquals(warnings, []);
  assertEquals(displays(outputs[0]), Array.from({ length: 500 }, (_, k) => `${k}`));
});

Deno.test("runNotebook() says in the cell how many lines and displays were lost", async () => {
  const { outputs, failure, warnings } = await run(notebookOf("print", "print"), {
    kernel: { command: LOSING_KERNEL },
  });
  assertEquals(failure, undefined);
  const lost = "40 of 100 printed lines and 2 of 3 displays were lost: " +
    "they came faster than they could be read from the kernel";
  assertEquals(warnings, [`cell 2: ${lost}`, `cell 3: ${lost}`]);
  for (const cell of outputs) {
    assertEquals(cell.at(-1), { output_type: "stream", name: "stderr", text: `${lost}\n` });
    assertEquals(printedBy(cell), "line\n".repeat(60));
  }
});

Deno.test("runNotebook() goes on a second after a reply where the word that the kernel is idle is lost", async () => {
  const { failure, events } = await run(notebookOf("lose idle", "print"), {
    kernel: { command: LOSING_KERNEL },
    cellTimeoutMs: 50_000,
  });
  assertEquals(failure, undefined);
  const [first] = events.filter((event) => event.type === "end");
  assert(first.seconds > 0.9 && first.seconds < 10, `${first.seconds} s`);
});

Deno.test("runNotebook() keeps the form of what console prints", async () => {
  const source = `console.group("outer"); console.log("%s is %d", "x", 5, { a: [1] }); console.groupEnd();
console.table([{ a: 1 }]); console.count("n"); console.count("n"); console.info(new Map([[1, "é"]]));
console.dir({ deep: { er: { than: { usual: 1 } } } }, { depth: 0 });`;
  const { outputs } = await run(notebookOf(source));
  const program = await new Deno.Command(Deno.execPath(), { args: ["eval", source], env: { NO_COLOR: "1" } })
    .output();
  assertEquals(printedBy(outputs[0]), new TextDecoder().decode(program.stdout));
});

await testWrittenNotebooks();
