import { experimentId } from "../../experiments/case.ts";
import { resultsState } from "../../experiments/provenance/results_state.ts";
import { isFault, STATE_WORDS } from "../../experiments/provenance/states.ts";
import { experimentsOf } from "../compute_jobs.ts";
import type { StepResult } from "./step.ts";

/**
 * Checks that stored results are verified, or were computed by the current code.
 *
 * @param notebooks paths of the notebooks
 */
export async function checkResults(notebooks: readonly string[]): Promise<StepResult> {
  const problems: string[] = [];
  for (const notebook of notebooks) {
    for (const experiment of (await experimentsOf(notebook)).values()) {
      const state = await resultsState(experiment);
      if (isFault(state)) problems.push(`${experimentId(experiment)}: ${state}, ${STATE_WORDS[state]}`);
    }
  }
  if (problems.length > 0) problems.push("`deno task verify` runs them again and compares bits");
  return { ok: problems.length === 0, output: problems.join("\n") };
}
