/** Report on what was verified, where and by which bits, for others to read and sign. */
import { atomicWrite } from "../../io/atomic_write.ts";
import { commitNow, processorKind } from "../../experiments/provenance/environment.ts";
import { ROUNDING } from "../../graph/rounding.ts";
import { PageMarkdown } from "../../site/markdown.ts";
import { pageFrame } from "../../site/page_frame.ts";
import type { ProofOutcome } from "../../experiments/verify/prove.ts";

/** Outcome for one experiment, or why its code failed. */
export interface Verified {
  readonly experiment: string;
  readonly outcomes: readonly ProofOutcome[];
  readonly error: string | null;
}

/** A report, as JSON. */
export interface VerifyReport {
  readonly format: 1;
  readonly at: string;
  readonly commit: string;
  /** Whether files differed from the commit. */
  readonly changed: boolean;
  readonly rounding: number;
  readonly deno: string;
  readonly processor: string;
  readonly results: readonly Verified[];
}

/** The report of this machine and this checkout. */
export async function verifyReport(results: readonly Verified[]): Promise<VerifyReport> {
  return {
    format: 1,
    at: new Date().toISOString(),
    ...await commitNow(),
    rounding: ROUNDING,
    deno: Deno.version.deno,
    processor: await processorKind(),
    results,
  };
}

/**
 * Writes the report as JSON to `file`, and as a page to `file`.html.
 *
 * @throws {WriteError} if they cannot be written
 */
export async function writeReport(file: string, results: readonly Verified[]): Promise<void> {
  const report = await verifyReport(results);
  await atomicWrite(file, JSON.stringify(report, null, 1) + "\n");
  await atomicWrite(`${file}.html`, reportPage(report));
}

/** The report as a page. */
export function reportPage({ at, commit, changed, deno, processor, results }: VerifyReport): string {
  const rows = results.flatMap(({ experiment, outcomes, error }) =>
    error !== null
      ? [`| ${experiment} | failed | | ${cell(error)} | | |`]
      : outcomes.map(({ state, seed, how, found, bits, seconds }) =>
        `| ${experiment} | ${state} | ${seed} | ${cell([how, found].filter(Boolean).join(": "))} | ${
          bits ? `${bits.trainings.length} trainings, result \`${bits.result}\`` : ""
        } | ${seconds.toFixed(1)} |`
      )
  );
  const text = [
    `${results.length} results were run again on ${at.slice(0, 10)} with commit \`${commit}\`` +
    `${changed ? " and changed files" : ""}, Deno ${deno}, on a processor of kind \`${processor}\`.`,
    "",
    "| result | state | seed | what was run and compared | bits | seconds |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
  return pageFrame({
    title: "Proofs – Paper notebooks",
    description: "Which stored results were run again, where, and which bits were compared.",
    current: "none",
    main: `<h1>Verification of stored results</h1>\n${new PageMarkdown().render(text)}`,
  });
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ");
}
