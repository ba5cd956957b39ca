import { RESULT_STATES } from "../experiments/provenance/states.ts";
import { type Claim, CLAIM_SOURCES, type ClaimCause, type ClaimChange } from "./claim.ts";
import { seedInterval } from "./interval.ts";
import { checkRule, decidingValue, statisticOf } from "./rule.ts";
import { verdict } from "./verdict.ts";

/** A claim decided by fewer seeds than this needs a note that says why. */
const SEEDS_WITHOUT_NOTE = 3;

/**
 * Checks that a row is complete, and that its value, interval and verdict follow from its per-seed numbers.
 *
 * @throws {TypeError} if a text is empty, or the control or the reason for few seeds is missing without a note
 * @throws {RangeError} for numbers that are not finite, seeds that repeat or are not integers, lists of unequal
 * length, a rule that cannot be read, or a value, interval or verdict that contradicts the numbers
 */
export function checkClaim(row: Claim): void {
  const owner = `claim ${row.id}`;
  checkWords(row, owner);
  if (row.rule) checkRule(row.rule, owner);
  checkSeeds(row, owner);
  if (row.perSeed.length > 0) {
    checkNumbers(row, owner);
    checkControl(row, owner);
    if (row.seeds.length < SEEDS_WITHOUT_NOTE && row.note === "") {
      throw new TypeError(
        `Cannot accept ${owner}: it has ${row.seeds.length} seeds, fewer than ${SEEDS_WITHOUT_NOTE} need a note that ` +
          `says why`,
      );
    }
  }
  const statistic = row.perSeed.length === 0 ? "" : statisticOf(row.rule, row.perSeed.length);
  if (row.statistic !== statistic) {
    throw new RangeError(
      `Cannot accept ${owner}: its value is called ${
        JSON.stringify(row.statistic)
      }, its rule makes it "${statistic}"`,
    );
  }
  const expected = verdict(row);
  if (row.verdict !== expected) {
    throw new RangeError(
      `Cannot accept ${owner}: its verdict is ${JSON.stringify(row.verdict)}, its numbers give "${expected}"`,
    );
  }
}

function checkWords(row: Claim, owner: string): void {
  if (!/^[CX][1-9]\d*[a-z]?$/.test(row.id)) {
    throw new TypeError(
      `Cannot accept claim: its id is ${
        JSON.stringify(row.id)
      }, allowed are C or X, a number, and at most one letter`,
    );
  }
  for (const field of ["claim", "quantity"] as const) {
    if (row[field].trim() === "") throw new TypeError(`Cannot accept ${owner}: ${field} is empty`);
  }
  if (!CLAIM_SOURCES.includes(row.source)) {
    throw new TypeError(
      `Cannot accept ${owner}: source is ${JSON.stringify(row.source)}, allowed are ${
        CLAIM_SOURCES.map((source) => `"${source}"`).join(", ")
      }`,
    );
  }
  if (row.state !== null && !RESULT_STATES.includes(row.state)) {
    throw new TypeError(
      `Cannot accept ${owner}: state is ${JSON.stringify(row.state)}, allowed are null, ${
        RESULT_STATES.map((state) => `"${state}"`).join(", ")
      }`,
    );
  }
  if ((row.source === "stored") !== (row.state !== null)) {
    throw new TypeError(
      `Cannot accept ${owner}: state is ${JSON.stringify(row.state)} of source "${row.source}"; ` +
        "what is stored has a state, nothing else does",
    );
  }
  checkWordsOf(row.because ? [row.because] : [], "because", owner);
  checkWordsOf(row.changed, "changed", owner);
  if (typeof row.paperValue === "number" && !Number.isFinite(row.paperValue)) {
    throw new RangeError(
      `Cannot accept ${owner}: paperValue is ${row.paperValue}, allowed are finite numbers, words and null`,
    );
  }
}

function checkWordsOf(parts: readonly (ClaimCause | ClaimChange)[], name: string, owner: string): void {
  const empty = parts.flatMap((part) => Object.entries(part)).find(([, text]) => text.trim() === "");
  if (empty) throw new TypeError(`Cannot accept ${owner}: ${empty[0]} of ${name} is empty`);
}

function checkSeeds({ seeds, perSeed }: Claim, owner: string): void {
  if (seeds.length !== perSeed.length) {
    throw new RangeError(
      `Cannot accept ${owner}: ${seeds.length} seeds but ${perSeed.length} values, one value per seed is needed`,
    );
  }
  for (const seed of seeds) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(
        `Cannot accept ${owner}: seeds hold ${seed}, whole numbers from 0 on are allowed`,
      );
    }
  }
  if (new Set(seeds).size !== seeds.length) {
    throw new RangeError(`Cannot accept ${owner}: a seed is repeated in ${seeds.join(", ")}`);
  }
}

function checkNumbers(row: Claim, owner: string): void {
  const at = row.perSeed.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) {
    throw new RangeError(
      `Cannot accept ${owner}: the value of seed ${row.seeds[at]} is ${
        row.perSeed[at]
      }, a finite number is needed`,
    );
  }
  const value = decidingValue(row.perSeed, row.rule);
  const [low, high] = seedInterval(row.perSeed, row.rule?.atLeast ?? null);
  if (row.value !== value || row.low !== low || row.high !== high) {
    throw new RangeError(
      `Cannot accept ${owner}: value and interval are ${row.value} [${row.low}, ${row.high}], ` +
        `its seeds give ${value} [${low}, ${high}]`,
    );
  }
}

function checkControl({ control, note, rule }: Claim, owner: string): void {
  if (control === null) {
    if (note === "" && rule !== null) {
      throw new TypeError(`Cannot accept ${owner}: it has no control, and no note that says why`);
    }
    return;
  }
  if (control.what.trim() === "") throw new TypeError(`Cannot accept control of ${owner}: what is empty`);
  checkRule(control.rule, `control of ${owner}`);
  const { value, low, high } = control;
  if (![value, low, high].every(Number.isFinite) || low > high) {
    throw new RangeError(
      `Cannot accept control of ${owner}: value and interval are ${value} [${low}, ${high}], ` +
        `finite numbers in order are needed`,
    );
  }
}
