import { assertEquals } from "@std/assert";
import plugin from "../../../lib/cli/lint/error_grammar.ts";

function reported(code: string): { id: string; text: string }[] {
  return Deno.lint.runPlugin(plugin, "example.ts", code).map(({ id, range: [start, end] }) => ({
    id: id.replace("papers-errors/", ""),
    text: code.slice(start, end),
  }));
}

/** Those of the messages, as code, that are reported. */
function wrong(messages: readonly string[]): string[] {
  return messages.filter((message) => reported(`throw new RangeError(${message});`).length > 0);
}

Deno.test("a message that names its subject before a colon is let pass", () => {
  const right = [
    '"adam: the rate must be positive, got -1"',
    '`Cannot draw "${name}": x has ${n} values, y has ${m}`',
    "`${where}: axis ${axis} is outside`",
    "`experiment ${name}: ` + reasons.join()",
    '"Cannot read it: 3 found, 4 expected …"',
    "message",
    "`${message}`",
  ];
  assertEquals(wrong(right), []);
});

Deno.test("a sentence, a word for Cannot, a full stop and a contraction are reported", () => {
  const all = [
    "`${what} must be in [0, 1], got ${share}`",
    '`input "${name}" is missing: got a, b`',
    '"Unable to read it: no file"',
    '"Failed to read it: no file"',
    '"Cannot: no file"',
    '"adam: the rate is negative."',
    "`adam: it can't be negative`",
  ];
  assertEquals(wrong(all), all);
});

Deno.test("what is no error, and errors without a message, are not looked at", () => {
  assertEquals(reported('new Map("some text"); new RangeError(); f("a sentence is here");'), []);
});

Deno.test("what is thrown stands in braces, and the fix puts it there", () => {
  const code =
    "/**\n * @throws RangeError for a rate below 0\n * @throws {TypeError} for a text\n */\nexport function f() {}\n";
  const [diagnostic, ...others] = Deno.lint.runPlugin(plugin, "example.ts", code);
  assertEquals(others, []);
  assertEquals(code.slice(...diagnostic.range), "@throws RangeError");
  assertEquals(diagnostic.fix?.map(({ text }) => text), ["@throws {RangeError}"]);
  assertEquals(reported("// @throws RangeError in a plain comment\n/* @throws RangeError */"), []);
});

Deno.test("tests and notebook cells are free", () => {
  const code = 'throw new Error("the run has no attention");';
  assertEquals(Deno.lint.runPlugin(plugin, "/repo/tests/graph/a_test.ts", code), []);
  assertEquals(Deno.lint.runPlugin(plugin, "/repo/notebooks/01.check.ts", code), []);
});
