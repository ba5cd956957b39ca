/** What detectors do not see, by their definitions. */

/** Detectors whose scores stay when the same number is added to all points. */
export const INVARIANT_TO_SHIFT: ReadonlySet<string> = new Set([
  ...[
    "LinearRegression",
    "PCA",
    "KPCA",
    "COPOD",
    "ECOD",
    "GMM",
    "KDE",
    "MAD",
    "MCD",
    "HBOS",
    "LODA",
    "QMCD",
    "LOF",
    "KNN",
  ],
  ...[
    "COF",
    "CBLOF",
    "ABOD",
    "SOD",
    "ROD",
    "SOS",
    "Sampling",
    "IForest",
    "INNE",
    "DIF",
    "OCSVM",
    "DeepSVDD",
    "LUNAR",
  ],
  "MatrixProfile",
]);

/** Detectors whose scores stay when all points are multiplied by the same positive number. */
export const INVARIANT_TO_SCALE: ReadonlySet<string> = new Set([
  ...[
    "PCA",
    "COPOD",
    "ECOD",
    "MAD",
    "MCD",
    "LODA",
    "QMCD",
    "CD",
    "LOF",
    "COF",
    "ROD",
    "IForest",
    "INNE",
    "DIF",
  ],
  ...["DeepSVDD", "LUNAR", "MatrixProfile"],
]);
