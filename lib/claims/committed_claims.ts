/** The committed claims of a paper: the rows of the full runs, and what the quick profile decides. */
import * as v from "valibot";
import { atomicWrite } from "../io/atomic_write.ts";
import { checkedJson } from "../io/checked_json.ts";
import type { Claim, ClaimsTable, Profile, Verdict } from "./claim.ts";
import { ClaimForm } from "./claim_form.ts";
import { checkClaim } from "./check_claim.ts";

/** Version of the file format. */
const FORMAT = 3;

const QuickForm = v.object({
  ...v.pick(ClaimForm, ["id", "claim", "quantity", "rule", "source", "verdict"]).entries,
});

const SurveyForm = v.strictObject({
  seeds: v.number(),
  plans: v.string(),
  counts: v.record(v.string(), v.number()),
});

const Form = v.strictObject({
  format: v.number(),
  paper: v.pipe(v.string(), v.regex(/^\d\d$/, "Two digits are needed")),
  full: v.nullable(v.strictObject({
    /** Digest of the modules that measure the rows. */
    measures: v.string(),
    rows: v.array(ClaimForm),
  })),
  quick: v.nullable(v.array(QuickForm)),
  survey: v.nullable(SurveyForm),
});

/** Content of `data/results/NN/claims.json`. */
export interface CommittedClaims {
  /** Two digits, the number of the notebook. */
  readonly paper: string;
  /** Rows of the full runs, and the digest of the modules that measure them; `null` before there are any. */
  readonly full: { readonly measures: string; readonly rows: readonly Claim[] } | null;
  /** What the quick profile shows, without its numbers, which depend on the reader's machine. */
  readonly quick: readonly QuickRow[] | null;
  /** Counts of seeds that confirm the live rows of the quick profile. */
  readonly survey: Survey | null;
}

/** A row of the quick profile. */
export type QuickRow = Pick<Claim, "id" | "claim" | "quantity" | "rule" | "source" | "verdict">;

/** Whether a row of the quick profile is decided live. */
export function isDecidedLive({ source, verdict }: Pick<Claim, "source" | "verdict">): boolean {
  return source === "live" && verdict !== "not decided at this profile";
}

/** Counts over single seeds. */
export interface Survey {
  /** Number of single seeds that were run. */
  readonly seeds: number;
  /** Identity of what the quick profile computes live. */
  readonly plans: string;
  /** By id: in how many seeds the row had the verdict of the full runs. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Path of the committed claims of a paper.
 *
 * @param root folder of the repository
 * @param paper two digits, the number of the notebook
 */
export function committedClaimsPath(root: string, paper: string): string {
  return `${root}/data/results/${paper}/claims.json`;
}

/**
 * Reads the committed claims of a paper.
 *
 * @param path path of a `claims.json`
 * @returns the claims, or `undefined` if there is no such file
 * @throws {TypeError} if the file does not contain claims in that format
 */
export async function readCommittedClaims(path: string): Promise<CommittedClaims | undefined> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  return parseCommittedClaims(text, path);
}

/**
 * Reads committed claims from JSON text.
 *
 * @param text text of a `claims.json`
 * @param where words that name it in messages, e.g. its path
 * @throws {TypeError} if the text does not contain claims in that format
 * @throws {RangeError} if a row contradicts itself
 */
export function parseCommittedClaims(text: string, where: string): CommittedClaims {
  const fault = (reason: string) => new TypeError(`Cannot read claims of ${where}: the file ${reason}`);
  const { format, ...claims } = checkedJson(Form, text, fault);
  if (format !== FORMAT) throw fault(`has format version ${format}, this library reads ${FORMAT}`);
  for (const row of claims.full?.rows ?? []) checkClaim(row);
  for (const rows of [claims.full?.rows ?? [], claims.quick ?? []]) {
    const ids = rows.map(({ id }) => id), twice = ids.find((id, i) => ids.indexOf(id) !== i);
    if (twice !== undefined) throw fault(`holds the id ${twice} twice`);
  }
  return claims;
}

/**
 * Verdicts by id of one profile; `undefined` if none are committed.
 */
export function committedVerdicts(
  { full, quick }: CommittedClaims,
  profile: Profile,
): Readonly<Record<string, Verdict>> | undefined {
  const rows = profile === "full" ? full?.rows : quick;
  return rows ? Object.fromEntries(rows.map(({ id, verdict }) => [id, verdict])) : undefined;
}

/**
 * The committed claims, with those of one table replacing those of the same profile.
 *
 * @param committed claims so far, `undefined` for a new paper
 * @param measures digest of the modules that measure the rows, see `measuresDigest` in `lib/experiments`; empty if
 *   there are none
 * @throws {RangeError} if the table belongs to another paper
 */
export function updateCommittedClaims(
  committed: CommittedClaims | undefined,
  { paper, profile, rows }: ClaimsTable,
  measures = "",
): CommittedClaims {
  if (committed && committed.paper !== paper) {
    throw new RangeError(`Cannot update claims of paper ${committed.paper}: the table is of paper ${paper}`);
  }
  const before = committed ?? { paper, full: null, quick: null, survey: null };
  if (profile === "full") return { ...before, full: { measures, rows } };
  const quick = rows.map((row): QuickRow => {
    const { id, source, verdict } = row, known = before.quick?.find((one) => one.id === id);
    // A row that shows the stored full run has the texts of that run; those of the quick profile are already stored.
    const { claim, quantity, rule } = known && showsFull(row, before) ? known : row;
    return { id, claim, quantity, rule, source, verdict };
  });
  return { ...before, quick };
}

function showsFull({ id, source, perSeed }: Claim, { full }: CommittedClaims): boolean {
  const row = full?.rows.find((one) => one.id === id);
  return source === "stored" && JSON.stringify(row?.perSeed) === JSON.stringify(perSeed);
}

/**
 * Writes committed claims atomically, one line per row.
 *
 * @param path path of a `claims.json`; its folder is created if missing
 */
export async function writeCommittedClaims(
  path: string,
  { paper, full, quick, survey }: CommittedClaims,
): Promise<void> {
  const listed = (rows: readonly unknown[]) => `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]`;
  const measured = full && `{"measures":${JSON.stringify(full.measures)},"rows":${listed(full.rows)}}`;
  await atomicWrite(
    path,
    `{"format":${FORMAT},"paper":"${paper}","full":${measured},\n"quick":${quick && listed(quick)},\n` +
      `"survey":${JSON.stringify(survey)}}\n`,
  );
}
