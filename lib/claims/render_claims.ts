import { RESULT_STATES, STATE_WORDS } from "../experiments/provenance/states.ts";
import type { Claim, ClaimsTable } from "./claim.ts";
import {
  describeControl,
  describeCounts,
  describePaperValue,
  describeRemarks,
  describeRule,
  describeSource,
  describeVerdict,
  formatInterval,
} from "./describe_claim.ts";

const COLUMNS = [
  "Verdict",
  "",
  "Claim",
  "Measured",
  "Value [interval]",
  "Rule",
  "Control",
  "Paper",
  "Seeds",
  "Source",
];

/**
 * A claims table as Markdown: one summary line, the table, and the notes under it.
 *
 * @returns text that ends without a newline
 */
export function claimsMarkdown(table: ClaimsTable): string {
  const notes = table.rows.flatMap((row) => {
    const remarks = [row.note, ...describeRemarks(row)].filter((text) => text !== "");
    return remarks.length === 0 ? [] : [`- **${row.id}**: ${remarks.join(". ")}`];
  });
  return [
    `**Claims of paper ${table.paper}, profile ${table.profile}**: ${describeCounts(table.rows)}`,
    [markdownLine(COLUMNS), markdownLine(COLUMNS.map(() => "---")), ...table.rows.map(markdownRow)].join(
      "\n",
    ),
    ...describeStates(table),
    ...(notes.length > 0 ? [`Notes\n\n${notes.join("\n")}`] : []),
  ].join("\n\n");
}

/**
 * A claims table as plain text for terminals: three lines per claim.
 *
 * @returns text that ends without a newline
 */
export function claimsText(table: ClaimsTable): string {
  const heading = `Claims of paper ${table.paper}, profile ${table.profile}: ${describeCounts(table.rows)}`;
  return [heading, ...table.rows.map(plainRow)].join("\n");
}

/** Meaning of the states in the table. */
function describeStates({ rows }: ClaimsTable): string[] {
  const present = RESULT_STATES.filter((state) => rows.some((row) => row.state === state));
  return present.length === 0
    ? []
    : [`Stored results: ${present.map((state) => `_${state}_, ${STATE_WORDS[state]}`).join("; ")}.`];
}

function markdownRow(row: Claim): string {
  return markdownLine([
    describeVerdict(row.verdict),
    `**${row.id}**`,
    row.claim,
    row.quantity,
    measuredValue(row),
    describeRule(row.rule),
    describeControl(row),
    describePaperValue(row),
    String(row.seeds.length),
    describeSource(row),
  ]);
}

function markdownLine(cells: readonly string[]): string {
  return `| ${cells.map(escapeCell).join(" | ")} |`;
}

function escapeCell(text: string): string {
  // A bare "<" would start an HTML tag, and a "|" the next cell.
  return text.replaceAll("<", "&lt;").replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ");
}

function plainRow(row: Claim): string {
  const lines = [
    `  ${row.id.padEnd(4)} ${describeVerdict(row.verdict)}: ${row.claim}`,
    `       ${row.quantity}: ${measuredValue(row)}, rule ${describeRule(row.rule)}; ` +
    `${row.seeds.length} ${row.seeds.length === 1 ? "seed" : "seeds"}, ${describeSource(row)}`,
    `       control: ${describeControl(row)}; paper: ${describePaperValue(row)}`,
  ];
  for (const text of [row.note, ...describeRemarks(row)]) if (text !== "") lines.push(`       note: ${text}`);
  return lines.join("\n");
}

function measuredValue({ value, low, high }: Claim): string {
  return value === null || low === null || high === null ? "–" : formatInterval(value, low, high);
}
