/** The claims table of a notebook. */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { committedClaimsPath, readCommittedClaims } from "../claims/committed_claims.ts";
import {
  type Claim,
  type ClaimsTable,
  claimsTable,
  type DisplayedClaimsTable,
  singleSeedVerdicts,
  type Verdict,
} from "../claims/mod.ts";
import { measuresDigest } from "../experiments/provenance/measures.ts";
import { insideKernel, show } from "./display.ts";
import { claimsForest } from "./claims_forest.ts";
import { notebookProfile, type Profile, surveySeeds } from "../experiments/profile.ts";

/** Options of {@linkcode claimsOfPaper}. */
export interface ClaimsOfPaperOptions {
  /** An earlier table of the notebook: the data includes its rows, the text shows only the new ones. */
  completes?: ClaimsTable;
  /** Profile, by default that of the notebook. */
  profile?: Profile;
}

/**
 * The claims table of a paper, as the last expression of a cell of its notebook; the cell shows its forest plot above.
 *
 * A row that the quick profile does not decide shows the verdict and the numbers of the stored full run, marked
 * *stored*. If a reader has changed the settings or seeds of its runs, its rule, or the modules that measure it, it
 * stays undecided instead.
 *
 * @param paper two digits
 * @throws {TypeError} if a row is incomplete, or the committed claims cannot be read
 * @throws {RangeError} for a repeated id, or a row that contradicts itself
 */
export async function claimsOfPaper(
  paper: string,
  rows: readonly Claim[],
  { completes, profile = notebookProfile() }: ClaimsOfPaperOptions = {},
): Promise<DisplayedClaimsTable> {
  const shown = profile === "quick" ? await withStored(paper, rows) : rows;
  const forest = insideKernel() ? claimsForest(shown) : null;
  if (forest) await show(forest);
  return claimsTable({
    paper,
    profile,
    rows: shown,
    ...(completes && { completes }),
    ...(surveySeeds() && { singles: singlesOf(rows) }),
  });
}

/** The verdict of each single seed, for decided rows. */
function singlesOf(rows: readonly Claim[]): Record<string, Verdict[]> {
  return Object.fromEntries(rows.flatMap((row) => {
    const verdicts = singleSeedVerdicts(row);
    return verdicts ? [[row.id, verdicts]] : [];
  }));
}

/** Rows in which the stored full run replaces what is undecided and unchanged. */
async function withStored(paper: string, rows: readonly Claim[]): Promise<readonly Claim[]> {
  const root = resolve(fileURLToPath(new URL("../..", import.meta.url)));
  const committed = await readCommittedClaims(committedClaimsPath(root, paper));
  const folder = (await Array.fromAsync(Deno.readDir(`${root}/notebooks`))).find(({ name, isDirectory }) =>
    isDirectory && name.startsWith(`${paper}_`)
  );
  if (!committed?.full || !folder) return rows;
  if (await measuresDigest(`${root}/notebooks/${folder.name}`) !== committed.full.measures) return rows;
  return rows.map((row) => {
    const full = committed.full!.rows.find(({ id }) => id === row.id);
    const before = committed.quick?.find(({ id }) => id === row.id);
    const isOpen = row.verdict === "not decided at this profile" && row.source !== "changed";
    return isOpen && full && before && sameHead(row, before)
      ? { ...full, source: "stored", state: row.state ?? full.state ?? "exact" }
      : row;
  });
}

function sameHead(one: Pick<Claim, "claim" | "quantity" | "rule">, other: typeof one): boolean {
  const head = ({ claim, quantity, rule }: typeof one) =>
    JSON.stringify([claim, quantity, rule?.op, rule?.threshold, rule?.atLeast]);
  return head(one) === head(other);
}
