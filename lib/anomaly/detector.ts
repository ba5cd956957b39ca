/** What the 38 one-class detectors have in common. */
import type { SharedGeometry } from "./neighbours/shared_geometry.ts";
import type { Windows } from "./windows.ts";

/** How a detector arrives at its score: forecast error, reconstruction error, distribution, or distance. */
export type DetectorFamily = "forecast" | "reconstruction" | "statistical" | "proximity";

/** What is known about a detector before it has seen data. */
export interface DetectorAbout<Options> {
  /** Number in the list of 38. */
  readonly number: number;
  readonly name: string;
  readonly family: DetectorFamily;
  /** Default options. */
  readonly defaults: Readonly<Options>;
  /** Whether it draws random numbers: then `seed` is one of its options. */
  readonly seedable: boolean;
}

/**
 * A one-class detector: it learns standard windows, and scores others. The score of a window depends on the standard
 * windows and on that window alone, bit for bit, whatever else is scored in the same call.
 */
export interface Detector<Options = unknown> extends DetectorAbout<Options> {
  readonly options: Readonly<Options>;
  /**
   * Learns the standard windows; a second call forgets the first.
   *
   * @param standard `[n, d]`, kept by reference
   * @param shared distances and neighbours of the same windows, computed once for all detectors
   * @throws {RangeError} for windows that the detector cannot learn: too few, all constant, not finite
   */
  fit(standard: Windows, shared?: SharedGeometry): Promise<this>;
  /**
   * Scores windows, larger = more anomalous.
   *
   * @param windows `[m, d]`
   * @returns m finite scores
   * @throws {RangeError} before `fit`, for another window length, or for a number that is not finite
   */
  score(windows: Windows): Promise<Float64Array>;
  /**
   * Scores of the standard windows among themselves: where a score rests on neighbours or counts, a window is none of its
   * own. PyOD calls them `decision_scores_`.
   *
   * @returns n finite scores
   * @throws {RangeError} before `fit`
   */
  standardScores(): Promise<Float64Array>;
  /** Frees what `fit` made; the detector can be fitted again. */
  dispose(): void;
}

/** Makes a detector; `about` describes it without making one. */
export interface DetectorFactory<Options = unknown> {
  (options?: Partial<Options>): Detector<Options>;
  readonly about: DetectorAbout<Options>;
}

/** A detector that has learnt. */
export interface FittedScores {
  /** m scores of `[m, d]` windows that are known to be finite and of the right length. */
  score(windows: Windows): Float64Array | Promise<Float64Array>;
  /** n scores of the standard windows among themselves, where `score` would take each for its own neighbour. */
  own?(): Float64Array | Promise<Float64Array>;
  /** Frees what the garbage collector does not, such as compiled programs. */
  dispose?(): void;
}
