import { requireFinite, requireInteger, requireSameLength } from "../../checks.ts";
import type { Generator } from "../../random/mod.ts";
import { ShapeDistances, type Spectrum } from "./shape_based_distance.ts";

/** Settings of {@linkcode sbdKMeans}. */
export interface SbdKMeansOptions {
  /** drawn from: the first centre of each restart */
  readonly generator: Generator;
  /** 10 by default */
  readonly restarts?: number;
  /** share of the samples, and one more, that are abandoned; 0.05 by default */
  readonly abandon?: number;
  /** most steps of a restart; 100 by default */
  readonly steps?: number;
}

/** Clusters of samples. */
export interface SbdClusters {
  /** cluster of each sample, −1 for one that was abandoned */
  readonly assignment: Int32Array;
  /** plain means of the members */
  readonly centroids: readonly Float64Array[];
  /** sum of squared distances to the own centroid, abandoned samples included */
  readonly cost: number;
}

/**
 * k-means under the shape-based distance, as the benchmark's generator has it: centres start far from each other, centroids
 * are plain means of the members (not k-Shape's), the cheapest of some restarts is kept, and the samples furthest from their
 * centroid are abandoned.
 *
 * @param samples series of one length
 * @param k clusters, at most as many as samples
 * @throws {RangeError} for unequal lengths, points that are not finite, a sample of zeros, or settings out of their range
 */
export function sbdKMeans(
  samples: readonly Float64Array[],
  k: number,
  { generator, restarts = 10, abandon = 0.05, steps = 100 }: SbdKMeansOptions,
): SbdClusters {
  const where = "sbdKMeans", n = samples.length;
  requireInteger(where, "the number of samples", n);
  requireInteger(where, "k", k, 1, n);
  requireInteger(where, "restarts", restarts);
  requireInteger(where, "steps", steps);
  if (!(abandon >= 0 && abandon < 1)) {
    throw new RangeError(`${where}: abandon must lie in [0, 1), got ${abandon}`);
  }
  const shapes = new ShapeDistances(samples[0].length);
  const spectra = samples.map((sample, i) => {
    requireSameLength(where, "sample 0", samples[0].length, `sample ${i}`, sample.length);
    requireFinite(where, `sample ${i}`, sample, 1);
    const spectrum = shapes.spectrum(sample);
    if (spectrum.norm === 0) throw new RangeError(`${where}: sample ${i} is zero, got a norm of 0`);
    return spectrum;
  });
  let best: (SbdClusters & { distances: Float64Array }) | null = null;
  for (let r = 0; r < restarts; r++) {
    const found = oneRun(shapes, spectra, k, generator.integer(n), steps);
    if (best === null || found.cost < best.cost) best = found;
  }
  const { assignment, centroids, cost, distances } = best!;
  const far = Array.from(distances.keys()).sort((a, b) => distances[b] - distances[a] || a - b);
  if (abandon > 0) { for (const i of far.slice(0, Math.floor(abandon * n) + 1)) assignment[i] = -1; }
  return { assignment, centroids, cost };
}

function oneRun(
  shapes: ShapeDistances,
  spectra: readonly Spectrum[],
  k: number,
  first: number,
  steps: number,
) {
  const n = spectra.length;
  let centres = startFarApart(shapes, spectra, k, first);
  const assignment = new Int32Array(n), distances = new Float64Array(n), toCentres = new Float64Array(k);
  for (let step = 0; step < steps; step++) {
    let changed = step === 0;
    for (let i = 0; i < n; i++) {
      shapes.distances(spectra[i], centres, toCentres);
      let nearest = 0;
      for (let c = 1; c < k; c++) if (toCentres[c] < toCentres[nearest]) nearest = c;
      changed ||= assignment[i] !== nearest;
      [assignment[i], distances[i]] = [nearest, toCentres[nearest]];
    }
    if (!changed) break;
    // A cluster that lost all members keeps its centre.
    centres = centres.map((centre, c) =>
      meanOf(shapes, spectra.filter((_, i) => assignment[i] === c)) ?? centre
    );
  }
  const cost = distances.reduce((sum, distance) => sum + distance * distance, 0);
  return { assignment, centroids: centres.map(({ values }) => values), cost, distances };
}

/** One sample, then each time the one furthest from all centres so far. */
function startFarApart(
  shapes: ShapeDistances,
  spectra: readonly Spectrum[],
  k: number,
  first: number,
): Spectrum[] {
  const centres = [spectra[first]], gaps = spectra.map(() => Infinity);
  while (centres.length < k) {
    let furthest = 0;
    const toLast = shapes.distances(centres[centres.length - 1], spectra, new Float64Array(spectra.length));
    spectra.forEach((_, i) => {
      gaps[i] = Math.min(gaps[i], toLast[i]);
      if (gaps[i] > gaps[furthest]) furthest = i;
    });
    centres.push(spectra[furthest]);
  }
  return centres;
}

function meanOf(shapes: ShapeDistances, members: readonly Spectrum[]): Spectrum | null {
  if (members.length === 0) return null;
  const mean = new Float64Array(members[0].values.length);
  for (const { values } of members) {
    for (let i = 0; i < mean.length; i++) mean[i] += values[i] / members.length;
  }
  return shapes.spectrum(mean);
}
