import { checkClaim } from "./check_claim.ts";
import type { Claim, ClaimControl, ClaimRule, ClaimsTable, Profile } from "./claim.ts";

type Fields = Record<string, unknown>;

/**
 * Reads a claims table from JSON data, and checks that every value, interval and verdict follows from its numbers.
 *
 * @param data parsed JSON, as under `application/vnd.paper-claims+json` in a notebook's outputs
 * @param where words that name its place in the message, e.g. the path of the notebook
 * @throws {TypeError} where a field is missing or of the wrong type
 * @throws {RangeError} where an id stands twice, or a row contradicts itself
 */
export function parseClaimsTable(data: unknown, where: string): ClaimsTable {
  const table = object(data, `claims table of ${where}`);
  const rows = list(table.rows, `rows of ${where}`).map((row, i) =>
    parseClaim(row, `row ${i + 1} of ${where}`)
  );
  const parsed: ClaimsTable = {
    paper: text(table.paper, `paper of ${where}`),
    profile: profile(table.profile, `profile of ${where}`),
    rows,
  };
  checkClaimsTable(parsed);
  return parsed;
}

/**
 * Checks a claims table as a whole: number of the paper, profile, each row, and that no id stands twice.
 *
 * @throws {TypeError} where the paper is not named by two digits, or a row is incomplete
 * @throws {RangeError} for an unknown profile, an id that stands twice, or a row that contradicts itself
 */
export function checkClaimsTable({ paper, profile, rows }: ClaimsTable): void {
  if (!/^\d\d$/.test(paper)) {
    throw new TypeError(
      `Cannot accept claims table: paper is ${JSON.stringify(paper)}, two digits such as "01" are needed`,
    );
  }
  if (profile !== "quick" && profile !== "full") {
    throw new RangeError(
      `Cannot accept claims table: profile is ${JSON.stringify(profile)}, allowed are "quick" and "full"`,
    );
  }
  const ids = new Set<string>();
  for (const row of rows) {
    checkClaim(row);
    if (ids.has(row.id)) throw new RangeError(`Cannot accept claims table: the id ${row.id} stands twice`);
    ids.add(row.id);
  }
}

function parseClaim(data: unknown, where: string): Claim {
  const row = object(data, where);
  const id = text(row.id, `id in ${where}`);
  const at = (field: string) => `${field} of claim ${id} in ${where}`;
  const paperValue = row.paperValue ?? null;
  if (paperValue !== null && typeof paperValue !== "number" && typeof paperValue !== "string") {
    throw unexpected(at("paperValue"), paperValue, "a number, text or null");
  }
  return {
    id,
    claim: text(row.claim, at("claim")),
    quantity: text(row.quantity, at("quantity")),
    seeds: list(row.seeds, at("seeds")).map((seed) => number(seed, at("seeds"))),
    perSeed: list(row.perSeed, at("perSeed")).map((value) => number(value, at("perSeed"))),
    value: numberOrNull(row.value, at("value")),
    low: numberOrNull(row.low, at("low")),
    high: numberOrNull(row.high, at("high")),
    rule: parseRule(row.rule, at("rule")),
    control: row.control === null ? null : parseControl(row.control, at("control")),
    paperValue,
    // Words outside the allowed ones are refused by `checkClaim`.
    source: text(row.source, at("source")) as Claim["source"],
    verdict: text(row.verdict, at("verdict")) as Claim["verdict"],
    note: text(row.note, at("note")),
  };
}

function parseRule(data: unknown, where: string): ClaimRule {
  const rule = object(data, where);
  return {
    op: text(rule.op, `op in ${where}`) as ClaimRule["op"],
    threshold: number(rule.threshold, `threshold in ${where}`),
    atLeast: text(rule.atLeast, `atLeast in ${where}`),
  };
}

function parseControl(data: unknown, where: string): ClaimControl {
  const control = object(data, where);
  return {
    what: text(control.what, `what in ${where}`),
    value: number(control.value, `value in ${where}`),
    low: number(control.low, `low in ${where}`),
    high: number(control.high, `high in ${where}`),
    rule: parseRule(control.rule, `rule in ${where}`),
  };
}

function object(value: unknown, where: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw unexpected(where, value, "an object");
}

function list(value: unknown, where: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw unexpected(where, value, "a list");
}

function text(value: unknown, where: string): string {
  if (typeof value === "string") return value;
  throw unexpected(where, value, "text");
}

function number(value: unknown, where: string): number {
  if (typeof value === "number") return value;
  throw unexpected(where, value, "a number");
}

function numberOrNull(value: unknown, where: string): number | null {
  return value === null ? null : number(value, where);
}

function profile(value: unknown, where: string): Profile {
  // Words outside the allowed ones are refused by `checkClaimsTable`.
  return text(value, where) as Profile;
}

function unexpected(where: string, found: unknown, allowed: string): TypeError {
  return new TypeError(`Cannot read ${where}: found ${JSON.stringify(found)}, ${allowed} is needed`);
}
