import { atomicWrite } from "../io/atomic_write.ts";
import type { ClaimsTable, Profile, Verdict } from "./claim.ts";
import { VERDICTS } from "./claim.ts";

/** Verdicts by id of the claim. */
export type VerdictsById = Readonly<Record<string, Verdict>>;

/** Content of `data/results/NN/claims.json`: the verdicts of one paper, for each profile. */
export interface CommittedClaims {
  /** Two digits, the number of the notebook. */
  readonly paper: string;
  /** Verdicts by id, for the profiles measured so far. */
  readonly profiles: Readonly<Partial<Record<Profile, VerdictsById>>>;
}

/**
 * Path of the committed verdicts of a paper.
 *
 * @param root folder of the repository
 * @param paper two digits, the number of the notebook
 */
export function committedClaimsPath(root: string, paper: string): string {
  return `${root}/data/results/${paper}/claims.json`;
}

/**
 * Reads the committed verdicts of a paper.
 *
 * @param path path of a `claims.json`
 * @returns the verdicts, or `undefined` where there is no such file
 * @throws {TypeError} where the file does not hold verdicts of that form
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
 * Reads committed verdicts from JSON text.
 *
 * @param text text of a `claims.json`
 * @param where words that name it in messages, e.g. its path
 * @throws {TypeError} where the text does not hold verdicts of that form
 */
export function parseCommittedClaims(text: string, where: string): CommittedClaims {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new TypeError(`Cannot read verdicts of ${where}: it is not JSON (${(error as Error).message})`);
  }
  const { paper, profiles } = (data ?? {}) as { paper?: unknown; profiles?: unknown };
  if (typeof paper !== "string" || !/^\d\d$/.test(paper)) {
    throw new TypeError(
      `Cannot read verdicts of ${where}: paper is ${JSON.stringify(paper)}, two digits are needed`,
    );
  }
  if (typeof profiles !== "object" || profiles === null || Array.isArray(profiles)) {
    throw new TypeError(`Cannot read verdicts of ${where}: it has no object "profiles"`);
  }
  for (const [profile, verdicts] of Object.entries(profiles)) checkProfile(profile, verdicts, where);
  return { paper, profiles };
}

function checkProfile(profile: string, verdicts: unknown, where: string): void {
  if (profile !== "quick" && profile !== "full") {
    throw new TypeError(
      `Cannot read verdicts of ${where}: profile is ${
        JSON.stringify(profile)
      }, allowed are "quick" and "full"`,
    );
  }
  for (const [id, verdict] of Object.entries(verdicts ?? {})) {
    if (!(VERDICTS as readonly unknown[]).includes(verdict)) {
      throw new TypeError(
        `Cannot read verdicts of ${where}: ${id} at ${profile} is ${JSON.stringify(verdict)}, allowed are ` +
          VERDICTS.map((allowed) => `"${allowed}"`).join(", "),
      );
    }
  }
}

/**
 * The committed verdicts with those of one table put in the place of the same profile's.
 *
 * @param committed verdicts so far, `undefined` for a new paper
 * @throws {RangeError} where the table belongs to another paper
 */
export function updateCommittedClaims(
  committed: CommittedClaims | undefined,
  table: ClaimsTable,
): CommittedClaims {
  if (committed && committed.paper !== table.paper) {
    throw new RangeError(
      `Cannot update verdicts of paper ${committed.paper}: the table is of paper ${table.paper}`,
    );
  }
  const verdicts = Object.fromEntries(table.rows.map((row) => [row.id, row.verdict]));
  const profiles: Partial<Record<Profile, VerdictsById>> = {
    ...committed?.profiles,
    [table.profile]: verdicts,
  };
  return {
    paper: table.paper,
    profiles: {
      ...(profiles.quick ? { quick: profiles.quick } : {}),
      ...(profiles.full ? { full: profiles.full } : {}),
    },
  };
}

/**
 * Writes committed verdicts, whole or not at all.
 *
 * @param path path of a `claims.json`; its folder is made where it is missing
 */
export async function writeCommittedClaims(path: string, committed: CommittedClaims): Promise<void> {
  await atomicWrite(path, JSON.stringify(committed, null, 2) + "\n");
}
