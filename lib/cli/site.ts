/**
 * Task `site`: writes the notebooks, their claims, the speeds and the API documentation as a static site, which also
 * works from a disk and loads nothing from other hosts.
 *
 * @module
 */
import { basename, join, resolve } from "node:path";
import { type ApiSubject, moduleDescription } from "../site/api_page.ts";
import { exists } from "../io/exists.ts";
import { type LiveSource, liveSource } from "../site/live/live_source.ts";
import { buildSite, SiteError, type SitePaper } from "../site/build_site.ts";
import config from "../../deno.json" with { type: "json" };
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { liveFiles } from "./browser/live_files.ts";
import { benchSection } from "./bench/section.ts";
import { findNotebook, listNotebooks } from "./find_notebook.ts";
import { picturePath, readGalleryRecord } from "./gallery.ts";
import { NOTEBOOKS_FOLDER } from "./paths.ts";
import { readPaper } from "./read_paper.ts";
import { REPOSITORY_ROOT } from "./repository.ts";
import { resultsSection } from "./pages/results_section.ts";
import { runDeno } from "./run_deno.ts";
import { textTable } from "./text_table.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "site",
  description: "Writes a static site of all notebooks that have a picture, or of the named ones, to site/.",
  positionals: "[NN…]",
  options: { out: { type: "string", value: "FOLDER", description: "folder to write instead of site/" } },
};

async function main(args: TaskArguments): Promise<number> {
  const start = performance.now();
  const notebooks = args.positionals.length === 0
    ? await shownNotebooks()
    : await Promise.all(args.positionals.map((name) => findNotebook(name, NOTEBOOKS_FOLDER)));
  const out = resolve(args.text("out") ?? join(REPOSITORY_ROOT, "site"));
  try {
    const papers = await Promise.all(notebooks.map(sitePaper));
    const live = papers.flatMap(({ notebook, live }) =>
      live ? [[basename(notebook, ".ipynb"), live] as const] : []
    );
    const { pages, warnings } = await buildSite({
      out,
      papers,
      liveFiles: live.length === 0 ? new Map() : await liveFiles(REPOSITORY_ROOT, new Map(live)),
      results: await resultsSection(notebooks),
      bench: await benchSection(REPOSITORY_ROOT),
      subjects: await apiSubjects(),
      writeApi,
    });
    const size = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;
    console.log(textTable(
      ["page", "document", "with everything it loads"],
      pages.map(({ file, bytes, weight }) => [file, size(bytes), size(weight)]),
      [1, 2],
    ));
    for (const warning of warnings) console.log(`Warning: ${warning}`);
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    console.error(error.message);
    return 1;
  }
  console.log(`${join(out, "index.html")} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return 0;
}

async function sitePaper(notebook: string): Promise<SitePaper> {
  const { number, title, finding } = await readPaper(notebook);
  const record = await readGalleryRecord(REPOSITORY_ROOT, number);
  if (record === undefined) {
    throw new UsageError(
      `task site: paper ${number} has no entry in the gallery; \`deno task picture ${number} FIGURE\` makes one`,
    );
  }
  return {
    notebook,
    title: `${number} · ${title}`,
    sentence: finding,
    alt: record.alt,
    picture: picturePath(REPOSITORY_ROOT, number),
    live: await liveCellOf(notebook),
  };
}

/** The live cell of a notebook; a notebook without modules has none. */
async function liveCellOf(notebook: string): Promise<LiveSource | undefined> {
  const path = join(notebook.replace(/\.ipynb$/, ""), "live.ts");
  return await exists(path) ? liveSource(await Deno.readTextFile(path)) : undefined;
}

/** The notebooks that have a picture; the others are under way, and are named. */
async function shownNotebooks(): Promise<string[]> {
  const shown: string[] = [];
  for (const path of await listNotebooks(NOTEBOOKS_FOLDER)) {
    if (await readGalleryRecord(REPOSITORY_ROOT, basename(path).slice(0, 2))) shown.push(path);
    else console.log(`${basename(path)} is left out: it has no entry in the gallery yet`);
  }
  return shown;
}

/** The parts that `deno.json` exports, except for the root, which only collects them. */
function apiSubjects(): Promise<ApiSubject[]> {
  const parts = Object.entries(config.exports).filter(([name]) => name !== ".");
  return Promise.all(parts.map(async ([name, path]) => ({
    name: config.name + name.slice(1),
    page: `api${name.slice(1)}/index.html`,
    description: moduleDescription(await Deno.readTextFile(join(REPOSITORY_ROOT, path))),
  })));
}

async function writeApi(folder: string): Promise<void> {
  const { code, output } = await runDeno(
    ["doc", "--html", "--name=Paper notebooks", `--output=${folder}`, ...Object.values(config.exports)],
    { cwd: REPOSITORY_ROOT },
  );
  if (code !== 0) throw new SiteError(`Cannot write the documentation of the API:\n${output}`);
}

if (import.meta.main) await runParsedTask(USAGE, main);
