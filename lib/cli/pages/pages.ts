import { atomicWrite } from "../../io/atomic_write.ts";
import { benchSection, benchSummary } from "../bench/section.ts";
import { claimsSection } from "./claims_section.ts";
import { jobsSection } from "./jobs_section.ts";
import type { StepResult } from "../checking/step.ts";
import { papersSection } from "./papers_section.ts";

/** A generated part of a page, between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->`. */
export interface GeneratedSection {
  /** Name in the markers. */
  readonly name: string;
  /** Makes the text between the markers, in Markdown. */
  readonly render: (root: string) => Promise<string>;
}

/** The generated parts of each page, by its path. */
export type GeneratedPages = Readonly<Record<string, readonly GeneratedSection[]>>;

/** All generated parts of the repository's pages. */
export const GENERATED_PAGES: GeneratedPages = {
  "README.md": [
    { name: "papers", render: papersSection },
    { name: "bench", render: benchSummary },
  ],
  "lib/cluster/README.md": [{ name: "jobs", render: jobsSection }],
  "notebooks/README.md": [{ name: "claims", render: claimsSection }],
  "tests/bench/README.md": [{ name: "bench", render: benchSection }],
};

/**
 * Checks the generated parts of pages, and with `fix` writes those that are stale.
 *
 * @param root folder of the repository
 * @param fix whether to write
 * @param pages the pages and their parts
 */
export async function checkPages(
  root: string,
  fix: boolean,
  pages: GeneratedPages = GENERATED_PAGES,
): Promise<StepResult> {
  const results: StepResult[] = [];
  for (const [page, sections] of Object.entries(pages)) {
    results.push(await checkPage(root, page, fix, sections));
  }
  return {
    ok: results.every(({ ok }) => ok),
    output: results.map(({ output }) => output).filter((text) => text !== "").join("\n"),
  };
}

async function checkPage(
  root: string,
  page: string,
  fix: boolean,
  sections: readonly GeneratedSection[],
): Promise<StepResult> {
  const path = `${root}/${page}`;
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { ok: false, output: `${page} is missing` };
    throw error;
  }
  const { problems, stale, updated } = await updateSections(page, text, root, sections);
  if (fix && stale.length > 0) await atomicWrite(path, updated);
  if (!fix && stale.length > 0) {
    problems.push(`${page}: stale: ${stale.join(", ")}; \`deno task check --fix\` writes them`);
  }
  return { ok: problems.length === 0, output: problems.join("\n") };
}

async function updateSections(
  page: string,
  text: string,
  root: string,
  sections: readonly GeneratedSection[],
): Promise<{ problems: string[]; stale: string[]; updated: string }> {
  const problems: string[] = [];
  const stale: string[] = [];
  let updated = text;
  for (const { name, render } of sections) {
    const [open, close] = [`<!-- generated:${name} -->`, `<!-- /generated:${name} -->`];
    const [start, end] = [updated.indexOf(open), updated.indexOf(close)];
    if (start < 0 || end < start) {
      problems.push(`${page}: the markers ${open} and ${close} are missing`);
      continue;
    }
    const rendered = await render(root);
    if (comparable(updated.slice(start + open.length, end)) === comparable(rendered)) continue;
    stale.push(name);
    // The formatter would pad the columns of tables.
    const kept = `${FORMATTER.off}\n\n${rendered.trim()}\n\n${FORMATTER.on}`;
    updated = `${updated.slice(0, start)}${open}\n\n${kept}\n\n${updated.slice(end)}`;
  }
  const known = new Set(sections.map(({ name }) => name));
  for (const [marker, name] of text.matchAll(/<!-- generated:(\S+) -->/g)) {
    if (!known.has(name)) problems.push(`${page}: nothing writes the part ${marker}`);
  }
  return { problems, stale, updated };
}

/** Comments that make Deno's formatter skip a part. */
const FORMATTER = { off: "<!-- deno-fmt-ignore-start -->", on: "<!-- deno-fmt-ignore-end -->" };

/** White space, dashes and the formatter's comments do not make a part stale. */
function comparable(markdown: string): string {
  return markdown.replaceAll(FORMATTER.off, "").replaceAll(FORMATTER.on, "").replace(/\s+/g, " ").replace(
    /-{3,}/g,
    "---",
  ).trim();
}
