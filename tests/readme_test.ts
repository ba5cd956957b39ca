import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { REPOSITORY_ROOT } from "../lib/cli/repository.ts";
import config from "../deno.json" with { type: "json" };
import { runElsewhere } from "./support/run_elsewhere.ts";

/** The TypeScript of README.md, block by block. */
async function readmeCode(): Promise<string[]> {
  const text = await Deno.readTextFile(`${REPOSITORY_ROOT}/README.md`);
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code);
}

Deno.test("README's page for newcomers traces, differentiates and trains a function in 15 lines, and runs", async () => {
  const blocks = await readmeCode();
  assertEquals(blocks.length, 1);
  const [code] = blocks;
  const lines = code.split("\n").filter((line) => line.trim() !== "");
  assert(lines.length <= 15, `${lines.length} lines`);
  assert(code.includes(config.scopes["./tests/"]["@tensorflow/tfjs"]), "the pinned version of TF.js");

  // Under the smallest set of permissions, as README names it.
  const output = await runElsewhere(code, ["run", "--no-prompt", "--allow-ffi", "--check"]);
  const numbers = [...output.matchAll(/-?\d+\.\d+|-\d+/g)].map(Number);
  // slope: Float32Array(2) [ -2, -0.27… ], then the fitted rate.
  assertEquals(numbers.length, 3, output);
  assertEquals(numbers[0], -2);
  assertAlmostEquals(numbers[1], -2 * Math.exp(-2), 1e-6);
  assertAlmostEquals(numbers[2], 2, 0.01);
});

/** A training of a few steps on an engine. */
const TRAINING = (settings: string) => `
import * as tf from "@tensorflow/tfjs";
import { adam } from "${config.name}/optim";
import { train } from "${config.name}/train";
const { engine } = await train({
  parameters: [{ name: "rate", shape: [] }],
  initial: Float64Array.of(1),
  loss: ([rate]) => tf.square(tf.sub(rate, 3)) as tf.Scalar,
  optimizer: adam({ learningRate: 0.05 }),
  steps: 3,
  ${settings}
});
console.log("ran on", engine);
`;

/** What each line of the table of permissions says it is for. */
const PERMITTED: Record<string, readonly string[]> = {
  none: [
    ["spectral", "linalg", "stats", "random", "claims"].map((part, k) =>
      `import * as part${k} from "${config.name}/${part}";`
    ).join("\n") + "\nconsole.log('ran on', part1.norm(part3.normalArray(part3.generator(0), 3, 0, 1)) > 0);",
  ],
  "--allow-ffi": [TRAINING(`engine: "onnx"`)],
  "--allow-ffi --allow-read": [TRAINING(`engine: "wasm"`)],
  "--allow-ffi --allow-read --allow-write": [TRAINING(`checkpoint: "run.checkpoint"`)],
  "--allow-ffi --allow-read --allow-env": [TRAINING(`engine: "auto"`)],
};

Deno.test("the library's table of permissions names what suffices, and less does not", async () => {
  const text = await Deno.readTextFile(`${REPOSITORY_ROOT}/lib/README.md`);
  const named = [...text.matchAll(/^\| (none|`--allow-[^|]*`) +\|/gm)].map(([, set]) =>
    set.replaceAll("`", "")
  );
  assertEquals(named, Object.keys(PERMITTED));
  for (const [set, codes] of Object.entries(PERMITTED)) {
    const flags = set === "none" ? [] : set.split(" ");
    for (const code of codes) {
      const output = await runElsewhere(code, ["run", "--no-prompt", ...flags]);
      assert(output.includes("ran on"), `${set}: ${output}`);
      if (code.includes('"auto"')) {
        assert(!output.includes("NotCapable") && !output.includes("env access"), output);
      }
    }
  }
  const refused = (code: string, flags: readonly string[]) =>
    assertRejects(() => runElsewhere(code, ["run", "--no-prompt", ...flags]), Error, "access");
  await refused(TRAINING(""), []);
  await refused(TRAINING(`checkpoint: "run.checkpoint"`), ["--allow-ffi"]);
  await refused(TRAINING(`engine: "wasm"`), ["--allow-ffi"]);
});

Deno.test("every part passes the type check of a project that has Deno's own compiler options", async () => {
  const parts = Object.keys(config.exports).map((name) => config.name + name.slice(1));
  assert(parts.length > 10);
  await runElsewhere(parts.map((name, k) => `export * as part${k} from "${name}";`).join("\n"), ["check"]);
});
