import { basename } from "node:path";
import type { Claim } from "../../claims/claim.ts";
import { notebookClaims } from "../../claims/notebook_claims.ts";
import { parseNotebook } from "../../jupyter/read_notebook.ts";
import type { StepResult } from "./step.ts";

/** Counts of rows in a sentence: "17 of 22 rows are reproduced", "of 20 rows 12 are reproduced". */
const COUNTED = /(?:(\d+)\s+of\s+(\d+)|[Oo]f\s+(\d+))\s+rows(?:\s+(\d+))?\s+are\s+reproduced([^.]*)/g;

/** How a sentence names the other verdicts, behind their number. */
const OTHERS: readonly (readonly [verdict: Claim["verdict"], pattern: RegExp])[] = [
  ["partly", /(\d+) partly/],
  ["not separated", /(\d+) (?:is|are) not separated/],
  ["not reproduced", /(\d+) (?:(?:is|are) )?not(?: reproduced)?(?=$|,| and| \()/],
];

/**
 * Checks that the numbers of verdicts in a notebook's sentences are those of its claims table.
 *
 * @param notebooks paths of the notebooks
 */
export async function checkCounts(notebooks: readonly string[]): Promise<StepResult> {
  const problems: string[] = [];
  for (const path of notebooks) {
    const text = await Deno.readTextFile(path), rows = notebookClaims(text, path)?.rows;
    if (!rows) continue;
    for (const { cell_type, source } of parseNotebook(text, path).cells) {
      if (cell_type !== "markdown") continue;
      for (const problem of countProblems(source, rows)) problems.push(`${basename(path)}: ${problem}`);
    }
  }
  return { ok: problems.length === 0, output: problems.join("\n") };
}

/** Numbers in a text that the rows of the paper's claims (C…) contradict. */
export function countProblems(text: string, rows: readonly Claim[]): string[] {
  const own = rows.filter(({ id }) => id.startsWith("C")), problems: string[] = [];
  const count = (verdict: Claim["verdict"]) => own.filter((row) => row.verdict === verdict).length;
  for (const [sentence, first, total = "", after = "", second, rest] of text.matchAll(COUNTED)) {
    const said: [what: string, said: string | undefined, is: number][] = [
      ["rows", total || after, own.length],
      ["reproduced", second ?? first, count("reproduced")],
      ...OTHERS.map(([verdict, pattern]): [string, string | undefined, number] => [
        verdict,
        pattern.exec(rest.replace(/\s+/g, " "))?.[1],
        count(verdict),
      ]),
    ];
    for (const [what, number, is] of said) {
      if (number === undefined || Number(number) === is) continue;
      problems.push(`"${sentence.slice(0, 60)}…" says ${number} ${what}, its claims table ${is}`);
    }
  }
  return problems;
}
