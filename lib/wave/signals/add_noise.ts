/** Noise on recordings. */
import { requireFinite } from "../../checks.ts";
import { type Generator, normalArray } from "../../random/mod.ts";

/** How strong the noise is, in one of two measures. */
export type NoiseLevel =
  /** Times the standard deviation of all samples of the gather, in which the direct wave counts most. */
  | { relative: number }
  /** Signal over noise, 20 log₁₀ of the ratio of standard deviations. */
  | { snrDb: number };

/** Recordings with noise, and how strong it is. */
export interface NoisyData {
  readonly data: Float64Array;
  /** Standard deviation of the noise, in the unit of the data. */
  readonly noise: number;
}

/**
 * Recordings plus independent normal noise.
 *
 * @param data one gather, any layout, two samples or more
 * @param generator advanced by as many normals as there are samples, also where the level is 0
 * @throws {RangeError} for a negative level, a level that is not finite, or fewer than two samples
 */
export function addNoise(data: ArrayLike<number>, level: NoiseLevel, generator: Generator): NoisyData {
  const owner = "addNoise";
  requireFinite(owner, "data", data, 2);
  const ratio = "relative" in level ? level.relative : 10 ** (-level.snrDb / 20);
  if (!(ratio >= 0 && Number.isFinite(ratio))) {
    throw new RangeError(`${owner}: the level must be finite and not negative, got ${JSON.stringify(level)}`);
  }
  let sum = 0, squares = 0;
  for (let i = 0; i < data.length; i++) sum += data[i];
  const mean = sum / data.length;
  for (let i = 0; i < data.length; i++) squares += (data[i] - mean) ** 2;
  const noise = ratio * Math.sqrt(squares / data.length), drawn = normalArray(generator, data.length, 0, 1);
  return { data: drawn.map((value, i) => data[i] + noise * value), noise };
}
