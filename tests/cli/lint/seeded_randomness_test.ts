import { assertEquals } from "@std/assert";
import plugin from "../../../lib/cli/lint/seeded_randomness.ts";

/** Source text of everything the plugin reports in `code`. */
function reported(code: string): string[] {
  return Deno.lint.runPlugin(plugin, "example.ts", code).map(({ range: [start, end] }) =>
    code.slice(start, end)
  );
}

Deno.test("Math.random is reported in every spelling", () => {
  assertEquals(reported("const x = Math.random();"), ["Math.random"]);
  assertEquals(reported("const f = Math.random;"), ["Math.random"]);
  assertEquals(reported('Math["random"]();'), ['Math["random"]']);
  assertEquals(reported("globalThis.Math.random();"), ["globalThis.Math.random"]);
  assertEquals(reported("const { random, floor } = Math;"), ["random"]);
});

Deno.test("random functions of TF.js are reported", () => {
  const names = [
    "randomNormal",
    "randomUniform",
    "randomGamma",
    "truncatedNormal",
    "multinomial",
    "dropout",
    "rand",
  ];
  for (const name of names) assertEquals(reported(`tf.${name}([2]);`), [`tf.${name}`]);
  assertEquals(reported("tf.util.shuffle(order);"), ["tf.util.shuffle"]);
  assertEquals(reported("const { randomNormal } = tf;"), ["randomNormal"]);
});

Deno.test("TF.js is known by its import, whatever its name there", () => {
  const from = 'from "@tensorflow/tfjs-core"';
  assertEquals(reported(`import * as t ${from}; t.randomNormal([2]);`), ["t.randomNormal"]);
  assertEquals(reported(`import t ${from}; t.dropout(x, 0.5);`), ["t.dropout"]);
  assertEquals(reported(`import { randomUniform as u, add } ${from};`), ["randomUniform as u"]);
});

Deno.test("the hint names the seeded generators", () => {
  const [{ id, message, hint }] = Deno.lint.runPlugin(plugin, "example.ts", "Math.random();");
  assertEquals(id, "papers/seeded-randomness");
  assertEquals(message, "Random numbers without a seed cannot be repeated: Math.random");
  assertEquals(hint, "Draw them from a seeded generator of lib/random");
});

Deno.test("other names that sound random are left alone", () => {
  assertEquals(reported("Math.round(x); generator.random(); order.shuffle(); model.dropout(x);"), []);
  assertEquals(reported("tf.tidy(() => tf.add(a, b)); const { floor } = Math;"), []);
  assertEquals(reported('import { permutation } from "../random/mod.ts"; const random = 1;'), []);
});
