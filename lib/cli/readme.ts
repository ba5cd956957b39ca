import { atomicWrite } from "../io/atomic_write.ts";
import { benchSection } from "./bench_section.ts";
import { claimsSection } from "./claims_section.ts";
import { papersSection } from "./papers_section.ts";
import type { StepResult } from "./checking/step.ts";

/** A part of README.md that a program writes. It stands between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->`. */
export interface GeneratedSection {
  /** Name in the markers. */
  readonly name: string;
  /** Makes the text between the markers, in Markdown. */
  readonly render: (root: string) => Promise<string>;
}

/** All generated parts of README.md. */
export function generatedSections(): readonly GeneratedSection[] {
  return [
    { name: "papers", render: papersSection },
    { name: "claims", render: claimsSection },
    { name: "bench", render: benchSection },
  ];
}

/**
 * Checks the generated parts of README.md, and with `fix` writes those that are stale.
 *
 * @param root folder of the repository
 * @param fix whether to write
 * @param sections the generated parts
 */
export async function checkReadme(
  root: string,
  fix: boolean,
  sections: readonly GeneratedSection[] = generatedSections(),
): Promise<StepResult> {
  const path = `${root}/README.md`;
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { ok: false, output: "README.md is missing" };
    throw error;
  }
  const { problems, stale, updated } = await updateSections(text, root, sections);
  if (fix && stale.length > 0) await atomicWrite(path, updated);
  if (!fix && stale.length > 0) {
    problems.push(`README.md: stale: ${stale.join(", ")}; \`deno task check --fix\` writes them`);
  }
  return { ok: problems.length === 0, output: problems.join("\n") };
}

async function updateSections(
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
      problems.push(`README.md: the markers ${open} and ${close} are missing`);
      continue;
    }
    const rendered = await render(root);
    if (comparable(updated.slice(start + open.length, end)) === comparable(rendered)) continue;
    stale.push(name);
    updated = `${updated.slice(0, start)}${open}\n\n${rendered.trim()}\n\n${updated.slice(end)}`;
  }
  const known = new Set(sections.map(({ name }) => name));
  for (const [marker, name] of text.matchAll(/<!-- generated:(\S+) -->/g)) {
    if (!known.has(name)) problems.push(`README.md: nothing writes the part ${marker}`);
  }
  return { problems, stale, updated };
}

/** The formatter pads the columns of tables and wraps long lines: white space and dashes say nothing of staleness. */
function comparable(markdown: string): string {
  return markdown.replace(/\s+/g, " ").replace(/-{3,}/g, "---").trim();
}
