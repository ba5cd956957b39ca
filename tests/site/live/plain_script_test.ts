import { assertEquals, assertThrows } from "@std/assert";
import { plainScript } from "../../../lib/site/live/plain_script.ts";

const CASES: [what: string, typescript: string, plain: string][] = [
  [
    "annotations",
    "const f = (x: readonly Tensor[], y?: number): void => g(x, y);",
    "const f = (x, y) => g(x, y);",
  ],
  ["type arguments", "runs<A, B>(x); new Map<string, number>();", "runs(x); new Map();"],
  [
    "as and satisfies",
    'const a = { kind: "t" } as const, b = c as unknown as T;',
    'const a = { kind: "t" }, b = c;',
  ],
  ["types within types", "a as Map<string, number>; b(c as Record<K, V[]>, d);", "a; b(c, d);"],
  ["non-null assertions", "stored.results[0]!.pictures!.kernels[1]", "stored.results[0].pictures.kernels[1]"],
  ["aliases and interfaces", "type A = 1;\nf(1);", "\nf(1);"],
  ["plain JavaScript", "for (const [a, b] of c) await f({ a, ...b }, `${a}: ${b}`); // why", ""],
];

for (const [what, typescript, plain] of CASES) {
  Deno.test(`plainScript() takes off ${what} and leaves the rest as it is`, () => {
    assertEquals(plainScript(typescript), plain || typescript);
  });
}

Deno.test("plainScript() refuses what is no JavaScript without its types", () => {
  assertThrows(() => plainScript("enum Colour { Red }"), SyntaxError, "no JavaScript");
  assertThrows(() => plainScript("const = 3;"), SyntaxError, "no JavaScript");
});
