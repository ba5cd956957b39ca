/** How parallel the neurons of a layer are. */
import { cosineSimilarityMatrix } from "../linalg/mod.ts";
import type { MergeRule } from "./merge_rule.ts";
import type { Neurons } from "./neurons.ts";
import { vectorNorms, type Vectors } from "./vectors.ts";

/** Similarities of some neurons of a layer among each other. */
export interface Similarities {
  /** Numbers of the neurons in the layer, ascending. */
  readonly neurons: readonly number[];
  /** D `[n, n]`: cosine, that of the opposite where it is larger and the activation odd. */
  readonly values: Float64Array;
  /** Sign of the input vector that gives it `[n, n]`, and of the output. */
  readonly incomingSigns: Int8Array;
  readonly outgoingSigns: Int8Array;
}

/**
 * D_ij of the neurons that have a direction. A channel of a depthwise-separable block needs both: D is the smaller one of
 * its input vector's and its depthwise kernel's.
 *
 * @param neurons numbers of those to compare; none of them may be a zero vector
 */
export function similarities(neurons: Neurons, rule: MergeRule, among: readonly number[]): Similarities {
  const n = among.length, first = rowsOf(neurons.incoming, among);
  const values = cosineSimilarityMatrix(first, neurons.incoming.columns);
  const incomingSigns = new Int8Array(n * n).fill(1), outgoingSigns = new Int8Array(n * n).fill(1);
  if (rule.odd) {
    values.forEach((value, k) => {
      if (value < 0) [values[k], incomingSigns[k]] = [-value, -1];
    });
  }
  if (neurons.depthwise === null) {
    outgoingSigns.set(incomingSigns);
    return { neurons: among, values, incomingSigns, outgoingSigns };
  }
  const second = gaugedDepthwise(neurons, rule), { columns } = second, rows = rowsOf(second, among);
  const lengths = vectorNorms({ rows, columns });
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let kernel = 0;
      for (let c = 0; c < columns - 1; c++) kernel += rows[i * columns + c] * rows[j * columns + c];
      const bias = rows[(i + 1) * columns - 1] * rows[(j + 1) * columns - 1], k = i * n + j;
      // The opposite input gives the opposite of what the kernel sees, not of its bias.
      const cosine = (incomingSigns[k] * kernel + bias) / (lengths[i] * lengths[j]);
      if (rule.odd && cosine < 0) outgoingSigns[k] = -1;
      values[k] = Math.min(values[k], rule.odd ? Math.abs(cosine) : cosine, 1);
    }
  }
  return { neurons: among, values, incomingSigns, outgoingSigns };
}

/**
 * Depthwise kernels as they are behind input vectors of one length, where the activation lets a length move on.
 */
function gaugedDepthwise(neurons: Neurons, rule: MergeRule): Vectors {
  const { rows, columns } = neurons.depthwise!;
  if (!rule.homogeneous) return { rows, columns };
  const lengths = vectorNorms(neurons.incoming),
    mean = lengths.reduce((sum, r) => sum + r, 0) / lengths.length;
  return {
    columns,
    rows: rows.map((value, k) =>
      (k + 1) % columns === 0 ? value : value * lengths[Math.floor(k / columns)] / mean
    ),
  };
}

function rowsOf({ rows, columns }: Vectors, among: readonly number[]): Float64Array {
  const chosen = new Float64Array(among.length * columns);
  among.forEach((j, i) => chosen.set(rows.subarray(j * columns, (j + 1) * columns), i * columns));
  return chosen;
}
