import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { normalisedNearest } from "../neighbours/normalised_nearest.ts";

/**
 * AB-join matrix profile (Yeh et al. 2016): distance of the z-normalised window to the nearest z-normalised standard
 * window, as `stumpy.stump(test, d, standard, ignore_trivial=False)`. Two constant windows are at distance 0, a constant
 * one and another at √d.
 */
export const matrixProfile: DetectorFactory<Record<never, never>> = defineDetector<Record<never, never>>({
  number: 38,
  name: "MatrixProfile",
  family: "proximity",
  seedable: false,
  defaults: {},
  fit: (standard) => ({ score: (windows) => normalisedNearest(windows, standard).distances }),
});
