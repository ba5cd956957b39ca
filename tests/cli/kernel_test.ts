import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { runTask } from "./run_task.ts";

Deno.test("task kernel writes the kernelspec into the folder that it is given, and says where", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const { code, stdout } = await runTask("kernel", "--dir", folder, "--npx");
    const path = join(folder, "kernels", "deno", "kernel.json");
    assertEquals(code, 0);
    assertStringIncludes(stdout, path);
    assertEquals(JSON.parse(await Deno.readTextFile(path)).argv.slice(0, 4), [
      "npx",
      "-y",
      "deno@2.8.1",
      "jupyter",
    ]);
    const venv = await runTask("kernel", "--venv", folder);
    assertEquals(venv.code, 2);
    assertStringIncludes(venv.stderr, "not a Python virtual environment");
    const both = await runTask("kernel", "--venv", folder, "--dir", folder);
    assertEquals(both.code, 2);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
