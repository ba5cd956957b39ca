import { assert, assertEquals } from "@std/assert";
import { pathToFileURL } from "node:url";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { runDeno } from "../../lib/cli/run_deno.ts";
import config from "../../deno.json" with { type: "json" };

Deno.test("the README's example reduces a network from elsewhere in 15 lines, from outside the repository", async () => {
  const page = await Deno.readTextFile(`${REPOSITORY_ROOT}/lib/condensation/README.md`);
  const [[, code]] = [...page.matchAll(/^```ts\n(.*?)^```$/gms)];
  assert(code.split("\n").filter((line) => line.trim() !== "").length <= 15);
  const own = Object.entries(config.exports).map(([name, path]) => [
    config.name + name.slice(1),
    pathToFileURL(`${REPOSITORY_ROOT}/${path}`).href,
  ]);
  const folder = await Deno.makeTempDir();
  try {
    const imports = { ...config.imports, ...Object.fromEntries(own) };
    await Deno.writeTextFile(`${folder}/deno.json`, JSON.stringify({ imports }));
    await Deno.copyFile(`${REPOSITORY_ROOT}/tests/golden/05/perceptron.onnx`, `${folder}/perceptron.onnx`);
    await Deno.writeTextFile(`${folder}/page.ts`, code);
    const command = ["run", "--no-prompt", "--allow-read", "--allow-ffi", "--check", "--quiet", "--no-lock"];
    const { code: exit, output } = await runDeno([...command, "page.ts"], { cwd: folder });
    assertEquals(exit, 0, output);
    // Two of the six units of the first layer are parallel.
    assert(/0\.\d+ of the size, widths 5,\d/.test(output), output);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
