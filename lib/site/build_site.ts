import { basename, dirname, join } from "node:path";
import { exists } from "../io/exists.ts";
import { removeFolder } from "../io/remove_folder.ts";
import { readNotebook } from "../jupyter/read_notebook.ts";
import { apiPage, type ApiSubject } from "./api_page.ts";
import { pngSize } from "./figure_html.ts";
import { indexPage } from "./index_page.ts";
import { liveSection } from "./live/live_section.ts";
import type { LiveSource } from "./live/live_source.ts";
import { libraryFiles } from "./library_files.ts";
import { PageMarkdown } from "./markdown.ts";
import { type NotebookPage, notebookPage } from "./notebook_page.ts";
import { notebookProblems } from "./notebook_problems.ts";
import { pageFrame } from "./page_frame.ts";
import { searchScript } from "./search_documents.ts";
import { thumbnail } from "./thumbnail.ts";

/** Maximum size of a page with everything it loads, bytes: style, scripts, pictures, search. */
export const MOST_PAGE_BYTES = 5_000_000;
/** Maximum size of the first page with style, scripts and pictures, bytes; the search is loaded when it is used. */
export const MOST_INDEX_BYTES = 300_000;
/** Most bytes of what live cells load on Run, beside their page. */
export const MOST_LIVE_BYTES = 6_000_000;
/** File that marks a folder as one that {@linkcode buildSite} wrote and may replace. */
export const SITE_MARK = ".paper-site";

/** A paper's entry on the first page. */
export interface SitePaper {
  /** Path of its executed notebook. */
  readonly notebook: string;
  /** Its number and title. */
  readonly title: string;
  /** What it finds. */
  readonly sentence: string;
  /** Path of its picture, a PNG. */
  readonly picture: string;
  /** The picture in words. */
  readonly alt: string;
  /** Its live cell, where a page can run it. */
  readonly live?: LiveSource | undefined;
}

/** Input of {@linkcode buildSite}. */
export interface SiteOptions {
  /** Folder to write; an earlier site in it is replaced. */
  readonly out: string;
  /** The papers in order. */
  readonly papers: readonly SitePaper[];
  /** What live cells load on Run, by path in the site. */
  readonly liveFiles?: ReadonlyMap<string, string>;
  /** Markdown of the page on stored results. */
  readonly results: string;
  /** Markdown of the page on speed. */
  readonly bench: string;
  /** What other projects can import; the pages are in the folder `api`. */
  readonly subjects: readonly ApiSubject[];
  /** Writes the documentation of the API into a folder. */
  readonly writeApi: (folder: string) => Promise<void>;
}

/** A written page. */
export interface BuiltPage {
  /** File name. */
  readonly file: string;
  /** Bytes of the document itself. */
  readonly bytes: number;
  /** Bytes with everything it loads. */
  readonly weight: number;
}

/** Result of a build. */
export interface BuiltSite {
  /** Pages of the notebooks and the first page. */
  readonly pages: readonly BuiltPage[];
  /** Faults that do not prevent the site, such as dead links. */
  readonly warnings: readonly string[];
}

/** Problems that prevent building the site; the message lists all of them. */
export class SiteError extends Error {
  override name = "SiteError";
}

/**
 * Builds the whole site, or nothing: the folder appears, or is replaced, in one step at the end.
 *
 * @param options what to build
 * @throws {SiteError} if a notebook cannot be shown, a page is too large, or the folder contains something else
 */
export async function buildSite(
  { out, papers, liveFiles = new Map(), results, bench, subjects, writeApi }: SiteOptions,
): Promise<BuiltSite> {
  await checkTarget(out);
  const pages = await notebookPages(papers);
  const files = await sharedFiles(pages);
  for (const { figures } of pages) for (const { file, png } of figures) files.set(file, png);
  const entries = await Promise.all(papers.map(async ({ sentence, picture, alt }, k) => {
    const address = `figures/picture-${pages[k].file.slice(0, 2)}.png`;
    const png = thumbnail(await Deno.readFile(picture), 480, 32);
    files.set(address, png);
    return { page: pages[k], sentence, picture: address, alt, ...pngSize(png) };
  }));
  for (const { file, html } of pages) files.set(file, html);
  for (const [file, content] of liveFiles) files.set(file, content);
  files.set("index.html", indexPage(entries));
  files.set("results.html", resultsPage(results));
  files.set("bench.html", benchPage(bench));
  files.set("api.html", apiPage(subjects));
  const built = measure(files, pages, entries.map(({ picture }) => picture));
  await writeWhole(out, files, writeApi);
  const warnings = pages.flatMap(({ file, deadAnchors }) =>
    deadAnchors.map((anchor) => `${file}: a link leads to #${anchor}, which no heading has`)
  );
  return { pages: built, warnings };
}

async function checkTarget(out: string): Promise<void> {
  if (await exists(join(out, SITE_MARK)) || !await exists(out)) return;
  if (Deno.readDirSync(out)[Symbol.iterator]().next().done) return;
  throw new SiteError(
    `Cannot write the site to ${out}: the folder contains something that is not an earlier site`,
  );
}

async function notebookPages(papers: readonly SitePaper[]): Promise<NotebookPage[]> {
  const pages: NotebookPage[] = [], problems: string[] = [];
  for (const { notebook: path, title, live } of papers) {
    const notebook = await readNotebook(path);
    const found = notebookProblems(notebook).map((problem) => `${basename(path)}: ${problem}`);
    for (const problem of found) problems.push(problem);
    if (found.length > 0) continue;
    try {
      const name = basename(path, ".ipynb");
      pages.push(notebookPage(notebook, name, title, live && liveSection(name, live)));
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  if (problems.length > 0) throw new SiteError(`Cannot build the site:\n${problems.join("\n")}`);
  return pages;
}

type Files = Map<string, string | Uint8Array>;

async function sharedFiles(pages: readonly NotebookPage[]): Promise<Files> {
  const files: Files = await libraryFiles();
  for (const name of ["site.css", "site.js", "live.js", "theme.js"]) {
    files.set(`assets/${name}`, await Deno.readTextFile(new URL(`./assets/${name}`, import.meta.url)));
  }
  files.set(
    "assets/search_documents.js",
    searchScript(
      pages.flatMap(({ documents }) => documents),
      Object.fromEntries(pages.map(({ file, title }) => [file, title])),
    ),
  );
  files.set(SITE_MARK, "Written by `deno task site`, which replaces this folder.\n");
  return files;
}

function resultsPage(markdown: string): string {
  return pageFrame({
    title: "Results – Paper notebooks",
    description: "Which results are stored, where they come from and how they were verified.",
    current: "results",
    main: `<h1>Stored results</h1>\n${new PageMarkdown().render(markdown)}`,
  });
}

function benchPage(markdown: string): string {
  return pageFrame({
    title: "Speed – Paper notebooks",
    description: "Time of one training step compared with PyTorch and JAX.",
    current: "bench",
    main: `<h1>Speed</h1>\n${new PageMarkdown().render(markdown)}`,
  });
}

const ON_EVERY_PAGE = ["assets/site.css", "assets/site.js", "assets/theme.js", "assets/katex/katex.min.css"];

/** Sizes of the pages, which have limits. */
function measure(
  files: Files,
  pages: readonly NotebookPage[],
  indexPictures: readonly string[],
): BuiltPage[] {
  const bytes = (file: string) => {
    const content = files.get(file)!;
    return typeof content === "string" ? new TextEncoder().encode(content).length : content.length;
  };
  const sum = (names: readonly string[]) => names.reduce((total, name) => total + bytes(name), 0);
  const lazy = [...files.keys()].filter((name) =>
    name.startsWith("assets/") && !ON_EVERY_PAGE.includes(name)
  );
  const built = [
    { file: "index.html", extra: indexPictures, most: MOST_INDEX_BYTES },
    ...pages.map(({ file, figures }) => ({
      file,
      extra: [...figures.map((figure) => figure.file), ...lazy],
      most: MOST_PAGE_BYTES,
    })),
  ].map(({ file, extra, most }) => ({
    file,
    bytes: bytes(file),
    weight: sum([file, ...ON_EVERY_PAGE, ...extra]),
    most,
  }));
  const heavy = built.filter(({ weight, most }) => weight > most).map(({ file, weight, most }) =>
    `${file} takes ${weight} bytes with everything it loads, allowed are ${most}`
  );
  const live = sum([...files.keys()].filter((name) => name.startsWith("live/")));
  if (live > MOST_LIVE_BYTES) heavy.push(`live cells load ${live} bytes, allowed are ${MOST_LIVE_BYTES}`);
  if (heavy.length > 0) throw new SiteError(`Cannot build the site:\n${heavy.join("\n")}`);
  return built.map(({ file, bytes, weight }) => ({ file, bytes, weight }));
}

async function writeWhole(
  out: string,
  files: Files,
  writeApi: (folder: string) => Promise<void>,
): Promise<void> {
  await Deno.mkdir(dirname(out), { recursive: true });
  // Next to the target, since a rename across file systems is not one step.
  const temporary = await Deno.makeTempDir({ dir: dirname(out), prefix: `.${basename(out)}.` });
  try {
    for (const [file, content] of files) {
      const path = join(temporary, file);
      await Deno.mkdir(dirname(path), { recursive: true });
      await Deno.writeFile(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
    }
    await writeApi(join(temporary, "api"));
    await removeFolder(out);
    await Deno.rename(temporary, out);
    // A temporary folder is private to its owner; a site is for readers.
    if (Deno.build.os !== "windows") await Deno.chmod(out, 0o755);
  } finally {
    await removeFolder(temporary);
  }
}
