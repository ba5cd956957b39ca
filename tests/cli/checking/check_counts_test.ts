import { assertEquals } from "@std/assert";
import type { Claim, Verdict } from "../../../lib/claims/mod.ts";
import { countProblems } from "../../../lib/cli/checking/check_counts.ts";

const VERDICTS: readonly (readonly [string, Verdict])[] = [
  ["C1", "reproduced"],
  ["C2", "reproduced"],
  ["C3", "partly"],
  ["C4", "not reproduced"],
  ["C5", "not separated"],
  ["X1", "held"],
];
const rows = VERDICTS.map(([id, verdict]) => ({ id, verdict }) as Claim);

const TRUE_SENTENCES = [
  "2 of 5 rows are reproduced, 3 of them at once.",
  "2 of 5 rows are reproduced, 1 partly, 1 not.",
  "Of 5 rows 2 are reproduced and 1 partly; 1 is not reproduced, 1 is not separated from its control.",
  "of 5 rows 2 are reproduced, 1 partly, 1 is not separated from its control, and 1 is not reproduced.",
  "5 of 5 seeds hold.",
];
for (const sentence of TRUE_SENTENCES) {
  Deno.test(`numbers that the table bears out pass: ${sentence}`, () => {
    assertEquals(countProblems(sentence, rows), []);
  });
}

const FALSE_SENTENCES: [sentence: string, problem: string][] = [
  ["3 of 5 rows are reproduced.", "says 3 reproduced, its claims table 2"],
  ["2 of 6 rows are reproduced.", "says 6 rows, its claims table 5"],
  ["Of 5 rows 2 are reproduced and 2 partly.", "says 2 partly, its claims table 1"],
  ["2 of 5 rows are reproduced, 1 partly, 2 not.", "says 2 not reproduced, its claims table 1"],
  ["2 of 5 rows are reproduced, 0 are not separated.", "says 0 not separated, its claims table 1"],
];
for (const [sentence, problem] of FALSE_SENTENCES) {
  Deno.test(`a number that the table contradicts is named: ${problem}`, () => {
    const found = countProblems(sentence, rows);
    assertEquals(found.map((text) => text.slice(text.indexOf("says"))), [problem]);
  });
}
