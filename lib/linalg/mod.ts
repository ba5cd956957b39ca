/**
 * Linear algebra that the notebooks need beyond ml-matrix: the first principal direction of large data without forming
 * the covariance, symmetric eigenvalues (by ml-matrix, checked), the largest eigenvalues of a symmetric matrix known
 * only through products, a singular value decomposition that terminates on every matrix, ranks and angles from it,
 * projections of rows, the Euclidean norm, products, cosines, principal components and effective ranks of small
 * matrices. Matrices are row-major arrays.
 *
 * @module
 */
export { type JacobiSvd, jacobiSvd } from "./jacobi_svd.ts";
export { lanczos, type LanczosOptions, type LanczosResult, type SymmetricProduct } from "./lanczos.ts";
export {
  ConvergenceError,
  type PrincipalDirection,
  principalDirection,
  type PrincipalDirectionOptions,
} from "./principal_direction.ts";
export { numericalRank, type NumericalRankOptions } from "./numerical_rank.ts";
export { principalAngles } from "./principal_angles.ts";
export { projectRows } from "./project_rows.ts";
export { norm } from "./norm.ts";
export { type RitzPairs } from "./ritz_pairs.ts";
export { type SymmetricEigen, symmetricEigen } from "./symmetric_eigen.ts";
export { cosineSimilarity, cosineSimilarityMatrix } from "./cosine_similarity.ts";
export { covarianceSpectrum } from "./covariance_spectrum.ts";
export { effectiveRank, effectiveRankOfSpectrum } from "./effective_rank.ts";
export { matrixProduct } from "./matrix_product.ts";
export { type EigenPairs, pca, symEig } from "./pca.ts";
export { type PrincipalComponents, principalComponents } from "./principal_components.ts";
export { singularValues } from "./singular_values.ts";
export { type Cholesky, cholesky, choleskyInverse, choleskyQuadratic, choleskySolve } from "./cholesky.ts";
