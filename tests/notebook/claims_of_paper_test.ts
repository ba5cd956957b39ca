import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { pathToFileURL } from "node:url";
import type { Claim, ClaimsTable } from "../../lib/claims/claim.ts";
import { type ClaimMeasurement, claimRow } from "../../lib/claims/claim_row.ts";
import {
  committedClaimsPath,
  updateCommittedClaims,
  writeCommittedClaims,
} from "../../lib/claims/committed_claims.ts";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { JUPYTER_DISPLAY } from "../../lib/notebook/display.ts";
import type { claimsOfPaper } from "../../lib/notebook/claims_of_paper.ts";
import { MEASUREMENT } from "../claims/measurement.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

/** C1 is decided live at both profiles, C2 and C3 at full only: C2 from stored runs. */
const FULL: readonly Claim[] = [
  claimRow(MEASUREMENT),
  claimRow({ ...MEASUREMENT, id: "C2", source: "stored, verified", perSeed: [1.03, 1.03, 1.03] }),
  claimRow({ ...MEASUREMENT, id: "C3" }),
];
const open = (id: string, changes: Partial<ClaimMeasurement> = {}) =>
  claimRow({ ...MEASUREMENT, ...changes, id, decided: false });
const C1 = claimRow({ ...MEASUREMENT, perSeed: [1.2, 1.2, 1.2] });
const QUICK: readonly Claim[] = [C1, open("C2", { source: "stored, verified" }), open("C3")];

interface Paper {
  root: string;
  /** Writes a module of the notebook. */
  write(name: string, text: string): Promise<void>;
  /** Commits tables of paper 99, as `task claims --update` does. */
  commit(...tables: Omit<ClaimsTable, "paper">[]): Promise<void>;
  /** `claimsOfPaper` of a library that has read no module so far. */
  show: typeof claimsOfPaper;
}

/** A repository with a copy of the library and the notebook 99, whose claims two modules measure. */
function withPaper(body: (paper: Paper) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async (folder) => {
    const root = `${folder}/a repository`, modules = `${root}/notebooks/99_test`;
    await copyFolder(`${REPOSITORY_ROOT}/lib`, `${root}/lib`);
    await Deno.copyFile(`${REPOSITORY_ROOT}/deno.json`, `${root}/deno.json`);
    await Deno.mkdir(modules, { recursive: true });
    const library = (path: string) => import(pathToFileURL(`${root}/lib/${path}`).href);
    const { forgetSources } = await library("experiments/provenance/closure.ts");
    const { measuresDigest } = await library("experiments/provenance/measures.ts");
    const { claimsOfPaper } = await library("notebook/claims_of_paper.ts");
    const write = (name: string, text: string) => Deno.writeTextFile(`${modules}/${name}`, text);
    await write(
      "claims.ts",
      `import { rise } from "./measure.ts";\nexport const claims = () => rise([1, 2]);\n`,
    );
    await write("measure.ts", "export const rise = (curve: number[]) => Math.max(...curve) / curve[0];\n");
    await write("figures.ts", "export const width = 900;\n");
    await body({
      root,
      write,
      async commit(...tables) {
        forgetSources();
        const measures: string = await measuresDigest(modules);
        const committed = tables.reduce(
          (before, table) => updateCommittedClaims(before, { paper: "99", ...table }, measures),
          updateCommittedClaims(undefined, { paper: "99", ...tables[0] }, measures),
        );
        await writeCommittedClaims(committedClaimsPath(root, "99"), committed);
      },
      show(...args) {
        forgetSources();
        return claimsOfPaper(...args);
      },
    });
  });
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFolder(`${from}/${name}`, `${to}/${name}`);
    else await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}

const BOTH = [{ profile: "full", rows: FULL }, { profile: "quick", rows: QUICK }] as const;

/** Source and verdict of each row. */
const seen = ({ rows }: ClaimsTable) =>
  rows.map(({ id, source, state, verdict }) => [id, source, state, verdict].join(" "));

const UNDECIDED = ["C2 stored verified not decided at this profile", "C3 live  not decided at this profile"];

Deno.test("the quick profile shows the stored full run of a row that it does not decide, the full one never", () =>
  withPaper(async ({ commit, show }) => {
    await commit(...BOTH);
    const { rows } = await show("99", QUICK, { profile: "quick" });
    assertEquals(rows, [C1, FULL[1], { ...FULL[2], source: "stored", state: "exact" }]);
    assertEquals((await show("99", QUICK, { profile: "full" })).rows, QUICK);
    const markdown = (await show("99", QUICK))[JUPYTER_DISPLAY]()["text/markdown"];
    assertStringIncludes(markdown, "profile quick**: 2 reproduced, 1 partly");
    for (const words of ["| live |", "| stored (verified) |", "| stored (exact) |"]) {
      assertStringIncludes(markdown, words);
    }
  }));

Deno.test("a row whose claim, quantity, rule, settings or seeds a reader has changed stays undecided", () =>
  withPaper(async ({ commit, show }) => {
    await commit(...BOTH);
    const sourceOf = async (changes: Partial<ClaimMeasurement>) =>
      (await show("99", [open("C3", changes)], { profile: "quick" })).rows[0].source;
    assertEquals(await sourceOf({}), "stored");
    assertEquals(await sourceOf({ note: "another remark" }), "stored");
    assertEquals(await sourceOf({ source: "changed" }), "changed");
    assertEquals(await sourceOf({ claim: "another" }), "live");
    assertEquals(await sourceOf({ quantity: "another" }), "live");
    assertEquals(await sourceOf({ rule: { ...MEASUREMENT.rule, threshold: 1.04 } }), "live");
    assertEquals(await sourceOf({ rule: { ...MEASUREMENT.rule, op: ">" } }), "live");
    assertEquals(await sourceOf({ rule: { ...MEASUREMENT.rule, atLeast: "mean" } }), "live");
  }));

Deno.test("rows stay undecided after a change of the modules that measure them, not after one of others", () =>
  withPaper(async ({ commit, show, write }) => {
    await commit(...BOTH);
    const shown = async () => seen(await show("99", QUICK, { profile: "quick" })).slice(1);
    const stored = await shown();
    assertEquals(stored, ["C2 stored verified partly", "C3 stored exact reproduced"]);
    await write("figures.ts", "export const width = 600;\n");
    await write(
      "measure.ts",
      "// A remark.\nexport const rise = (curve: number[]) => Math.max(...curve) / curve[0];\n",
    );
    assertEquals(await shown(), stored);
    await write("measure.ts", "export const rise = (curve: number[]) => Math.max(...curve);\n");
    assertEquals(await shown(), UNDECIDED);
    await commit(...BOTH);
    assertEquals(await shown(), stored);
  }));

Deno.test("rows are shown as they are where no full run is committed of them, or no notebook has the number", () =>
  withPaper(async ({ root, commit, show }) => {
    const shown = async (paper: string) => seen(await show(paper, QUICK, { profile: "quick" })).slice(1);
    assertEquals(await shown("99"), UNDECIDED);
    await commit({ profile: "quick", rows: QUICK });
    assertEquals(await shown("99"), UNDECIDED);
    await commit({ profile: "full", rows: FULL.slice(0, 2) }, { profile: "quick", rows: QUICK });
    assertEquals(await shown("99"), ["C2 stored verified partly", UNDECIDED[1]]);
    await commit(...BOTH);
    await Deno.mkdir(`${root}/data/results/98`);
    const text = await Deno.readTextFile(committedClaimsPath(root, "99"));
    await Deno.writeTextFile(committedClaimsPath(root, "98"), text.replace('"99"', '"98"'));
    assertEquals(await shown("98"), UNDECIDED);
  }));

Deno.test("a table that completes another holds the stored rows of both, and shows its own", () =>
  withPaper(async ({ commit, show }) => {
    await commit(...BOTH);
    const first = await show("99", QUICK.slice(0, 2), { profile: "quick" });
    const both = await show("99", QUICK.slice(2), { profile: "quick", completes: first });
    assertEquals(seen(both), [
      "C1 live  reproduced",
      "C2 stored verified partly",
      "C3 stored exact reproduced",
    ]);
    assertEquals(both[JUPYTER_DISPLAY]()["text/markdown"].includes("**C2**"), false);
  }));

Deno.test("committed claims that cannot be read are refused at quick, by their path", () =>
  withPaper(async ({ root, commit, show }) => {
    await commit(...BOTH);
    const path = committedClaimsPath(root, "99");
    await Deno.writeTextFile(path, '{"paper":"99","profiles":{}}');
    await assertRejects(() => show("99", QUICK, { profile: "quick" }), TypeError, path);
  }));
