import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { STATE_FOLDER } from "../../lib/cli/paths.ts";

/** Where Debian's package puts the browser; `CHROMIUM` names another one. */
export const CHROMIUM: string = Deno.env.get("CHROMIUM") ?? "/usr/bin/chromium";

/** Folder of the pictures that browser tests keep, for people to look at. */
export const SCREENSHOTS: string = join(STATE_FOLDER, "screenshots");

/**
 * Whether a browser test can run. In CI it must: there a missing browser fails the test rather than skipping it.
 *
 * @returns words for the end of the test's name where it is to be skipped
 */
export function browserAbsent(): string | undefined {
  try {
    if (Deno.statSync(CHROMIUM).isFile) return undefined;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return Deno.env.get("CI") === "true"
    ? undefined
    : `no browser at ${CHROMIUM}; \`apt-get install chromium\``;
}

/** Starts a headless Chromium for the time of `body`. */
export async function withBrowser(body: (browser: Browser) => Promise<void>): Promise<void> {
  // As root, which containers are, Chromium runs without its sandbox only.
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox"],
    timeout: 60_000,
  });
  try {
    await body(browser);
  } finally {
    await browser.close();
  }
}

/** A page under watch. */
export interface WatchedPage {
  /** The page. */
  readonly page: Page;
  /** What it asked other hosts for, what failed, and what it complained of. */
  readonly faults: string[];
}

/**
 * Opens a file in a window of its own, and watches what it asks for.
 *
 * @param browser the browser
 * @param file path of the file, with an anchor if wanted
 * @param options size of the window, look
 */
export async function openFile(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const [path, anchor] = file.split("#");
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage(), faults: string[] = [];
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) {
      faults.push(`external request: ${request.url().slice(0, 200)}`);
    }
  });
  page.on("requestfailed", (request) => faults.push(`failed: ${request.url().slice(0, 200)}`));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  await page.goto(pathToFileURL(path).href + (anchor === undefined ? "" : `#${anchor}`));
  return { page, faults };
}

/**
 * What the rules of WCAG 2.1 A and AA that a program can check find on a page, in its look of the moment.
 *
 * @param page the page
 * @param without CSS selectors of what is left out, such as drawings of a library
 * @returns a sentence for each kind of fault, with one example
 */
export async function accessibilityFaults(page: Page, without: readonly string[] = []): Promise<string[]> {
  await page.evaluate(axe.source);
  // The function runs in the page, where axe is a global by now.
  const violations = await page.evaluate(async (exclude) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    // It would fetch the style sheets, which a page from the disk may not.
    const result = await axe.run({ exclude }, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
      preload: false,
    });
    if (result.passes.length === 0) throw new Error("axe checked nothing");
    return result.violations;
  }, [...without]);
  return violations.map(({ id, help, nodes }) =>
    `${id}: ${help} (${nodes.length}, such as ${nodes[0].html.slice(0, 120)})`
  );
}

interface Axe {
  run(
    context: { exclude: string[] },
    options: { runOnly: string[]; preload: boolean },
  ): Promise<{ passes: unknown[]; violations: { id: string; help: string; nodes: { html: string }[] }[] }>;
}
