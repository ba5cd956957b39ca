import { join } from "node:path";
import { atomicWrite } from "../../io/atomic_write.ts";
import { bundle } from "../browser/bundle.ts";
import { BROWSER_ROOMS, BUNDLE_CONFIG, bundleConfig } from "../browser/bundle_config.ts";
import type { StepResult } from "./step.ts";

/**
 * Checks that the rooms for a browser bundle for one, and that their bundle imports nothing and asks nothing of Deno.
 *
 * @param root folder of the repository
 * @param fix whether to write the configuration for bundles where it is stale
 */
export async function checkBrowser(root: string, fix: boolean): Promise<StepResult> {
  const denoJson = await Deno.readTextFile(join(root, "deno.json")), { name } = JSON.parse(denoJson);
  const wanted = bundleConfig(denoJson),
    path = join(root, BUNDLE_CONFIG);
  if (await Deno.readTextFile(path).catch(() => "") !== wanted) {
    if (!fix) return { ok: false, output: `${BUNDLE_CONFIG} is stale; \`deno task check --fix\` writes it` };
    await atomicWrite(path, new TextEncoder().encode(wanted));
  }
  const folder = await Deno.makeTempDir({ prefix: "papers-bundle-" });
  try {
    const entry = join(folder, "rooms.ts"), output = join(folder, "rooms.js");
    const names = BROWSER_ROOMS.map((room) => `export * as ${room} from "${name}/${room}";\n`);
    await Deno.writeTextFile(entry, names.join(""));
    await bundle(root, entry, output);
    const problems = outsideBrowser(await Deno.readTextFile(output));
    return { ok: problems.length === 0, output: problems.join("\n") };
  } catch (error) {
    return { ok: false, output: error instanceof Error ? error.message : String(error) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Lines of a bundle that only run outside of a browser: imports, and what is Deno's. */
export function outsideBrowser(script: string): string[] {
  return script.split("\n").flatMap((line, i) => {
    const found = /^\s*import\b[^(]*from\s*["'][^"']+["']|\bimport\(["']node:|\bDeno\.\w+/.exec(line);
    return found ? [`the bundle for a browser holds ${found[0].trim()} in line ${i + 1}`] : [];
  });
}
