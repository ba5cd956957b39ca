import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { runDeno } from "../../lib/cli/run_deno.ts";
import { KERNEL_BYTES } from "../../lib/wave/kernel_bytes.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

const COMPILER = "npm:assemblyscript@0.28.20/asc";
const OPTIONS = ["-O3", "--runtime", "stub", "--importMemory", "--enable", "simd", "--noAssert"];

/** The kernel compiled anew; `null` where the compiler cannot be had. */
function compile(): Promise<Uint8Array | null> {
  return withTemporaryFolder(async (folder) => {
    const source = join(REPOSITORY_ROOT, "lib/wave/kernel.as.ts"), target = join(folder, "kernel.wasm");
    await Deno.copyFile(source, join(folder, "kernel.as.ts"));
    const args = ["run", "-A", "--quiet", "--no-lock", "--no-config", COMPILER, "kernel.as.ts", ...OPTIONS];
    const { code, output } = await runDeno([...args, "-o", "kernel.wasm"], { cwd: folder });
    if (code === 0) return await Deno.readFile(target);
    if (/npm package|npm registry|fetch|sending request|dns|connect/i.test(output)) return null;
    throw new Error(`the kernel does not compile: ${output}`);
  });
}

Deno.test("the kernel's bytes are those of its source", async () => {
  const bytes = await compile();
  if (bytes === null) {
    if (Deno.env.get("CI")) throw new Error(`${COMPILER} cannot be fetched`);
    return console.warn(`skipped: ${COMPILER} cannot be fetched`);
  }
  if (Deno.env.get("UPDATE_WAVE_KERNEL")) return await update(bytes);
  assertEquals(KERNEL_BYTES, bytes, "UPDATE_WAVE_KERNEL=1 writes lib/wave/kernel_bytes.ts");
});

async function update(bytes: Uint8Array): Promise<void> {
  const path = join(REPOSITORY_ROOT, "lib/wave/kernel_bytes.ts"), text = await Deno.readTextFile(path);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  await Deno.writeTextFile(path, text.replace(/^ {2}"[^"]*";$/m, `  "${base64}";`));
}
