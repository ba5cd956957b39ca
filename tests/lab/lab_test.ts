import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { browserAbsent, SCREENSHOTS, withBrowser } from "../support/browser.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";
import { CHECK_NOTEBOOK, copyForLab } from "./lab_repository.ts";
import { labPresent, type LabServer, startLab } from "./lab_server.ts";

const absent = Deno.build.os === "windows"
  ? "not tried on Windows yet"
  : browserAbsent() ?? await labAbsent();

async function labAbsent(): Promise<string | undefined> {
  if (Deno.env.get("CI") === "true" || await labPresent()) return undefined;
  return "no JupyterLab; `deno task lab` installs it";
}

/** Milliseconds that a cell may take on a busy machine. */
const PATIENCE = 90_000;

/** The open notebook, in the words of JupyterLab's own page; `task lab` is started with its application exposed. */
const NOTEBOOK = "jupyterapp.shell.currentWidget.content";
const KERNEL = "jupyterapp.shell.currentWidget.sessionContext.session.kernel";

/** Waits until something holds in the page. */
async function until(page: Page, condition: string): Promise<void> {
  await page.waitForFunction(condition, undefined, { timeout: PATIENCE });
}

/** Opens a notebook without its outputs, and waits for its kernel. */
async function openNotebook(page: Page, { address, token }: LabServer, name: string): Promise<void> {
  await page.goto(`${address}lab/tree/${name}?token=${token}&reset`);
  await until(page, `globalThis.jupyterapp?.shell.currentWidget?.context?.path === ${JSON.stringify(name)}`);
  await until(page, `${KERNEL.replaceAll(".", "?.")}?.status === "idle"`);
  await page.evaluate(`jupyterapp.commands.execute("notebook:clear-all-cell-outputs")`);
}

/** Runs a cell, counted from 0 among all cells, by the keyboard; does not wait for its end. */
async function run(page: Page, number: number): Promise<void> {
  await page.evaluate(`(async () => {
    ${NOTEBOOK}.mode = "command";
    ${NOTEBOOK}.activeCellIndex = ${number};
    await ${NOTEBOOK}.scrollToItem(${number});
    ${NOTEBOOK}.activate();
  })()`);
  await page.keyboard.press("Control+Enter");
}

/** Waits until a cell has its number, and returns its outputs as text. */
async function finished(page: Page, number: number): Promise<string> {
  const model = `${NOTEBOOK}.widgets[${number}].model`;
  await until(page, `${model}.executionCount > 0`);
  return await page.evaluate<string>(`JSON.stringify(${model}.outputs.toJSON())`);
}

/** The part of the page that shows a cell. */
async function shownCell(page: Page, number: number): Promise<Locator> {
  await page.evaluate(`${NOTEBOOK}.widgets[${number}].node.dataset.tested = "${number}"`);
  return page.locator(`[data-tested="${number}"]`);
}

Deno.test({
  name: `the notebooks in a real JupyterLab${absent === undefined ? "" : ` (skipped: ${absent})`}`,
  ignore: absent !== undefined,
  sanitizeOps: false,
  sanitizeResources: false,
  fn: (t) =>
    withTemporaryFolder(async (folder) => {
      await copyForLab(folder);
      await Deno.mkdir(SCREENSHOTS, { recursive: true });
      const picture = (name: string) => ({ path: join(SCREENSHOTS, `lab_${name}.png`) });
      const server = await startLab(folder);
      try {
        await withBrowser(async (browser) => {
          const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
          const external: string[] = [];
          page.on("request", (request) => {
            const url = request.url();
            if (!url.startsWith(server.address) && !/^(data|blob):/.test(url)) external.push(url);
          });

          await t.step("the first cells of notebook 01 run, and their figure is interactive", async () => {
            await openNotebook(page, server, "01_grokking_frequency.ipynb");
            // JupyterLab asks once whether to tell of its news.
            await page.getByRole("button", { name: "No", exact: true }).click({ timeout: PATIENCE });
            // The figure of stored results, the cell that trains, the imports.
            for (const number of [1, 3, 5]) await run(page, number);
            assertStringIncludes(await finished(page, 5), "2.8.1");
            assertStringIncludes(await finished(page, 3), "application/vnd.plotly.v1+json");
            const shown = await shownCell(page, 3);
            const output = shown.locator(".jp-RenderedPlotly");
            await output.scrollIntoViewIfNeeded({ timeout: PATIENCE });
            // Plotly's extension shows the picture until the mouse comes.
            await output.hover({ timeout: PATIENCE });
            await output.locator(".main-svg").first().waitFor({ timeout: PATIENCE });
            assertEquals(await output.locator("img.plot-img").isVisible(), false);
            await page.screenshot(picture("notebook_01"));
          });

          await t.step("an interrupt ends a synchronous cell and keeps the state", async () => {
            await openNotebook(page, server, CHECK_NOTEBOOK);
            await run(page, 0);
            assertStringIncludes(await finished(page, 0), '"41"');
            await run(page, 1);
            await until(page, `${KERNEL}.status === "busy"`);
            // Busy is told before the cell begins to count.
            await page.waitForTimeout(1000);
            await page.locator('[data-command="notebook:interrupt-kernel"]:visible').first().click();
            await finished(page, 1);
            await run(page, 2);
            assertStringIncludes(await finished(page, 2), "kept is 42");
          });

          await t.step(
            "progress moves in place, and `task stop` ends a training with its state saved",
            async () => {
              await run(page, 3);
              await finished(page, 3);
              await run(page, 4);
              const shown = (await shownCell(page, 4)).locator(".jp-OutputArea-output", {
                hasText: "slow training",
              });
              await shown.waitFor({ timeout: PATIENCE });
              const early = await shown.innerText();
              for (let k = 0; k < 100 && await shown.innerText() === early; k++) {
                await page.waitForTimeout(100);
              }
              assert(await shown.innerText() !== early, "the line moves");
              assertEquals(await shown.count(), 1);
              await page.waitForTimeout(1500);
              await page.screenshot(picture("progress"));
              await server.task("stop");
              assertMatch(await finished(page, 4), /TrainingStopped/);
              await page.screenshot(picture("stopped"));
            },
          );

          await t.step("after a restart the training goes on where it was, bit for bit", async () => {
            await page.locator('[data-command="notebook:restart-kernel"]:visible').first().click();
            await page.locator(".jp-Dialog button.jp-mod-accept").click();
            await until(page, `${KERNEL}.status !== "idle"`);
            await until(page, `${KERNEL}.status === "idle"`);
            await page.evaluate(`jupyterapp.commands.execute("notebook:clear-all-cell-outputs")`);
            await run(page, 3);
            await finished(page, 3);
            await run(page, 4);
            assertStringIncludes(await finished(page, 4), "went on: true, the same: true");
            await page.screenshot(picture("restarted"));
          });

          assertEquals(external, []);
        });
      } finally {
        await server.stop();
      }
    }),
});
