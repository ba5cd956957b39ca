/** The registry of detectors. */
import type { DetectorFactory } from "./detector.ts";
import { knn } from "./proximity/knn.ts";

/** All detectors, by their number in the list of 38. */
export const DETECTORS: readonly DetectorFactory[] = [knn as DetectorFactory];

/**
 * The detector of a name, with its own defaults.
 *
 * @throws {RangeError} for a name that no detector has; the message lists those there are
 */
export function detectorByName(name: string): DetectorFactory {
  const found = DETECTORS.find(({ about }) => about.name === name);
  if (found) return found;
  throw new RangeError(
    `detectorByName: "${name}" is unknown, allowed ${DETECTORS.map(({ about }) => about.name).join(", ")}`,
  );
}
