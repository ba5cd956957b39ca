import { assert, assertEquals, assertGreater, assertStringIncludes } from "@std/assert";
import { basename } from "node:path";
import { listNotebooks } from "../../lib/cli/find_notebook.ts";
import { notebookPictures } from "../../lib/cli/gallery.ts";
import { NOTEBOOKS_FOLDER } from "../../lib/cli/paths.ts";
import { readNotebook } from "../../lib/jupyter/read_notebook.ts";
import { runTask } from "../cli/run_task.ts";
import {
  accessibilityFaults,
  browserAbsent,
  openFile,
  SCREENSHOTS,
  withBrowser,
} from "../support/browser.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

const absent = browserAbsent();
const PAGE = "01_grokking_frequency.html";
/** Drawings of plotly.js and of KaTeX are theirs to mend. */
const NOT_OURS = [".plot", ".katex"];

/** Numbers of the notebooks that have figures: one under way cannot be shown yet. */
async function executedPapers(): Promise<string[]> {
  const papers: string[] = [];
  for (const path of await listNotebooks(NOTEBOOKS_FOLDER)) {
    if (notebookPictures(await readNotebook(path)).length > 0) papers.push(basename(path).slice(0, 2));
  }
  return papers;
}

/** Number of the first figure with a slider in the notebook of {@linkcode PAGE}. */
async function sliderFigure(): Promise<number> {
  const { cells } = await readNotebook(`${NOTEBOOKS_FOLDER}/${PAGE.replace(".html", ".ipynb")}`);
  const outputs = cells.flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : []));
  const figures = outputs.flatMap((output) =>
    "data" in output ? output.data["application/vnd.plotly.v1+json"] as { layout: object } ?? [] : []
  );
  return figures.findIndex(({ layout }) => "sliders" in layout) + 1;
}

Deno.test({
  name: `the site in a real browser, from the disk${absent === undefined ? "" : ` (skipped: ${absent})`}`,
  ignore: absent !== undefined,
  // Playwright keeps timers and pipes of its own until the process ends.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: (t) =>
    withTemporaryFolder(async (folder) => {
      const site = `${folder}/site`;
      const papers = await executedPapers();
      const { code, stdout, stderr } = await runTask("site", ...papers, "--out", site);
      assertEquals(code, 0, stdout + stderr);
      await Deno.mkdir(SCREENSHOTS, { recursive: true });
      const picture = (name: string) => ({ path: `${SCREENSHOTS}/site_${name}.png` });

      await withBrowser(async (browser) => {
        await t.step("the first page lists the papers and their claims, and filters them", async () => {
          const { page, faults } = await openFile(browser, `${site}/index.html`);
          assertEquals(await page.locator(".card").count(), papers.length);
          const rows = page.locator("table.claims tbody tr");
          const all = await rows.count();
          assertGreater(all, 50);
          await page.screenshot(picture("index"));
          await page.getByLabel("✔ reproduced", { exact: true }).uncheck();
          assertGreater(all, await rows.filter({ visible: true }).count());
          assertEquals(await page.locator("tr.reproduced").filter({ visible: true }).count(), 0);
          assertEquals(await accessibilityFaults(page), []);
          assertEquals(faults, []);
          await page.context().close();
        });

        await t.step("a figure is a picture until the reader comes, and interactive then", async () => {
          const { page, faults } = await openFile(browser, `${site}/${PAGE}`);
          assertEquals(await page.locator("figure[data-state]").count(), 0);
          assertEquals(await page.evaluate("'Plotly' in globalThis"), false);
          await page.screenshot(picture("notebook_light"));
          const figure = page.locator(`#figure-${await sliderFigure()}`);
          await figure.scrollIntoViewIfNeeded();
          await figure.and(page.locator('[data-state="interactive"]')).waitFor({ timeout: 30_000 });
          assertEquals(await figure.locator("img").isVisible(), false);
          const curve = () => figure.locator(".trace.scatter path.js-line").nth(2).getAttribute("d");
          const before = await curve();
          // The last step of the slider.
          const rail = (await figure.locator(".slider-rail-touch-rect").boundingBox())!;
          await page.mouse.click(rail.x + rail.width - 2, rail.y + rail.height / 2);
          for (let k = 0; k < 50 && await curve() === before; k++) await page.waitForTimeout(100);
          assert(await curve() !== before, "the slider moves the curve");
          await page.screenshot(picture("figure_light"));
          assertEquals(faults, []);
          await page.context().close();
        });

        await t.step("the search finds a claim, and Enter leads to its row", async () => {
          const { page, faults } = await openFile(browser, `${site}/bench.html`);
          await page.keyboard.press("/");
          await page.keyboard.type("phantom learnt first");
          const first = page.locator("#results li").first();
          await first.waitFor({ timeout: 30_000 });
          await page.locator("#results li", { hasText: "Claim: C3 · reproduced" }).waitFor();
          await page.screenshot(picture("search"));
          await page.keyboard.press("ArrowDown");
          assertEquals(await page.evaluate("document.activeElement.tagName"), "A");
          await page.locator("#results a", { hasText: "Claim: C3 " }).press("Enter");
          await page.waitForURL(/#claim-C3$/);
          assert(await page.locator("#claim-C3").isVisible());
          assertEquals(faults, []);
          await page.context().close();
        });

        await t.step("a claim leads to the cell that decides it", async () => {
          const { page } = await openFile(browser, `${site}/${PAGE}`);
          await page.locator("#claim-C3 a").first().click();
          const target = page.locator(":target");
          assertStringIncludes(await target.innerText(), "Claims of paper 01");
          await page.context().close();
        });

        await t.step("the keyboard reaches content, tables and code", async () => {
          const { page } = await openFile(browser, `${site}/${PAGE}`);
          await page.keyboard.press("Tab");
          assertEquals(await page.evaluate("document.activeElement.textContent"), "Skip to the content");
          await page.keyboard.press("Enter");
          await page.keyboard.press("Tab");
          assertEquals(await page.evaluate("document.activeElement.tagName"), "SUMMARY");
          await page.keyboard.press("Tab");
          const label = () => page.evaluate("document.activeElement.getAttribute('aria-label')");
          assertEquals(await label(), "Claims table");
          const source = page.locator("details.source").first();
          await source.locator("summary").focus();
          await page.keyboard.press("Enter");
          assert(await source.locator("pre").isVisible());
          await page.getByRole("button", { name: "Show code" }).press("Enter");
          assertEquals(await page.locator("details.source:not([open])").count(), 0);
          await page.context().close();
        });

        for (const colorScheme of ["light", "dark"] as const) {
          await t.step(`a notebook can be read in the ${colorScheme} look, by everyone`, async () => {
            const { page, faults } = await openFile(browser, `${site}/${PAGE}`, { colorScheme });
            const background = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
            const back = await background();
            const brightness = Math.max(...back.match(/\d+/g)!.map(Number).slice(0, 3));
            assertEquals(brightness < 128, colorScheme === "dark", back);
            assertEquals(await accessibilityFaults(page, NOT_OURS), []);
            await page.locator("#figure-2").scrollIntoViewIfNeeded();
            await page.locator('#figure-2[data-state="interactive"]').waitFor({ timeout: 30_000 });
            await page.screenshot(picture(`figure_${colorScheme}`));
            await page.locator("#theme-button").click();
            assert(await background() !== back);
            assertEquals(faults, []);
            await page.context().close();
          });
        }

        await t.step("a narrow window shows all, and asks before it loads a figure", async () => {
          const viewport = { width: 390, height: 844 };
          const { page, faults } = await openFile(browser, `${site}/${PAGE}`, { viewport });
          const overflow = () => page.evaluate("document.documentElement.scrollWidth - innerWidth");
          assertEquals(await overflow(), 0);
          await page.screenshot(picture("narrow"));
          await page.getByRole("searchbox").fill("phantom");
          const results = page.locator("#results");
          await results.locator("li").first().waitFor({ timeout: 30_000 });
          const { x, width } = (await results.boundingBox())!;
          assert(x >= 0 && x + width <= viewport.width, `the results reach from ${x} to ${x + width}`);
          await page.getByRole("searchbox").fill("");
          const figure = page.locator("#figure-2");
          await figure.scrollIntoViewIfNeeded();
          await figure.getByRole("button", { name: "Make interactive" }).click();
          await page.locator('#figure-2[data-state="interactive"]').waitFor({ timeout: 30_000 });
          assertEquals(await overflow(), 0);
          await page.screenshot(picture("narrow_figure"));
          assertEquals(faults, []);
          await page.context().close();
        });

        await t.step("speeds and API documentation ask no other host", async () => {
          for (const file of ["bench.html", "api.html", "api/graph/index.html", "api/index.html"]) {
            const { page, faults } = await openFile(browser, `${site}/${file}`);
            assertEquals([file, ...faults], [file]);
            await page.context().close();
          }
        });
      });
    }),
});
