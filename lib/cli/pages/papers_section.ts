/** The part of README on the papers. */
import { basename, join } from "node:path";
import { VERDICTS } from "../../claims/claim.ts";
import { committedClaimsPath, readCommittedClaims } from "../../claims/committed_claims.ts";
import { verdictSign } from "../../claims/describe_claim.ts";
import { escapeHtml } from "../../site/escape_html.ts";
import { listNotebooks } from "../find_notebook.ts";
import { readGalleryRecord } from "../gallery.ts";
import { readPaper } from "../read_paper.ts";

/**
 * README's list of papers: picture, title, finding and number of claims of each paper that has a picture.
 *
 * @param root folder of the repository
 * @returns a table in HTML, which the formatter does not pad, or a sentence if there is no picture
 * @throws {UsageError} if the `paper.ts` of a paper is missing or wrong
 */
export async function papersSection(root: string): Promise<string> {
  const notebooks = await listNotebooks(join(root, "notebooks")), lines: string[] = [];
  for (const path of notebooks) {
    const name = basename(path), number = name.slice(0, 2);
    if (await readGalleryRecord(root, number) === undefined) continue;
    const { title, finding } = await readPaper(path), link = `notebooks/${name}`;
    const image =
      `<img src="data/results/${number}/picture.png" width="280" alt="A figure of notebook ${number}">`;
    lines.push(
      `<tr><td>${image}</td><td><b><a href="${link}">${number} · ${escapeHtml(title)}</a></b><br>` +
        `${escapeHtml(finding)}<br>${await claimsOf(root, number)}</td></tr>`,
    );
  }
  return lines.length === 0 ? "No pictures are committed yet." : ["<table>", ...lines, "</table>"].join("\n");
}

/** How often each sign of a verdict occurs in the committed full table. */
async function claimsOf(root: string, paper: string): Promise<string> {
  const committed = await readCommittedClaims(committedClaimsPath(root, paper));
  const signs = (committed?.full?.rows ?? []).map(({ verdict }) => verdictSign(verdict));
  const known = [...new Set(VERDICTS.map(verdictSign))];
  return known.flatMap((sign) => {
    const count = signs.filter((one) => one === sign).length;
    return count > 0 ? [`${sign} ${count}`] : [];
  }).join(" ");
}
