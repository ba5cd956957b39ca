import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { runDeno } from "../../lib/cli/run_deno.ts";
import { withTemporaryFolder } from "./temporary_folder.ts";

const COMPILER = "npm:assemblyscript@0.28.20/asc";
const OPTIONS = ["-O3", "--runtime", "stub", "--importMemory", "--enable", "simd", "--noAssert"];

/** The kernel compiled anew; `null` where the compiler cannot be had. */
function compiled(source: string): Promise<Uint8Array | null> {
  return withTemporaryFolder(async (folder) => {
    await Deno.copyFile(join(REPOSITORY_ROOT, source), join(folder, "kernel.as.ts"));
    const args = ["run", "-A", "--quiet", "--no-lock", "--no-config", COMPILER, "kernel.as.ts", ...OPTIONS];
    const { code, output } = await runDeno([...args, "-o", "kernel.wasm"], { cwd: folder });
    if (code === 0) return await Deno.readFile(join(folder, "kernel.wasm"));
    if (/npm package|npm registry|fetch|sending request|dns|connect/i.test(output)) return null;
    throw new Error(`${source} does not compile: ${output}`);
  });
}

/**
 * Asserts that the bytes of a WebAssembly kernel are those of its AssemblyScript; with UPDATE_KERNELS=1 writes them in
 * place of the line of base64 in `target`.
 *
 * @param source and target, from the top of the repository
 */
export async function assertKernelBytes(source: string, target: string, bytes: Uint8Array): Promise<void> {
  const anew = await compiled(source);
  if (anew === null) {
    if (Deno.env.get("CI")) throw new Error(`${COMPILER} cannot be fetched`);
    return console.warn(`skipped: ${COMPILER} cannot be fetched`);
  }
  if (!Deno.env.get("UPDATE_KERNELS")) return assertEquals(bytes, anew, `UPDATE_KERNELS=1 writes ${target}`);
  const path = join(REPOSITORY_ROOT, target), text = await Deno.readTextFile(path);
  const base64 = btoa(Array.from(anew, (byte) => String.fromCharCode(byte)).join(""));
  await Deno.writeTextFile(path, text.replace(/^ {2}"[^"]*";$/m, `  "${base64}";`));
}
