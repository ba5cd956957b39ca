import { assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { claimRow } from "../../lib/claims/claim_row.ts";
import type { Profile } from "../../lib/claims/claim.ts";
import { CLAIMS_MIME } from "../../lib/claims/claims_table.ts";
import { committedClaimsPath, readCommittedClaims } from "../../lib/claims/committed_claims.ts";
import { checkClaims } from "../../lib/cli/checking/check_claims.ts";
import { claims } from "../../lib/cli/claims.ts";
import { claimsSection } from "../../lib/cli/pages/claims_section.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { measuresDigest } from "../../lib/experiments/provenance/measures.ts";
import { MEASUREMENT } from "../claims/measurement.ts";
import { notebookText } from "./checking/notebook_text.ts";

/** Text of a notebook that shows C1 with the given values, and C2 not decided. */
function executed(perSeed: readonly number[], profile: Profile = "full"): string {
  const rows = [
    claimRow({ ...MEASUREMENT, perSeed }),
    claimRow({ ...MEASUREMENT, id: "C2", decided: false }),
  ];
  return notebookText([{ source: "", data: { [CLAIMS_MIME]: { paper: "01", profile, rows } } }]);
}

const REPRODUCED = executed([1.2, 1.2, 1.2]);
const PARTLY = executed([1.02, 1.02, 1.02]);

interface Repository {
  root: string;
  notebook: string;
  /** Runs the task; returns exit code and what it printed. */
  task(...words: string[]): Promise<{ code: number; text: string }>;
}

/** A repository with one notebook of the given text, in a folder of its own. */
async function inRepository(text: string, test: (repository: Repository) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    const notebook = `${root}/notebooks/01_example.ipynb`;
    await Deno.mkdir(`${root}/notebooks`);
    await Deno.writeTextFile(notebook, text);
    const task = async (...words: string[]) => {
      const printed: string[] = [];
      const code = await claims(words, root, (line) => printed.push(line));
      return { code, text: printed.join("\n") };
    };
    await test({ root, notebook, task });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("the summary counts the verdicts of each notebook", () =>
  inRepository(REPRODUCED, async ({ task }) => {
    const { code, text } = await task();
    assertEquals(code, 0);
    assertEquals(text.split("\n").at(-1)?.split(/\s+/), ["01", "full", "1", "1"]);
    assertEquals(JSON.parse((await task("--json")).text), [{
      paper: "01",
      profile: "full",
      verdicts: { C1: "reproduced", C2: "not decided at this profile" },
    }]);
  }));

Deno.test("an executed notebook is compared with the committed verdicts", () =>
  inRepository(REPRODUCED, async ({ root, notebook, task }) => {
    const worse = `${root}/worse.ipynb`;
    await Deno.writeTextFile(worse, PARTLY);
    const before = await task("--check", worse);
    assertEquals(before.code, 1);
    assertStringIncludes(before.text, "no verdicts are committed");
    assertEquals((await task("--update")).code, 0);
    const same = await task("--check", notebook);
    assertEquals(same.code, 0);
    assertStringIncludes(same.text, "2 claims, none is worse than committed");
    const after = await task("--check", notebook, worse);
    assertEquals(after.code, 1);
    assertStringIncludes(after.text, "C1: partly, committed is reproduced (worse)");
    const quick = `${root}/quick.ipynb`;
    await Deno.writeTextFile(quick, executed([1.2, 1.2, 1.2], "quick"));
    assertEquals((await task("--check", quick)).code, 1);
    assertEquals((await task("--update", quick)).code, 0);
    assertEquals((await task("--check", quick, notebook)).code, 0);
  }));

Deno.test("a better verdict passes and is named", () =>
  inRepository(PARTLY, async ({ root, task }) => {
    await task("--update");
    const better = `${root}/better.ipynb`;
    await Deno.writeTextFile(better, REPRODUCED);
    const { code, text } = await task("--check", better);
    assertEquals(code, 0);
    assertStringIncludes(text, "C1: reproduced, committed is partly (better)");
  }));

Deno.test("the check of the repository wants notebook and committed verdicts to agree", () =>
  inRepository(REPRODUCED, async ({ root, notebook, task }) => {
    const output = async () => (await checkClaims(root, [notebook])).output;
    assertStringIncludes(await output(), "01_example.ipynb: no verdicts are committed for profile full");
    await task("--update");
    assertEquals(await checkClaims(root, [notebook]), { ok: true, output: "" });
    await Deno.writeTextFile(notebook, PARTLY);
    assertStringIncludes(await output(), "01_example.ipynb: C1: partly, committed is reproduced (worse)");
    await Deno.writeTextFile(notebook, notebookText([]));
    assertStringIncludes(await output(), "its outputs have no claims table, although verdicts are committed");
    await Deno.rename(notebook, `${root}/notebooks/02_example.ipynb`);
    await Deno.writeTextFile(`${root}/notebooks/02_example.ipynb`, REPRODUCED);
    const other = await checkClaims(root, [`${root}/notebooks/02_example.ipynb`]);
    assertStringIncludes(other.output, "its claims table is of paper 01");
  }));

Deno.test("a notebook that was never executed at length needs no verdicts", () =>
  inRepository(notebookText([]), async ({ root, notebook, task }) => {
    assertEquals((await checkClaims(root, [notebook])).ok, true);
    assertEquals((await task()).text, "No notebook has a claims table.");
  }));

Deno.test("the README summary counts a notebook's full verdicts, and its rows decided live at quick", () =>
  inRepository(REPRODUCED, async ({ root, task }) => {
    const quick = `${root}/quick.ipynb`, lines = async () => (await claimsSection(root)).split("\n").slice(2);
    await Deno.writeTextFile(quick, executed([1.02, 1.02, 1.02], "quick"));
    assertEquals(await claimsSection(root), "No claims are committed yet.");
    await task("--update", quick);
    assertEquals(await claimsSection(root), "No claims are committed yet.");
    await task("--update");
    assertEquals(await lines(), ["| [01_example](01_example.ipynb) | 1 | 1 | 1 |"]);
    await Deno.remove(committedClaimsPath(root, "01"));
    await task("--update");
    assertEquals(await lines(), ["| [01_example](01_example.ipynb) | 1 | 1 | 0 |"]);
  }));

Deno.test("committed full runs name the state of the modules that measure them", () =>
  inRepository(REPRODUCED, async ({ root, notebook, task }) => {
    const path = committedClaimsPath(root, "01"), folder = notebook.replace(".ipynb", "");
    await task("--update");
    assertEquals((await readCommittedClaims(path))?.full?.measures, "");
    await Deno.mkdir(folder);
    await Deno.writeTextFile(`${folder}/claims.ts`, "export const threshold = 1;\n");
    await task("--update");
    const measures = (await readCommittedClaims(path))?.full?.measures;
    assertEquals(measures, await measuresDigest(folder));
    assertMatch(measures!, /^[0-9a-f]{16}$/);
  }));

Deno.test("command lines that mean nothing are refused", () =>
  inRepository(notebookText([]), async ({ notebook, task }) => {
    await assertRejects(() => task("--check"), UsageError, "--check needs the notebooks");
    await assertRejects(() => task("--check", "--update", "a"), UsageError, "exclude each other");
    await assertRejects(() => task("a.ipynb"), UsageError, '"a.ipynb" is only expected after');
    await assertRejects(() => task("--check", "none.ipynb"), UsageError, "there is no notebook");
    await assertRejects(() => task("--check", notebook), UsageError, "have no claims table");
  }));
