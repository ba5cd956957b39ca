import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import type { Page as BrowserPage } from "playwright-core";
import { bundle } from "../../lib/cli/browser/bundle.ts";
import { WASM_FILE, wasmFile } from "../../lib/cli/browser/wasm_file.ts";
import { outsideBrowser } from "../../lib/cli/checking/check_browser.ts";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { browserAbsent, withBrowser } from "../support/browser.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";
import { fitSine, fitWithNoise } from "./fit_sine.ts";
import { withPage } from "./page_server.ts";

const PAGE = join(import.meta.dirname!, "page.ts");

/** What the page of the test can do. */
interface Page {
  fitSine(...fit: Parameters<typeof fitSine>): Promise<number[]>;
  fitWithNoise(): Promise<string>;
}

/** Greatest relative difference. */
function difference(a: readonly number[], b: readonly number[]): number {
  assertEquals(a.length, b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]) / Math.abs(b[i])), 0);
}

const absent = browserAbsent(), skipped = absent === undefined ? "" : ` (skipped: ${absent})`;

/** Bundles a module and opens a page with it. */
function inPage(entry: string, look: (page: BrowserPage) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async (folder) => {
    await bundle(REPOSITORY_ROOT, entry, join(folder, "page.js"));
    await Deno.copyFile(wasmFile(), join(folder, WASM_FILE));
    await withPage(folder, (address) =>
      withBrowser(async (browser) => {
        const page = await browser.newPage();
        await page.goto(address);
        await look(page);
      }));
  });
}

Deno.test({
  name: `a page trains in Chromium as the process does${skipped}`,
  ignore: absent !== undefined,
  fn: () =>
    inPage(PAGE, async (page) => {
      const fits: [bound: number, ...fit: Parameters<typeof fitSine>][] = [
        [1e-5, "float32"],
        [1e-12, "float64"],
        // Vectors so long that the process updates them outside of the graph.
        [1e-5, "float32", 400, 10],
      ];
      for (const [bound, ...fit] of fits) {
        const there = await page.evaluate((fit) => (globalThis as unknown as Page).fitSine(...fit), fit);
        const losses = await fitSine(...fit);
        assert(losses.at(-1) !== losses[0], "it moves");
        const found = difference(there, losses);
        assert(found < bound, `${fit}: the losses differ by ${found}`);
      }
      const refused = await page.evaluate(() => (globalThis as unknown as Page).fitWithNoise());
      assertStringIncludes(refused, "TraceError");
      assertEquals(refused.replace(/ \(at .*/, ""), (await fitWithNoise()).replace(/ \(at .*/, ""));
    }),
});

Deno.test({
  name: `the page of lib/graph/README.md runs${skipped}`,
  ignore: absent !== undefined,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const readme = await Deno.readTextFile(join(REPOSITORY_ROOT, "lib/graph/README.md"));
      const [, code] = /## In a browser[\s\S]*?```ts\n([\s\S]*?)```/.exec(readme)!;
      assert(code.trim().split("\n").length <= 10);
      await Deno.writeTextFile(join(folder, "page.ts"), code);
      await inPage(join(folder, "page.ts"), async (page) => {
        for (let tries = 0; tries < 200 && await page.title() === ""; tries++) await page.waitForTimeout(50);
        assertEquals(await page.title(), "1,9");
      });
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
