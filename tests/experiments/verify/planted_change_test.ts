import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { withTemporaryFolder } from "../../support/temporary_folder.ts";

const ROOT = new URL("../../../", import.meta.url).pathname;

/** One training with Adam on tanh units, read on the host. */
const EXPERIMENT = `
import * as tf from "@tensorflow/tfjs-core";
import { experiment } from "../../lib/experiments/mod.ts";
import { multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { train } from "../../lib/train/mod.ts";

export default experiment<{ steps: number }, { parameters: number }>({
  at: import.meta,
  revision: 1,
  settings: { steps: 80 },
  seeds: [3, 4],
  steps: ({ steps }) => steps,
  async run({ steps }, seed, context) {
    const model = multilayerPerceptron({ widths: [1, 5, 1], activation: "tanh" });
    const x = tf.tensor2d([-1, -0.5, 0, 0.5, 1], [5, 1]);
    const { parameters } = await train({
      parameters: model.parameters,
      initial: uniformFanIn(model.parameters, generator(seed, "initial")),
      loss: (tensors) => tf.mean(tf.squaredDifference(model.apply(tensors, x), tf.sin(tf.mul(x, 3)))) as tf.Scalar,
      optimizer: adam({ learningRate: 0.02 }),
      steps,
      signal: context.signal,
      checkpoint: context.checkpoint("training"),
    });
    return { parameters: mean([...parameters]) };
  },
});
`;

interface Plant {
  what: string;
  file: string;
  from: string;
  to: string;
  /** What must be named. */
  found: string[];
}

const AT_ONCE = ["training 1 of 1 (float32, onnx), step 8: digest ", " then, ", " now (loss "];

const PLANTS: Plant[] = [
  {
    what: "Adam's epsilon",
    file: "lib/optim/adam.ts",
    from: "epsilon = 1e-8",
    to: "epsilon = 1e-7",
    found: AT_ONCE,
  },
  {
    what: "the order in which a step is multiplied out",
    file: "lib/optim/adam.ts",
    from: "tf.div(tf.mul(rate, first), tf.add(tf.sqrt(second), epsilon))",
    to: "tf.mul(rate, tf.div(first, tf.add(tf.sqrt(second), epsilon)))",
    found: AT_ONCE,
  },
  {
    what: "a gradient rule",
    file: "lib/graph/rules/elementwise.ts",
    from: "tanh: elementwise((_, y) => sub(one(y), mul(y, y)))",
    to: "tanh: elementwise((_, y) => sub(one(y), y))",
    found: AT_ONCE,
  },
  {
    what: "what starts the weights",
    file: "notebooks/99_trial/small.ts",
    from: 'generator(seed, "initial")',
    to: 'generator(seed, "start")',
    found: AT_ONCE,
  },
  {
    what: "a measure on the host",
    file: "lib/stats/summary.ts",
    from: "return scale * statistics.mean(",
    to: "return (1 + 2 ** -50) * scale * statistics.mean(",
    found: ["readings on the host: digest ", "all trainings gave the same bits", "; parameters: "],
  },
];

/** A copy of the library with one notebook and one experiment. */
async function copyLibrary(root: string): Promise<void> {
  for (const name of ["deno.json", "deno.lock"]) await Deno.copyFile(`${ROOT}${name}`, `${root}/${name}`);
  const { success } = await new Deno.Command("cp", { args: ["-r", `${ROOT}lib`, root] }).output();
  assert(success);
  await Deno.mkdir(`${root}/notebooks/99_trial`, { recursive: true });
  await Deno.writeTextFile(`${root}/notebooks/99_trial/small.ts`, EXPERIMENT);
  const notebook = { cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 };
  await Deno.writeTextFile(`${root}/notebooks/99_trial.ipynb`, JSON.stringify(notebook));
}

async function task(root: string, name: string, ...words: string[]): Promise<{ code: number; text: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--no-lock", `lib/cli/${name}.ts`, ...words],
    cwd: root,
    env: { NO_COLOR: "1" },
  }).output();
  return { code, text: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

Deno.test("a planted change of numbers is named by experiment, step and digest, and passes again when it is undone", async () => {
  await withTemporaryFolder(async (root) => {
    await copyLibrary(root);
    const computed = await task(root, "compute", "99");
    assertEquals(computed.code, 0, computed.text);
    assertStringIncludes((await task(root, "verify", "--list")).text, "1 exact of 1 results");
    for (const { what, file, from, to, found } of PLANTS) {
      const path = `${root}/${file}`, before = await Deno.readTextFile(path);
      assertStringIncludes(before, from, what);
      await Deno.writeTextFile(path, before.replace(from, to));
      const listed = await task(root, "verify", "--list");
      assertEquals(listed.code, 1, what);
      assertStringIncludes(listed.text, "1 unverified of 1 results", what);
      const { code, text } = await task(root, "verify");
      assertEquals(code, 1, `${what}: ${text}`);
      assertStringIncludes(text, "99/small: CONTRADICTED, seed ", what);
      for (const words of found) assertStringIncludes(text, words, what);
      assertStringIncludes(text, "raise its revision and compute it again, or fix what changed its numbers");
      assertStringIncludes((await task(root, "verify", "--list")).text, "1 contradicted of 1 results", what);
      await Deno.writeTextFile(path, before);
      assertStringIncludes((await task(root, "verify", "--list")).text, "1 exact of 1 results", what);
    }
  });
});

Deno.test("another wording of an error or name of a function makes a result unverified, a proof verifies it", async () => {
  await withTemporaryFolder(async (root) => {
    await copyLibrary(root);
    assertEquals((await task(root, "compute", "99")).code, 0);
    const edit = async (file: string, from: string, to: string) => {
      const text = await Deno.readTextFile(`${root}/${file}`);
      assertStringIncludes(text, from);
      await Deno.writeTextFile(`${root}/${file}`, text.replaceAll(from, to));
    };
    await edit("lib/claims/claim.ts", "export const VERDICTS", "// A comment.\nexport const VERDICTS");
    await edit("lib/train/steps.ts", "function requireLast", "/** Another comment. */\nfunction requireLast");
    assertStringIncludes((await task(root, "verify", "--list")).text, "1 exact of 1 results");
    await edit("lib/optim/adam.ts", "epsilon must be positive", "epsilon has to be positive");
    await edit("lib/train/training_readings.ts", "unsigned(", "withoutSign(");
    assertStringIncludes((await task(root, "verify", "--list")).text, "1 unverified of 1 results");
    const report = `${root}/proof.json`, { code, text } = await task(root, "verify", "--report", report);
    assertEquals(code, 0, text);
    assertStringIncludes(text, "99/small: verified, seed 3, run whole, compared with the stored bits");
    assertStringIncludes((await task(root, "verify", "--list")).text, "1 verified of 1 results");
    const { results } = JSON.parse(await Deno.readTextFile(report));
    assertEquals([results.length, results[0].experiment, results[0].outcomes[0].state], [
      1,
      "99/small",
      "verified",
    ]);
    assertEquals(Object.keys(results[0].outcomes[0].bits.trainings[0].digests), ["8", "64", "80"]);
    assertStringIncludes(await Deno.readTextFile(`${report}.html`), "<td>99/small</td>");
    assertStringIncludes(
      (await task(root, "verify", "99", "small")).text,
      "seed 4",
      "the next seed has its turn",
    );
  });
});

Deno.test("an unknown paper or experiment, and numbers that are none, are refused", async () => {
  await withTemporaryFolder(async (root) => {
    await copyLibrary(root);
    for (
      const [words, message] of [
        [["98"], 'notebook "98": not found; present: 99_trial.ipynb'],
        [["99", "large"], 'experiment "large": not found; present: small'],
        [["--fastest", "0"], '--fastest must be a positive integer, got "0"'],
      ] as [string[], string][]
    ) {
      const { code, text } = await task(root, "verify", ...words);
      assert(code !== 0);
      assertStringIncludes(text, message);
    }
    const wrong = await task(root, "compute", "99", "--case", "0123456789abcdef");
    assert(wrong.code !== 0);
    assertStringIncludes(
      wrong.text,
      'task compute: no case of paper 99 has the key "0123456789abcdef"',
    );
  });
});
