import { symmetricEigen } from "../../linalg/mod.ts";
import { requireRows } from "../../checks.ts";
import { cosineSimilarityMatrix } from "../../linalg/cosine_similarity.ts";
import { leadingSign } from "../../linalg/leading_sign.ts";

/** Rows on a line, neighbours being alike. */
export interface Seriation {
  /** place of each row on the line; unit vector, its entry of largest modulus (the first, on a tie) positive */
  readonly coordinates: Float64Array;
  /** n indices of rows by rising coordinate */
  readonly order: Int32Array;
}

/** Relative distance below which two eigenvalues are taken to be one. */
const GAP = 1e-9;

/**
 * Orders rows by their cosine similarity: spectral seriation (Atkins, Boman and Hendrickson, 1998) on
 * S_{ij} = (1 + cos_{ij})/2.
 *
 * The coordinates are the eigenvector of the second smallest eigenvalue of the Laplacian diag(S·1) − S. Where some
 * order makes the similarity fall with the distance from the diagonal, this is it, up to its direction, which is fixed
 * by the sign convention and says nothing.
 *
 * @param rows three rows or more of `columns` numbers, such as the embeddings of the items
 * @throws {RangeError} for fewer than three rows, incomplete rows, numbers that are not finite, a row of norm
 * zero, or rows of which no order is better than all others (all at one angle, for example)
 */
export function seriation(rows: ArrayLike<number>, columns: number): Seriation {
  const n = requireRows("seriation", "the matrix", rows, columns, 3);
  const similarity = cosineSimilarityMatrix(rows, columns).map((cosine) => (1 + cosine) / 2);
  const laplacian = similarity.map((value) => -value);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) laplacian[i * n + i] += similarity[i * n + j];
  }
  const { values, vectors } = symmetricEigen(laplacian, n), scale = values[n - 1];
  // A second eigenvalue 0 is a graph in parts, an eigenvalue found twice a plane of equally good orders.
  if (values[1] - values[0] <= GAP * scale || values[2] - values[1] <= GAP * scale) {
    throw new RangeError(
      `seriation: no order of the ${n} rows is better than all others; the Laplacian's smallest eigenvalues are ` +
        `${values[0]}, ${values[1]}, ${values[2]}`,
    );
  }
  const line = vectors.slice(n, 2 * n), sign = leadingSign(line);
  const coordinates = line.map((value) => sign * value);
  const order = Int32Array.from(line.keys()).sort((a, b) => coordinates[a] - coordinates[b]);
  return { coordinates, order };
}
