import type { DetectorFactory } from "../detector.ts";
import { CheckSubject } from "./check_subject.ts";
import { DETECTOR_CHECKS } from "./detector_checks.ts";

/** Results of the checks of one detector. */
export interface DetectorCheckRow {
  readonly detector: string;
  /** by the name of the check: "passed", "not applicable", or what is wrong */
  readonly results: Readonly<Record<string, string>>;
}

/**
 * Runs all checks on detectors, also on those defined elsewhere: finite scores, states distinguished, scores that do
 * not depend on the batch, fits that forget, seeds, shared distances, inputs that stay, invariances, duplicates,
 * scores of the standard windows, disposal, bad inputs.
 *
 * @returns a row for each detector; a failed check says why; the others still run
 */
export async function checkDetectors(factories: readonly DetectorFactory[]): Promise<DetectorCheckRow[]> {
  const rows: DetectorCheckRow[] = [];
  for (const factory of factories) {
    const subject = new CheckSubject(factory), results: Record<string, string> = {};
    for (const { name, run } of DETECTOR_CHECKS) {
      results[name] = await run(subject).then(
        (concerned) => concerned ? "passed" : "not applicable",
        (error: unknown) => error instanceof Error ? error.message : String(error),
      );
    }
    subject.dispose();
    rows.push({ detector: factory.about.name, results });
  }
  return rows;
}
