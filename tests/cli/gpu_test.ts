import { assertEquals, assertStringIncludes } from "@std/assert";
import { probeEngine } from "../../lib/cli/doctor/engine_probe.ts";
import { runTask } from "./run_task.ts";

/** Probe the engine `tensorflow` with a native library that is named by its path. */
async function probeWith(binding: string) {
  const before = Deno.env.get("TFJS_NODE_BINDING");
  Deno.env.set("TFJS_NODE_BINDING", binding);
  try {
    return await probeEngine("tensorflow");
  } finally {
    if (before === undefined) Deno.env.delete("TFJS_NODE_BINDING");
    else Deno.env.set("TFJS_NODE_BINDING", before);
  }
}

Deno.test("a native library that does not load makes the engine broken, with the loader's reason", async () => {
  const path = await Deno.makeTempFile({ suffix: ".node" });
  try {
    await Deno.writeTextFile(path, "no library");
    const { state, details } = await probeWith(path);
    assertEquals(state, "broken");
    assertStringIncludes(details, path);
    const absent = await probeWith(`${path}.absent`);
    assertEquals([absent.state, absent.details], [
      "broken",
      `TFJS_NODE_BINDING: there is no ${path}.absent`,
    ]);
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("task gpu says what it downloads and builds, and refuses two kinds at once", async () => {
  const help = await runTask("gpu", "--help");
  assertEquals(help.code, 0);
  for (const word of ["--cpu", "--cuda", "--onnx-cuda", "--force", "TFJS_NODE_BINDING", "g++"]) {
    assertStringIncludes(help.stdout, word);
  }
  const both = await runTask("gpu", "--cpu", "--cuda");
  assertEquals(both.code, 2);
  assertStringIncludes(both.stderr, "--cpu and --cuda exclude each other");
  const other = await runTask("gpu", "--cuda", "--onnx-cuda");
  assertEquals(other.code, 2);
  assertStringIncludes(other.stderr, "--onnx-cuda is for another engine than --cpu and --cuda");
});
