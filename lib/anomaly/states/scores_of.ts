import type { Detector } from "../detector.ts";
import type { DetectorFailure } from "./state_report.ts";

/** Scores by the detector's name, and the detectors that gave none. */
export interface NamedScores {
  readonly scores: ReadonlyMap<string, Float64Array>;
  readonly failures: readonly DetectorFailure[];
}

/**
 * Runs the detectors one after another; one that fails is reported, and the others continue.
 *
 * @throws {RangeError} for two detectors of one name
 */
export async function scoresOf(
  detectors: readonly Detector[],
  ask: (detector: Detector) => Promise<Float64Array>,
): Promise<NamedScores> {
  const scores = new Map<string, Float64Array>(), failures: DetectorFailure[] = [];
  const names = detectors.map(({ name }) => name), twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new RangeError(`fitStates: detectors must have different names, got ${twice} twice`);
  }
  for (const detector of detectors) {
    try {
      scores.set(detector.name, await ask(detector));
    } catch (error) {
      failures.push({
        detector: detector.name,
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  }
  return { scores, failures };
}
