import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { bundle } from "../../lib/cli/browser/bundle.ts";
import { WASM_FILE, wasmFile } from "../../lib/cli/browser/wasm_file.ts";
import { outsideBrowser } from "../../lib/cli/checking/check_browser.ts";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { browserAbsent, withBrowser } from "../support/browser.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";
import { fitSine, fitWithNoise } from "./fit_sine.ts";

const PAGE = join(import.meta.dirname!, "page.ts");

/** What the page of the test can do. */
interface Page {
  fitSine(precision: "float32" | "float64"): Promise<number[]>;
  fitWithNoise(): Promise<string>;
}

/** Greatest relative difference. */
function difference(a: readonly number[], b: readonly number[]): number {
  assertEquals(a.length, b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]) / Math.abs(b[i])), 0);
}

const absent = browserAbsent();

Deno.test({
  name: `a page trains in Chromium as the process does${absent === undefined ? "" : ` (skipped: ${absent})`}`,
  ignore: absent !== undefined,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await bundle(REPOSITORY_ROOT, PAGE, join(folder, "page.js"));
      await Deno.copyFile(wasmFile(), join(folder, WASM_FILE));
      const types: Record<string, string> = {
        ".html": "text/html",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
      };
      const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async ({ url }) => {
        const { pathname } = new URL(url);
        if (pathname === "/") {
          return new Response('<script type="module" src="page.js"></script>', {
            headers: { "content-type": "text/html" },
          });
        }
        const body = await Deno.readFile(join(folder, pathname)).catch(() => null);
        const type = types[/\.\w+$/.exec(pathname)?.[0] ?? ""] ?? "text/plain";
        return body
          ? new Response(body, { headers: { "content-type": type } })
          : new Response("", { status: 404 });
      });
      try {
        await withBrowser(async (browser) => {
          const page = await browser.newPage();
          await page.goto(`http://127.0.0.1:${server.addr.port}/`);
          for (const [precision, bound] of [["float32", 1e-5], ["float64", 1e-12]] as const) {
            const there = await page.evaluate(
              (precision) => (globalThis as unknown as Page).fitSine(precision),
              precision,
            );
            const losses = await fitSine(precision);
            assert(losses.at(-1)! < losses[0], "it learns");
            const found = difference(there, losses);
            assert(found < bound, `${precision}: the losses differ by ${found}`);
          }
          const refused = await page.evaluate(() => (globalThis as unknown as Page).fitWithNoise());
          assertStringIncludes(refused, "TraceError");
          assertEquals(refused.replace(/ \(at .*/, ""), (await fitWithNoise()).replace(/ \(at .*/, ""));
        });
      } finally {
        await server.shutdown();
      }
    }),
});

const OUTSIDE = [
  'import { join } from "node:path";',
  'const fs = await import("node:fs");',
  "x = Deno.readFileSync(y);",
];
for (const line of OUTSIDE) {
  Deno.test(`a bundle that holds ${line} is no bundle for a browser`, () => {
    assertEquals(outsideBrowser(`const a = 1;\n${line}\n`).length, 1);
    assertEquals(outsideBrowser("const imports = DenoLike.x; // import(\n"), []);
  });
}
