import { assertEquals } from "@std/assert";
import plugin from "../../../lib/cli/lint/bounded_spread.ts";

/** Source text of everything the plugin reports in `code`. */
function reported(code: string): string[] {
  return Deno.lint.runPlugin(plugin, "example.ts", code).map(({ range: [start, end] }) =>
    code.slice(start, end)
  );
}

Deno.test("a spread of an array into a call that takes any number of arguments is reported", () => {
  assertEquals(reported("Math.max(...values); Math.min(0, ...values); Math.hypot(...values);"), [
    "values",
    "values",
    "values",
  ]);
  assertEquals(reported("list.push(...items); this.list.unshift(1, ...items.map(f));"), [
    "items",
    "items.map(f)",
  ]);
  assertEquals(reported("String.fromCharCode(...bytes);"), ["bytes"]);
});

Deno.test("literals, other calls, arrays and objects are not", () => {
  assertEquals(
    reported("Math.max(...[1, 2]); f(...values); [...values]; ({ ...options }); list.concat(...lists);"),
    [],
  );
  assertEquals(reported("Math.max(a, b); list.push(item);"), []);
});
