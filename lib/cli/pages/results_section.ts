/** The site's page on stored results. */
import { experimentId, plannedCases } from "../../experiments/case.ts";
import { resultsState } from "../../experiments/provenance/results_state.ts";
import { RESULT_STATES, STATE_WORDS } from "../../experiments/provenance/states.ts";
import { storedCases, storedProvenance } from "../../experiments/store.ts";
import { experimentsOf } from "../compute_jobs.ts";

/**
 * Which results are stored, their state, what they cost and how they were last verified.
 *
 * @param notebooks paths of the notebooks
 * @returns Markdown
 */
export async function resultsSection(notebooks: readonly string[]): Promise<string> {
  const lines: string[] = [], seen = new Set<string>();
  for (const notebook of notebooks) {
    for (const experiment of (await experimentsOf(notebook)).values()) {
      const planned = plannedCases(experiment).length, stored = await storedCases(experiment);
      const state = await resultsState(experiment),
        { environments, proofs } = await storedProvenance(experiment);
      const minutes = stored.reduce((sum, { seconds }) => sum + seconds, 0) / 60, proof = proofs.at(-1);
      seen.add(state);
      const row = [
        experimentId(experiment),
        state,
        `${stored.length} of ${planned}`,
        minutes.toFixed(1),
        [...new Set(environments.map(({ commit }) => `\`${commit.slice(0, 10)}\``))].join(", "),
        proof ? `${proof.at.slice(0, 10)}: ${proof.how}` : "",
      ];
      lines.push(`| ${row.join(" | ")} |`);
    }
  }
  const words = RESULT_STATES.filter((state) => seen.has(state)).map((state) =>
    `_${state}_: ${STATE_WORDS[state]}`
  );
  return [
    "Each result records the code and the kind of processor that computed it; `deno task verify` runs them again, partly " +
    `or completely, and compares bits. States: ${words.join("; ")}.`,
    "",
    "| result | state | cases | minutes of one process | made by commit | last verification |",
    "| --- | --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}
