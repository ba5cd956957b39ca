import { requireFinite } from "../../checks.ts";
import type { Detector } from "../detector.ts";
import { conformalPValues } from "./conformal_p_values.ts";

/** What a point brings: the window that ends with it. */
export interface StreamedState {
  /** by the detector's name */
  readonly scores: Readonly<Record<string, number>>;
  /** conformal p-values of this window against held-out standard windows */
  readonly pValues: Readonly<Record<string, number>>;
}

/** A series that comes point by point. */
export interface StateStream {
  /**
   * Takes the next point.
   *
   * @returns `null` until a window is full
   * @throws {RangeError} for a point that is not finite, which is left out; or a score that is not
   */
  push(point: number): Promise<StreamedState | null>;
}

/** Scores of the newest window of a stream, the bits that all windows at once get; memory of one window. */
export function stateStream(fitted: {
  readonly detectors: readonly Detector[];
  readonly window: number;
  readonly scale: (series: Float64Array) => Float64Array;
  /** scores of held-out standard windows that do not overlap, by name */
  readonly reference: ReadonlyMap<string, Float64Array>;
}): StateStream {
  const { detectors, window, scale, reference } = fitted, recent = new Float64Array(window);
  let held = 0;
  return {
    async push(point) {
      requireFinite("push", "point", [point]);
      recent.copyWithin(0, 1);
      recent[window - 1] = scale(Float64Array.of(point))[0];
      if (++held < window) return null;
      const windows = { values: recent.slice(), count: 1, length: window };
      const scores: Record<string, number> = {}, pValues: Record<string, number> = {};
      for (const detector of detectors) {
        [scores[detector.name]] = await detector.score(windows);
        [pValues[detector.name]] = conformalPValues(reference.get(detector.name)!, [scores[detector.name]]);
      }
      return { scores, pValues };
    },
  };
}
