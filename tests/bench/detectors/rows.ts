/** Detectors that are measured beside a Python library, with the options that both have. */
import {
  abod,
  autoEncoder,
  cblof,
  cof,
  cooksDistance,
  copod,
  type Detector,
  ecod,
  fcnn,
  gmm,
  hbos,
  iforest,
  inne,
  kde,
  knn,
  kpca,
  linearRegression,
  loda,
  lof,
  mad,
  matrixProfile,
  mcd,
  ocsvm,
  pca,
  qmcd,
  rod,
  sampling,
  sod,
  sos,
} from "../../../lib/anomaly/mod.ts";

/** One row of the table. */
export interface DetectorRow {
  /** Name, also in `detectors_side.py`. */
  readonly name: string;
  /** What it is measured beside. */
  readonly beside: string;
  /** Whether the scores of both are the same numbers, to 1e-6. */
  readonly equal: boolean;
  /** Points of the standard and of the tested series, and of a window. */
  readonly points: number;
  readonly window: number;
  make(): Detector;
}

/** 1,000 windows of 50 points. */
const SIZE = { points: 1049, window: 50 };

const row = (
  name: string,
  beside: string,
  make: () => Detector,
  equal = true,
  size = SIZE,
): DetectorRow => ({
  name,
  beside,
  equal,
  ...size,
  make,
});

/** All rows, in the order of the list of detectors. */
export const DETECTOR_ROWS: readonly DetectorRow[] = [
  row("LinearRegression", "scikit-learn Ridge", linearRegression),
  row("FCNN", "scikit-learn MLPRegressor, 60 epochs", fcnn, false),
  row("PCA", "scikit-learn PCA, 90 %", pca),
  row("KPCA", "PyOD, 20 components", kpca),
  row("AutoEncoder", "scikit-learn MLPRegressor, 10 epochs", autoEncoder, false),
  row("COPOD", "PyOD", copod, false),
  row("ECOD", "PyOD", ecod, false),
  row("GMM", "PyOD, 4 diagonal", gmm, false),
  row("KDE", "PyOD", kde),
  row("MAD", "PyOD", mad),
  row("MCD", "PyOD", mcd, false),
  row("HBOS", "PyOD", hbos),
  row("LODA", "PyOD, 100 cuts", loda, false),
  row("QMCD", "PyOD", qmcd),
  row("CD", "PyOD", cooksDistance, false),
  row("LOF", "PyOD, k = 20", lof),
  row("KNN", "PyOD, k = 5", knn),
  row("COF", "PyOD, k = 20", cof, false),
  row("CBLOF", "PyOD, 8 clusters, α = 0.6", () => cblof({ alpha: 0.6 }), false),
  row("ABOD", "PyOD, k = 5", abod),
  row("SOD", "PyOD", sod, false),
  row("ROD", "PyOD on 6 components", rod, false),
  row("SOS", "PyOD", sos, false),
  row("Sampling", "PyOD, 20 windows", sampling, false),
  row("IForest", "PyOD, 100 trees", iforest, false),
  row("INNE", "PyOD, 200 sets", inne, false),
  row("OCSVM", "PyOD, ν = 0.5", () => ocsvm({ gamma: 1 / 50 }), false),
  row("MatrixProfile", "stumpy", matrixProfile),
  row("MatrixProfile16384", "stumpy", matrixProfile, true, { points: 16384, window: 50 }),
];

/**
 * The row of a name.
 *
 * @throws {RangeError} for a name that no row has
 */
export function detectorRow(name: string): DetectorRow {
  const found = DETECTOR_ROWS.find((one) => one.name === name);
  if (found) return found;
  const known = DETECTOR_ROWS.map(({ name }) => name).join(", ");
  throw new RangeError(`detectorRow: "${name}" is unknown, allowed ${known}`);
}
