/** What the scores of a detector equal, from the same weights and draws. */
export interface GoldenReference {
  /** Library or program that made the golden scores. */
  readonly by: string;
  /** Largest relative error that the tests allow. */
  readonly tolerance: number;
}

const pyod = "PyOD", sklearn = "scikit-learn", jax = "JAX";
const reference = (by: string, tolerance = 1e-9): GoldenReference => ({ by, tolerance });

/**
 * The reference of each of the 38 detectors. `tests/anomaly` holds every detector to it on the golden scores; the strict
 * reading, a window from the standard windows alone, stands where PyOD scores a batch.
 */
export const GOLDEN_REFERENCES: Readonly<Record<string, GoldenReference>> = {
  LinearRegression: reference(sklearn),
  FCNN: reference(jax, 1e-8),
  CNN: reference(jax, 1e-8),
  RNN: reference(jax, 1e-8),
  GRU: reference(jax, 1e-8),
  LSTM: reference(jax, 1e-8),
  PCA: reference(sklearn),
  KPCA: reference(pyod),
  AutoEncoder: reference(jax, 1e-8),
  VAE: reference(jax, 1e-8),
  Transformer: reference(jax, 1e-8),
  // Losses, gradients and the untrained score: its games are not trained there.
  TadGAN: reference(`${jax}, untrained`, 1e-8),
  COPOD: reference(pyod),
  ECOD: reference(pyod),
  GMM: reference(sklearn),
  KDE: reference(pyod),
  MAD: reference(pyod),
  MCD: reference(sklearn),
  HBOS: reference(pyod),
  LODA: reference(pyod),
  QMCD: reference(pyod),
  CD: reference(pyod),
  LOF: reference(pyod),
  KNN: reference(pyod),
  COF: reference(pyod),
  CBLOF: reference(pyod),
  ABOD: reference(pyod),
  SOD: reference(pyod),
  ROD: reference(pyod),
  // The reference ends its search at an entropy that is right to 1e-5, this library at 1e-12.
  SOS: reference(pyod, 1e-4),
  Sampling: reference(pyod),
  IForest: reference(sklearn),
  INNE: reference(pyod),
  DIF: reference(pyod),
  // libsvm keeps the kernel in single precision.
  OCSVM: reference(sklearn, 1e-3),
  DeepSVDD: reference(jax),
  LUNAR: reference(jax),
  MatrixProfile: reference("stumpy"),
};
