/** Orthogonal initial weights (Saxe, McClelland and Ganguli, 2014). */
import { orthogonalise, unit } from "../linalg/orthogonalise.ts";
import { type Generator, normalArray } from "../random/mod.ts";
import { requirePositive } from "../checks.ts";
import { initialize, zeros } from "./initialize.ts";
import { parameterRole, parameterSize, type ParameterSpec } from "./parameter.ts";

/** Settings of {@linkcode orthogonal}. */
export interface OrthogonalOptions {
  /** Factor of every weight; 1 by default. */
  gain?: number;
}

/**
 * Weights orthogonal, biases zero, embeddings standard normal.
 *
 * A weight `[…, out]` is treated as a matrix with the leading axes as rows. If it has more rows than columns, its
 * columns are orthonormal, otherwise its rows, each times the gain; the matrix is uniform among those (Haar).
 *
 * @throws {RangeError} for a gain that is not positive and finite, or two parameters of one name
 */
export function orthogonal(
  specs: readonly ParameterSpec[],
  generator: Generator,
  options: OrthogonalOptions = {},
): Float64Array {
  const gain = requirePositive("orthogonal", "the gain", options.gain ?? 1);
  return initialize(specs, generator, (spec, stream) => {
    const role = parameterRole(spec), size = parameterSize(spec);
    if (role === "bias") return zeros(spec);
    if (role === "embedding") return normalArray(stream, size, 0, 1);
    const columns = spec.shape[spec.shape.length - 1], rows = size / columns;
    const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)];
    const vectors = orthonormalVectors(stream, count, length);
    const at = rows >= columns
      ? (i: number, j: number) => vectors[j][i]
      : (i: number, j: number) => vectors[i][j];
    return Float64Array.from({ length: size }, (_, k) => gain * at(Math.floor(k / columns), k % columns));
  });
}

/** Gram–Schmidt on normal vectors. */
function orthonormalVectors(stream: Generator, count: number, length: number): Float64Array[] {
  const basis: Float64Array[] = [];
  for (let k = 0; k < count; k++) {
    const vector = normalArray(stream, length, 0, 1);
    orthogonalise(vector, basis);
    basis.push(unit(vector));
  }
  return basis;
}
