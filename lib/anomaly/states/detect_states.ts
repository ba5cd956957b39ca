import { fitStates, type StateOptions } from "./fit_states.ts";
import type { StateReport } from "./state_report.ts";

/**
 * Which segments of a test series do not come from the process of a standard series, according to each detector: scores of
 * windows and points, conformal p-values of segments, and Benjamini and Hochberg's adjustment over them.
 *
 * @param standard finite points without anomalies; its first part is learnt, its end gives the p-values
 * @param test finite points
 * @param options detectors, window, segment, share held out, false discovery rate
 * @throws {RangeError} as {@linkcode fitStates}, or for a test series that is not finite or shorter than a segment
 */
export async function detectStates(
  standard: ArrayLike<number>,
  test: ArrayLike<number>,
  options: StateOptions = {},
): Promise<StateReport> {
  const fitted = await fitStates(standard, options);
  try {
    return await fitted.detect(test);
  } finally {
    fitted.dispose();
  }
}
