import type { Claim, ClaimRule, ClaimsTable, Verdict } from "./claim.ts";
import { VERDICTS } from "./claim.ts";
import { meetsRule } from "./rule.ts";

const SYMBOLS: Readonly<Record<Verdict, string>> = {
  "reproduced": "✔",
  "held": "✔",
  "partly": "◐",
  "not separated": "≈",
  "not reproduced": "✘",
  "refuted": "✘",
  "measured": "·",
  "not decided at this profile": "–",
};

/** Symbol of a verdict; verdicts of one kind share it. */
export function verdictSign(verdict: Verdict): string {
  return SYMBOLS[verdict];
}

/** Verdict with its symbol, e.g. `✔ reproduced`, readable without colours and with a screen reader. */
export function describeVerdict(verdict: Verdict): string {
  return `${verdictSign(verdict)} ${verdict}`;
}

/** A number to four significant digits, without trailing zeros. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
    return value.toExponential(3).replace(/\.?0+e/, "e").replace("e+", "e");
  }
  return String(Number(value.toPrecision(4)));
}

/** A value with its interval, e.g. `1.1 [1.09, 1.13]`. */
export function formatInterval(value: number, low: number, high: number): string {
  return `${formatNumber(value)} [${formatNumber(low)}, ${formatNumber(high)}]`;
}

/** A rule in words, e.g. `>= 1.05 in every seed`, `none` if there is none. The threshold is not rounded. */
export function describeRule(rule: ClaimRule | null): string {
  if (rule === null) return "none";
  const { op, threshold, atLeast, noEffect } = rule;
  const inWords = atLeast === "mean" || atLeast === "median" ? `(${atLeast})` : `in ${atLeast}`;
  return `${op} ${threshold} ${inWords}${noEffect === undefined ? "" : `; no effect: ${noEffect}`}`;
}

/** The control of a row in words, with its value and whether it stays free of the effect. */
export function describeControl({ control }: Claim): string {
  if (control === null) return "none";
  const { what, value, low, high, rule } = control;
  const outcome = meetsRule(value, rule) ? "holds" : "broken";
  return `${what}: ${formatInterval(value, low, high)} (${describeRule(rule)}: ${outcome})`;
}

/** Why a claim is not reproduced and what was changed after a run was seen, one sentence each. */
export function describeRemarks({ because, changed }: Claim): string[] {
  return [
    ...(because ? [`cause: ${because.cause}; ${because.close}`] : []),
    ...changed.map(({ what, from, to, why }) =>
      `changed after a run was seen: ${what}, from ${from} to ${to}, since ${why}`
    ),
  ];
}

/** What the paper reports, as text. */
export function describePaperValue({ paperValue }: Claim): string {
  if (paperValue === null) return "not given";
  return typeof paperValue === "number" ? formatNumber(paperValue) : paperValue;
}

/** Where the numbers come from, e.g. `live` or `stored (verified)`. */
export function describeSource({ source, state }: Pick<Claim, "source" | "state">): string {
  if (source === "changed") return "live, settings changed";
  return source === "live" ? "live" : `stored (${state})`;
}

/**
 * What a table was decided from, in one line, e.g. `10 rows decided live: 10 reproduced; 21 from stored full runs: 15
 * reproduced, 6 partly`.
 */
export function describeSources(rows: ClaimsTable["rows"]): string {
  const undecided = rows.filter(({ verdict }) => verdict === "not decided at this profile");
  const decided = rows.filter((row) => !undecided.includes(row));
  const live = decided.filter(({ source }) => source !== "stored");
  const stored = decided.filter(({ source }) => source === "stored");
  return [
    `${live.length} ${live.length === 1 ? "row" : "rows"} decided live${
      live.length > 0 ? `: ${describeCounts(live)}` : ""
    }`,
    `${stored.length} from stored full runs${stored.length > 0 ? `: ${describeCounts(stored)}` : ""}`,
    ...(undecided.length > 0 ? [`${undecided.length} not decided at this profile`] : []),
  ].join("; ");
}

/** How often each verdict occurs, without those that do not occur, e.g. `3 reproduced, 1 partly`. */
export function describeCounts(rows: ClaimsTable["rows"]): string {
  const counts = VERDICTS.map((verdict) => ({
    verdict,
    count: rows.filter((row) => row.verdict === verdict).length,
  }));
  const present = counts.filter(({ count }) => count > 0).map(({ verdict, count }) => `${count} ${verdict}`);
  return present.length > 0 ? present.join(", ") : "no claims";
}
