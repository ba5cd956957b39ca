import { basename } from "node:path";
import type { Verdict } from "../../claims/claim.ts";
import { VERDICTS } from "../../claims/claim.ts";
import { committedClaimsPath, isDecidedLive, readCommittedClaims } from "../../claims/committed_claims.ts";
import { describeVerdict } from "../../claims/describe_claim.ts";
import { listNotebooks } from "../find_notebook.ts";

/**
 * The summary of all claims in the folder of notebooks: how often each verdict occurs in a notebook, and how many of
 * its rows the quick profile decides live.
 *
 * @param root folder of the repository
 * @returns a Markdown table, or a sentence if nothing is committed
 */
export async function claimsSection(root: string): Promise<string> {
  const notebooks: { link: string; counts: number[]; live: number }[] = [];
  for (const path of await listNotebooks(`${root}/notebooks`)) {
    const name = basename(path);
    const committed = await readCommittedClaims(committedClaimsPath(root, name.slice(0, 2)));
    if (!committed?.full) continue;
    const link = `[${name.replace(/\.ipynb$/, "")}](${name})`, { rows } = committed.full;
    const live = committed.quick?.filter(isDecidedLive).length ?? 0;
    notebooks.push({ link, counts: countVerdicts(rows.map(({ verdict }) => verdict)), live });
  }
  if (notebooks.length === 0) return "No claims are committed yet.";
  const found = occurring(notebooks.map(({ counts }) => counts));
  const header = ["Notebook", ...found.map((k) => describeVerdict(VERDICTS[k])), "decided live at quick"];
  const lines = notebooks.map(({ link, counts, live }) => [link, ...found.map((k) => counts[k]), live]);
  return [header, header.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Indices in `VERDICTS` of the verdicts that occur in these counts. */
export function occurring(counts: readonly (readonly number[])[]): number[] {
  return VERDICTS.flatMap((_, k) => (counts.some((row) => row[k] > 0) ? [k] : []));
}

/** How often each verdict occurs, in the order of `VERDICTS`. */
export function countVerdicts(verdicts: readonly Verdict[]): number[] {
  return VERDICTS.map((verdict) => verdicts.filter((found) => found === verdict).length);
}
