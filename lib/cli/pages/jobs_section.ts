/** The part of `lib/cluster/README.md` on what the papers' jobs cost. */
import { basename } from "node:path";
import { plannedCases } from "../../experiments/case.ts";
import { storedCases } from "../../experiments/store.ts";
import { largest } from "../../stats/extremes.ts";
import { minutesFor } from "../compute/job_needs.ts";
import { experimentsOf } from "../compute_jobs.ts";
import { listNotebooks } from "../find_notebook.ts";

/**
 * Cases and minutes of each paper, from the seconds of the stored results.
 *
 * @param root folder of the repository
 * @returns a Markdown table, or a sentence if nothing is stored
 */
export async function jobsSection(root: string): Promise<string> {
  const lines: string[] = [];
  for (const notebook of await listNotebooks(`${root}/notebooks`)) {
    const name = basename(notebook), seconds: number[] = [];
    let planned = 0;
    for (const job of (await experimentsOf(notebook)).values()) {
      planned += plannedCases(job).length;
      for (const one of await storedCases(job)) seconds.push(one.seconds);
    }
    if (seconds.length === 0) continue;
    const sum = seconds.reduce((total, each) => total + each, 0), longest = largest(seconds);
    const cells = [
      `[${name.slice(0, 2)}](../../notebooks/${name})`,
      planned,
      seconds.length,
      (sum / 60).toFixed(0),
      (longest / 60).toFixed(1),
      minutesFor(longest),
    ];
    lines.push(`| ${cells.join(" | ")} |`);
  }
  if (lines.length === 0) return "No results are stored yet.";
  return [
    "| Paper | cases | of them stored | core-minutes of these | longest | its time limit (minutes) |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...lines,
  ].join("\n");
}
