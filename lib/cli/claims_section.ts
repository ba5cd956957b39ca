import { basename } from "node:path";
import type { Profile, Verdict } from "../claims/claim.ts";
import { VERDICTS } from "../claims/claim.ts";
import { committedClaimsPath, readCommittedClaims } from "../claims/committed_claims.ts";
import { describeVerdict } from "../claims/describe_claim.ts";
import { listNotebooks } from "./find_notebook.ts";

const PROFILES: readonly Profile[] = ["full", "quick"];

/**
 * The README's summary of all claims: how often each verdict occurs, a line for each notebook and profile.
 *
 * @param root folder of the repository
 * @returns a Markdown table, or a sentence where nothing is committed
 */
export async function claimsSection(root: string): Promise<string> {
  const lines: string[] = [];
  for (const path of await listNotebooks(`${root}/notebooks`)) {
    const name = basename(path);
    const committed = await readCommittedClaims(committedClaimsPath(root, name.slice(0, 2)));
    for (const profile of PROFILES) {
      const verdicts = committed?.profiles[profile];
      if (verdicts === undefined) continue;
      const link = `[${name.replace(/\.ipynb$/, "")}](notebooks/${name})`;
      lines.push(`| ${[link, profile, ...countVerdicts(Object.values(verdicts))].join(" | ")} |`);
    }
  }
  if (lines.length === 0) return "No claims are committed yet.";
  const header = ["Notebook", "Profile", ...VERDICTS.map(describeVerdict)];
  return [`| ${header.join(" | ")} |`, `| ${header.map(() => "---").join(" | ")} |`, ...lines].join("\n");
}

/** How often each verdict occurs, in the order of `VERDICTS`. */
export function countVerdicts(verdicts: readonly Verdict[]): number[] {
  return VERDICTS.map((verdict) => verdicts.filter((found) => found === verdict).length);
}
