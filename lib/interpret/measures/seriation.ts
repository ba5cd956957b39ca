import { symmetricEigen } from "../../linalg/mod.ts";
import { requireRows } from "../../checks.ts";
import { cosineSimilarityMatrix } from "../../linalg/cosine_similarity.ts";
import { leadingSign } from "../../linalg/leading_sign.ts";

/** Rows on a line, with similar rows next to each other. */
export interface Seriation {
  /** position of each row on the line; unit vector, its entry of largest modulus (the first, on a tie) is positive */
  readonly coordinates: Float64Array;
  /** n row indices by ascending coordinate */
  readonly order: Int32Array;
}

/** Relative distance below which two eigenvalues count as equal. */
const GAP = 1e-9;

/**
 * Orders rows by their cosine similarity: spectral seriation (Atkins, Boman and Hendrickson, 1998) on
 * S_{ij} = (1 + cos_{ij})/2.
 *
 * The coordinates are the eigenvector of the second smallest eigenvalue of the Laplacian diag(S·1) − S. If some order
 * makes the similarity fall with the distance from the diagonal, this is that order, up to its direction, which the
 * sign convention fixes and which has no meaning.
 *
 * @param rows three rows or more of `columns` numbers, such as the embeddings of the items
 * @throws {RangeError} for fewer than three rows, incomplete rows, numbers that are not finite, a row of norm
 * zero, or rows without a best order (for example, all at the same angle)
 */
export function seriation(rows: ArrayLike<number>, columns: number): Seriation {
  const n = requireRows("seriation", "the matrix", rows, columns, 3);
  const similarity = cosineSimilarityMatrix(rows, columns).map((cosine) => (1 + cosine) / 2);
  const laplacian = similarity.map((value) => -value);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) laplacian[i * n + i] += similarity[i * n + j];
  }
  const { values, vectors } = symmetricEigen(laplacian, n), scale = values[n - 1];
  // A second eigenvalue of 0 means a disconnected graph, a double eigenvalue a plane of equally good orders.
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
