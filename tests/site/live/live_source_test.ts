import { assertEquals } from "@std/assert";
import { liveEntry } from "../../../lib/cli/browser/live_entry.ts";
import { liveSource, storedRunsOf } from "../../../lib/site/live/live_source.ts";

const CELL = `/** The live cell. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { axis, CURVE_COLOURS as hue, type Layout } from "../../lib/figure/mod.ts";
import { runs } from "../../lib/experiments/mod.ts";
import scale from "./scale.ts";

const f = (x: Tensor) => tf.sin(x); // a line
axis(f, hue, await runs(scale));
`;

Deno.test("liveSource() gives the values that a cell takes and its lines without types", () => {
  const source = liveSource(CELL);
  assertEquals(source.imports.map(({ name, exported }) => [name, exported]), [
    ["tf", "*"],
    ["axis", "axis"],
    ["hue", "CURVE_COLOURS"],
    ["runs", "runs"],
    ["scale", "default"],
  ]);
  assertEquals(source.script, "const f = (x) => tf.sin(x); // a line\naxis(f, hue, await runs(scale));");
  assertEquals(storedRunsOf(source), "./scale.ts");
});

Deno.test("a cell without stored runs needs none", () => {
  assertEquals(storedRunsOf(liveSource('import scale from "./scale.ts";\nscale(1);\n')), undefined);
});

Deno.test("liveEntry() hands each cell its own values, and imports a module once", () => {
  const source = liveSource('import * as tf from "t";\nimport { a as b } from "./a.ts";\nb(tf);\n');
  const text = liveEntry(
    new Map([["01_x", source], ["02_y", source]]),
    (paper, name) => `${paper}/${name}`,
    "w.ts",
  );
  assertEquals(text.match(/^import/gm)?.length, 5);
  assertEquals(text.includes('"01_x": { tf: m0, b: m1.a }'), true);
  assertEquals(text.includes('"02_y": { tf: m2, b: m3.a }'), true);
});
