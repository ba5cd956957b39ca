/** README's part on the papers. */
import { basename, join } from "node:path";
import { VERDICTS } from "../claims/claim.ts";
import { committedClaimsPath, readCommittedClaims } from "../claims/committed_claims.ts";
import { describeVerdict } from "../claims/describe_claim.ts";
import { escapeHtml } from "../site/escape_html.ts";
import { countVerdicts } from "./claims_section.ts";
import { listNotebooks } from "./find_notebook.ts";
import { readGalleryRecord } from "./gallery.ts";
import { readPaper } from "./read_paper.ts";

/** Papers that nobody has begun; each leaves the list when its folder is there. */
const PLANNED: Readonly<Record<string, string>> = {
  "05": "network reduction by condensation",
  "06": "time-series anomaly state detection with 38 detectors",
  "08": "waveform inversion",
};

/**
 * README's list of papers: picture, title, authors, finding and number of claims of each paper that has a picture; and
 * what is planned.
 *
 * @param root folder of the repository
 * @returns a Markdown table, or a sentence where there is no picture
 * @throws {UsageError} where the `paper.ts` of a paper is missing or wrong
 */
export async function papersSection(root: string): Promise<string> {
  const notebooks = await listNotebooks(join(root, "notebooks")), lines: string[] = [];
  for (const path of notebooks) {
    const name = basename(path), number = name.slice(0, 2);
    const record = await readGalleryRecord(root, number);
    if (record === undefined) continue;
    const { title, authors, arxiv, finding } = await readPaper(path), link = `notebooks/${name}`;
    const alt = escapeHtml(record.alt).replaceAll("|", "\\|");
    const image = `<img src="data/results/${number}/picture.png" width="320" alt="${alt}">`;
    const source = [authors, ...arxiv.map((id) => `[${id}](https://arxiv.org/abs/${id})`)].join(", ");
    lines.push(
      `| [${image}](${link}) | **[${number} · ${title}](${link})**<br>${source}<br>${finding} | ${await claimsOf(
        root,
        number,
      )} |`,
    );
  }
  const begun = new Set(notebooks.map((path) => basename(path).slice(0, 2)));
  const planned = Object.entries(PLANNED).filter(([number]) => !begun.has(number)).map((entry) =>
    entry.join(" ")
  );
  return [
    ...(lines.length === 0
      ? ["No pictures are committed yet."]
      : ["| Picture | Paper | Claims |", "| --- | --- | --- |", ...lines]),
    ...(planned.length === 0 ? [] : ["", `Planned: ${planned.join(", ")}.`]),
  ].join("\n");
}

/** How often each verdict occurs in the committed full table. */
async function claimsOf(root: string, paper: string): Promise<string> {
  const committed = await readCommittedClaims(committedClaimsPath(root, paper));
  const counts = countVerdicts((committed?.full?.rows ?? []).map(({ verdict }) => verdict));
  return VERDICTS.flatMap((verdict, k) =>
    counts[k] > 0 ? [describeVerdict(verdict).replace(" ", ` ${counts[k]} `)] : []
  ).join("<br>");
}
