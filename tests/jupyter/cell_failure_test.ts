import { assertEquals } from "@std/assert";
import { failingLine } from "../../lib/jupyter/cell_failure.ts";

Deno.test("failingLine() takes the line that a syntax error names", () => {
  const error = "SyntaxError: Expression expected\n    at file:///repl.tsx:2:7";
  assertEquals(failingLine("const a = 1;\n  let = ;", error), { line: 2, text: "let = ;", exact: true });
});

Deno.test("failingLine() counts printed lines over blank lines and types", () => {
  const source = "const a = 1;\n\ninterface X {\n  y: { z: number };\n}\ntype T = string;\n\nnull.foo();";
  assertEquals(failingLine(source, "TypeError: x\n    at <anonymous>:2:6"), {
    line: 8,
    text: "null.foo();",
    exact: false,
  });
});

Deno.test("failingLine() takes the outermost frame of the cell", () => {
  const error = "Error: x\n    at f (<anonymous>:1:20)\n    at <anonymous>:3:1";
  assertEquals(failingLine("function f() {\n}\nf();", error)?.line, 3);
});

Deno.test("failingLine() is undefined where the error names no line or one beyond the end", () => {
  assertEquals(failingLine("1", "Error: x"), undefined);
  assertEquals(failingLine("1", "at <anonymous>:9:1"), undefined);
  assertEquals(failingLine("1", "at file:///repl.tsx:9:1"), undefined);
});
