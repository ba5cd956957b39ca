import { basename } from "node:path";
import {
  committedClaimsPath,
  committedVerdicts,
  readCommittedClaims,
} from "../../claims/committed_claims.ts";
import { compareClaims } from "../../claims/compare_claims.ts";
import { notebookClaims } from "../../claims/notebook_claims.ts";
import { describeDifference } from "../claims_difference.ts";
import type { StepResult } from "./step.ts";

/**
 * Checks that the claims tables in the outputs of notebooks are sound, and agree with the committed verdicts.
 *
 * @param root folder of the repository
 * @param notebooks paths of the notebooks, whose names begin with the number of the paper
 */
export async function checkClaims(root: string, notebooks: readonly string[]): Promise<StepResult> {
  const problems: string[] = [];
  for (const path of notebooks) {
    const found = await notebookProblems(root, path);
    problems.push(...found.map((problem) => `${basename(path)}: ${problem}`));
  }
  if (problems.length > 0) problems.push("`deno task claims --update` commits the verdicts of the notebooks");
  return { ok: problems.length === 0, output: problems.join("\n") };
}

async function notebookProblems(root: string, path: string): Promise<string[]> {
  const paper = basename(path).slice(0, 2);
  const table = notebookClaims(await Deno.readTextFile(path), path);
  const committed = await readCommittedClaims(committedClaimsPath(root, paper));
  if (table === undefined) {
    return !committed?.full ? [] : ["its outputs hold no claims table, though verdicts are committed"];
  }
  if (table.paper !== paper) return [`its claims table is of paper ${table.paper}`];
  if (!committed || !committedVerdicts(committed, table.profile)) {
    return [`no verdicts are committed for profile ${table.profile}`];
  }
  return compareClaims(committed, table).map(describeDifference);
}
