import { basename } from "node:path";
import {
  type CommittedClaims,
  committedClaimsPath,
  committedVerdicts,
  isDecidedLive,
  readCommittedClaims,
} from "../../claims/committed_claims.ts";
import { compareClaims } from "../../claims/compare_claims.ts";
import { notebookClaims } from "../../claims/notebook_claims.ts";
import { describeDifference } from "../claims/claims_difference.ts";
import { experimentsOf } from "../compute_jobs.ts";
import { LEAST, SURVEY_SEEDS } from "../survey.ts";
import { quickIdentity } from "../../experiments/quick_identity.ts";
import { exists } from "../../io/exists.ts";
import type { StepResult } from "./step.ts";

/**
 * Checks that the claims tables in the outputs of notebooks are valid and agree with the committed verdicts.
 *
 * @param root folder of the repository
 * @param notebooks paths of the notebooks, whose names begin with the number of the paper
 */
export async function checkClaims(root: string, notebooks: readonly string[]): Promise<StepResult> {
  const problems: string[] = [];
  for (const path of notebooks) {
    const found = await notebookProblems(root, path);
    for (const item of found.map((problem) => `${basename(path)}: ${problem}`)) problems.push(item);
  }
  if (problems.length > 0) problems.push("`deno task claims --update` commits the verdicts of the notebooks");
  return { ok: problems.length === 0, output: problems.join("\n") };
}

async function notebookProblems(root: string, path: string): Promise<string[]> {
  const paper = basename(path).slice(0, 2);
  const table = notebookClaims(await Deno.readTextFile(path), path);
  const committed = await readCommittedClaims(committedClaimsPath(root, paper));
  if (table === undefined) {
    return !committed?.full ? [] : ["its outputs have no claims table, although verdicts are committed"];
  }
  if (table.paper !== paper) return [`its claims table is of paper ${table.paper}`];
  if (!committed || !committedVerdicts(committed, table.profile)) {
    return [`no verdicts are committed for profile ${table.profile}`];
  }
  return [
    ...compareClaims(committed, table).map(describeDifference),
    ...await surveyProblems(path, committed),
  ];
}

/** Rows that the quick profile decides live although no survey of the current settings confirms them. */
async function surveyProblems(notebook: string, { quick, survey }: CommittedClaims): Promise<string[]> {
  const live = (quick ?? []).filter(isDecidedLive), paper = basename(notebook).slice(0, 2);
  const folder = notebook.replace(/\.ipynb$/, "");
  if (live.length === 0 || !await exists(folder)) return [];
  const again = `deno task survey ${paper} counts`;
  const plans = quickIdentity([...(await experimentsOf(notebook)).values()]);
  if (survey?.plans !== plans) return [`its live rows were not surveyed with the current settings; ${again}`];
  return live.filter(({ id }) => (survey.counts[id] ?? 0) < survey.seeds * LEAST / SURVEY_SEEDS).map((
    { id },
  ) =>
    id in survey.counts
      ? `${id} comes out in ${
        survey.counts[id]
      } of ${survey.seeds} seeds only: the full run must decide it at quick`
      : `${id} is decided live and was not surveyed; ${again}`
  );
}
