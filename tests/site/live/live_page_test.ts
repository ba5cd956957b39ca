import {
  assert,
  assertEquals,
  assertLess,
  assertMatch,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { runTask } from "../../cli/run_task.ts";
import {
  accessibilityFaults,
  browserAbsent,
  openFile,
  SCREENSHOTS,
  withBrowser,
} from "../../support/browser.ts";
import { withTemporaryFolder } from "../../support/temporary_folder.ts";

const absent = browserAbsent();
const PAGE = "10_dropout_sme.html";

const state = (page: Page) => page.locator("#live-state").textContent().then((text) => text ?? "");

/** Presses Run and waits for the sentence at the end. */
async function run(page: Page): Promise<string> {
  await page.locator("#live-run").click();
  const end = page.locator("#live-state", { hasText: /^(Done|Failed|Not run)/ });
  await end.waitFor({ timeout: 120_000 });
  return await state(page);
}

/** The curves of the cell's figure. */
function curves(page: Page): Promise<string> {
  return page.locator("#live-figure").evaluate((plot) => {
    const { data } = plot as unknown as { data: { y: number[] }[] };
    return JSON.stringify(data.map(({ y }) => Array.from(y)));
  });
}

Deno.test({
  name: `live cells in a real browser, from the disk${absent === undefined ? "" : ` (skipped: ${absent})`}`,
  ignore: absent !== undefined,
  // Playwright keeps timers and pipes of its own until the process ends.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: (t) =>
    withTemporaryFolder(async (folder) => {
      const site = join(folder, "site"),
        { code, stdout, stderr } = await runTask("site", "02", "05", "07", "10", "--out", site);
      assertEquals(code, 0, stdout + stderr);
      await Deno.mkdir(SCREENSHOTS, { recursive: true });
      await withBrowser(async (browser) => {
        const { page, faults } = await openFile(browser, join(site, PAGE));
        const loaded: string[] = [];
        page.on("request", (request) => loaded.push(request.url()));
        const cell = page.locator("#live-code"), lines = await cell.inputValue();

        await t.step("nothing of the engine is loaded before Run", () => {
          assertEquals(loaded.filter((url) => url.includes("/live/")), []);
        });

        await t.step("Run draws the cell's figure and says so in a sentence", async () => {
          assertMatch(await run(page), /^Done in \d+\.\d s/);
          assertEquals((JSON.parse(await curves(page)) as number[][]).length, 3);
          assertEquals(loaded.filter((url) => url.includes("/live/")).length, 2);
        });

        await t.step("a changed number changes the curves, Reset brings the cell back", async () => {
          const before = await curves(page);
          await page.locator("#live-settings label", { hasText: "KEEP" }).locator("input").fill("0.5");
          await page.locator("#live-settings label", { hasText: "KEEP" }).locator("input").blur();
          assertStringIncludes(await cell.inputValue(), "KEEP = 0.5");
          assertMatch(await run(page), /^Done/);
          assertNotEquals(await curves(page), before);
          await page.locator("#live-settings label", { hasText: "KEEP" }).locator("input").fill(".25");
          await page.locator("#live-settings label").nth(1).locator("input").fill("+3e0");
          await page.locator("#live-settings label").nth(1).locator("input").blur();
          assertStringIncludes(await cell.inputValue(), "KEEP = 0.25");
          assertStringIncludes(await cell.inputValue(), "RATE = 3,");
          await page.locator("#live-reset").click();
          assertEquals(await cell.inputValue(), lines);
        });

        await t.step(
          "settings are found in lists, texts among them, and neither in comments nor in loops",
          async () => {
            const labels = page.locator("#live-settings label"), filled = labels.nth(1).locator("input");
            await cell.fill(
              'const [A, B] = [1, "two"]; // C = 3\nfor (let k = 1; k < A; k++) f("D = 4", { e: 5 });',
            );
            assertEquals(await labels.allTextContents(), ["A ", "B ", "e "]);
            assertEquals(await filled.inputValue(), "two");
            await filled.fill('of "two"');
            await filled.blur();
            assertStringIncludes(await cell.inputValue(), 'const [A, B] = [1, "of \\"two\\""]; // C = 3');
            await labels.nth(2).locator("input").fill("6");
            await labels.nth(2).locator("input").blur();
            assertStringIncludes(await cell.inputValue(), "{ e: 6 }");
          },
        );

        await t.step(
          "errors are told: syntax with its line, and names that are not there",
          async () => {
            await cell.fill("const a = 1;\nconst b = ;\n");
            assertMatch(await run(page), /^Not run in line 2: .*SyntaxError/);
            await cell.fill("nothingHere();");
            assertStringIncludes(await run(page), "Failed: ReferenceError: nothingHere is not defined");
          },
        );

        await t.step("stored runs and trainings inside the library work as the notebook's own", async () => {
          for (
            const [name, progress] of [
              ["02_matching_mechanism", false],
              ["05_condensation_reduction", true],
              ["07_anchor_functions", true],
            ] as const
          ) {
            const other = await openFile(browser, join(site, `${name}.html`));
            assertMatch(await run(other.page), progress ? /^Done in .*: loss \d/ : /^Done in [\d.]+ s\.$/);
            assert(await other.page.locator("#live-figure .main-svg").first().isVisible());
            assertEquals(other.faults, []);
            await other.page.context().close();
          }
        });

        await t.step("Reset while files load ends the run, and Run begins a new one", async () => {
          const other = await openFile(browser, join(site, PAGE));
          // Clicks without a moment between them.
          await other.page.locator("#live").evaluate((section) => {
            const { querySelector } = section as unknown as {
              querySelector(name: string): { click(): void };
            };
            for (const name of ["run", "reset", "run", "stop"]) {
              querySelector.call(section, `#live-${name}`).click();
            }
          });
          assertEquals(await state(other.page), "Stopped.");
          assertMatch(await run(other.page), /^Done/);
          await other.page.context().close();
        });

        await t.step("Stop ends a loop without end at once", async () => {
          await cell.fill("for (;;);");
          await page.locator("#live-run").click();
          await page.waitForTimeout(500);
          const began = performance.now();
          await page.locator("#live-stop").click();
          assertEquals(await state(page), "Stopped.");
          assertLess(performance.now() - began, 1000);
          assert(await page.locator("#live-run").isEnabled());
        });

        await t.step("a link holds the cell, which waits for Run", async () => {
          await cell.fill("nothingHere(2);");
          await page.locator("#live-link").click();
          const other = await openFile(browser, join(site, `${PAGE}${new URL(page.url()).hash}`));
          assertEquals(await other.page.locator("#live-code").inputValue(), "nothingHere(2);");
          assertStringIncludes(await state(other.page), "before you press Run");
          await other.page.context().close();
        });

        await t.step(
          "axe finds nothing, in light and dark and on a phone; nothing else was complained of",
          async () => {
            await page.locator("#live-reset").click();
            await run(page);
            for (
              const [name, scheme, width] of [["light", "light", 1280], ["dark", "dark", 1280], [
                "narrow",
                "light",
                380,
              ]] as const
            ) {
              await page.emulateMedia({ colorScheme: scheme });
              await page.setViewportSize({ width, height: 900 });
              assertEquals(await accessibilityFaults(page, [".plot", ".katex"]), []);
              await page.locator("#live").screenshot({ path: `${SCREENSHOTS}/live_${name}.png` });
            }
            assertEquals(faults, []);
          },
        );
      });
    }),
});
