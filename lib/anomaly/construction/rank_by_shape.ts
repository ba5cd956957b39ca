import { largest } from "../../stats/mod.ts";
import { classCounts, type LabelledSeries } from "../../data/mod.ts";
import { generator } from "../../random/mod.ts";
import { type SbdClusters, sbdKMeans } from "./sbd_k_means.ts";
import { ShapeDistances } from "./shape_based_distance.ts";

/** Most classes of a set, as in the benchmark. */
const MOST_CLASSES = 5;
const LEAST_BASE = 4;

/** Samples of a set as the benchmark sees them from one class. */
export interface ShapeRanking {
  readonly set: LabelledSeries;
  /** the standard class */
  readonly cls: string;
  readonly clusters: SbdClusters;
  /** samples by class (rows) and cluster (columns; the last one holds the abandoned) */
  readonly counts: readonly (readonly number[])[];
  /** samples of the class that lie in the cluster where most of them do */
  readonly base: readonly number[];
  /** samples of other classes, the nearest to the base samples first */
  readonly others: readonly number[];
  /** mean shape-based distance of each of `others` to all base samples, rising */
  readonly distances: readonly number[];
}

/**
 * Steps 1 to 4 of the benchmark: clusters under the shape-based distance, the base samples of a class, and the samples of
 * other classes by their mean distance to them.
 *
 * @param set samples of one length, of 2 to 5 classes
 * @param cls the standard class
 * @param seed of the clustering
 * @throws {RangeError} for another number of classes, an unknown class, fewer than four base samples, or a sample that
 *   {@linkcode sbdKMeans} refuses
 */
export function rankByShape(set: LabelledSeries, cls: string, seed: number): ShapeRanking {
  const { name, samples, labels, classes } = set, where = "rankByShape";
  if (classes.length < 2 || classes.length > MOST_CLASSES) {
    throw new RangeError(
      `${where}: ${name} must have 2 to ${MOST_CLASSES} classes, got ${classes.length} (${
        classCounts(labels, classes)
      })`,
    );
  }
  if (!classes.includes(cls)) {
    throw new RangeError(`${where}: class "${cls}" is unknown, allowed ${classes.join(", ")}`);
  }
  const k = classes.length;
  const clusters = sbdKMeans(samples, k, { generator: generator(seed, "sbd k-means", name) });
  const counts = classes.map((one) => {
    const row = new Array<number>(k + 1).fill(0);
    labels.forEach((label, i) => label === one && row[(clusters.assignment[i] + k + 1) % (k + 1)]++);
    return row;
  });
  const own = counts[classes.indexOf(cls)].slice(0, k), majority = own.indexOf(largest(own));
  const indices = Array.from(samples.keys());
  const base = indices.filter((i) => labels[i] === cls && clusters.assignment[i] === majority);
  if (base.length < LEAST_BASE) {
    throw new RangeError(
      `${where}: class ${cls} of ${name} needs ${LEAST_BASE} base samples or more, got ${base.length} ` +
        `(samples a class: ${classCounts(labels, classes)})`,
    );
  }
  const shapes = new ShapeDistances(set.length), spectra = samples.map((sample) => shapes.spectrum(sample));
  const ofBase = base.map((i) => spectra[i]), toBase = new Float64Array(base.length);
  const ranked = indices.filter((i) => labels[i] !== cls).map((i) => ({
    i,
    distance: shapes.distances(spectra[i], ofBase, toBase).reduce((sum, one) => sum + one, 0) / base.length,
  })).sort((a, b) => a.distance - b.distance || a.i - b.i);
  return {
    set,
    cls,
    clusters,
    counts,
    base,
    others: ranked.map(({ i }) => i),
    distances: ranked.map(({ distance }) => distance),
  };
}
