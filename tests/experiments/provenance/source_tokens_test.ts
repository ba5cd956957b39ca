import { assertEquals, assertNotEquals } from "@std/assert";
import { readSource } from "../../../lib/experiments/provenance/source_tokens.ts";

const digest = (text: string) => readSource(text).digest;

Deno.test("comments, formatting and quotes do not change the digest of a file, code does", () => {
  const one = `import { a } from "./a.ts";\nexport const f = (x: number) => [x, a(x), "π"];\n`;
  const same =
    `/** What f does. */\nimport { a } from './a.ts'\nexport const f = (\n  x: number, // of what\n) => [\n  x,\n  a(x),\n  'π',\n]`;
  assertEquals(digest(same), digest(one));
  for (const [from, to] of [["x, a(x)", "a(x), x"], ["π", "pi"], ["(x)", "(-x)"], ["[x", "[2 * x"]]) {
    assertNotEquals(digest(one.replace(from, to)), digest(one), `${from} → ${to}`);
  }
});

Deno.test("what looks like a comment in a text, a template or a pattern is code", () => {
  const read = (inner: string) =>
    digest(`const a = "// ${inner}", b = \`/* ${inner} \${a} */\`, c = /\\/\\/ ${inner}/;`);
  assertNotEquals(read("one"), read("two"));
});

Deno.test("imports are told apart: names, all, types, what an expression loads", () => {
  const { imports, reexports, exports, isBarrel } = readSource(`
    import { a, type B, c as d } from "./names.ts";
    import type { Q } from "./types.ts";
    import { type R, type S } from "./more_types.ts";
    import * as tf from "@tensorflow/tfjs-core";
    import def from "./default.ts";
    import "./effect.ts";
    export { e, type F as G } from "./e.ts";
    export { h as i } from "./h.ts";
    export * from "./all.ts";
    export type { J } from "./j.ts";
    export async function k() { return await import("./dynamic.ts"); }
    export const worker = import.meta.resolve("./worker.ts"), page = new URL("./page.ts", import.meta.url);
    const folder = new URL("../../", import.meta.url);
    export default class {}
  `);
  assertEquals(imports.map(({ specifier, names }) => [specifier, names]), [
    ["./names.ts", ["a", "c"]],
    ["@tensorflow/tfjs-core", null],
    ["./default.ts", ["default"]],
    ["./effect.ts", null],
    ["./dynamic.ts", null],
    ["./worker.ts", null],
    ["./page.ts", null],
  ]);
  assertEquals(reexports, [
    { specifier: "./e.ts", names: ["e"], as: ["e"] },
    { specifier: "./h.ts", names: ["h"], as: ["i"] },
    { specifier: "./all.ts", names: null },
  ]);
  assertEquals(exports, ["k", "worker", "default"]);
  assertEquals(isBarrel, false);
  assertEquals(
    readSource(`/** Parts. */\nexport * from "./a.ts";\nexport { b } from "./b.ts";`).isBarrel,
    true,
  );
});
