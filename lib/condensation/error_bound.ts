/** The largest change that a cut can cause. */
import { dot } from "../linalg/orthogonalise.ts";
import { norm } from "../linalg/norm.ts";
import type { Cut } from "./group.ts";
import type { HiddenLayer } from "./hidden_layers.ts";
import type { MergeRule } from "./merge_rule.ts";
import { neuronAmplitudes, type Neurons } from "./neurons.ts";
import { vectorNorms } from "./vectors.ts";

/**
 * A bound on the change of the next layer's sums, ‖Σ_j a_j h_j − Σ_G a_G h_G‖, by merging with summed outgoing weights:
 * Lip(σ) Σ_j ‖a_j‖ (r_j √(2(1 − D_j)) + 2|r_j − r̄|) ‖(x, 1)‖, with D_j the cosine to the group's direction. The second
 * term, of |tanh(rz) − (r/r̄) tanh(r̄z)| ≤ 2|r − r̄||z|, vanishes for homogeneous activations.
 *
 * @param inputNorm the largest ‖(x, 1)‖
 * @returns `null` behind a depthwise kernel, for which there is no such bound
 */
export function mergeBound(
  neurons: Neurons,
  { groups }: Cut,
  { rowsPerNeuron }: HiddenLayer,
  rule: MergeRule,
  inputNorm: number,
): number | null {
  if (neurons.depthwise) return null;
  const { rows, columns } = neurons.incoming, lengths = vectorNorms(neurons.incoming);
  const amplitudes = neuronAmplitudes(neurons);
  const vector = (j: number) => rows.subarray(j * columns, (j + 1) * columns);
  let bound = 0;
  for (const { members, signs } of groups) {
    if (members.length === 1) continue;
    const sum = new Float64Array(columns);
    let total = 0, weighted = 0;
    members.forEach((j, i) => {
      const own = vector(j), factor = signs[i][0] * amplitudes[j] / lengths[j];
      for (let c = 0; c < columns; c++) sum[c] += factor * own[c];
      total += amplitudes[j];
      weighted += amplitudes[j] * lengths[j];
    });
    const size = norm(sum), mean = weighted / total;
    if (total === 0) continue;
    members.forEach((j, i) => {
      const cosine = Math.min(1, signs[i][0] * dot(vector(j), sum) / (lengths[j] * size));
      const angle = lengths[j] * Math.sqrt(2 * (1 - cosine));
      bound += neurons.outgoing[j] * (angle + (rule.homogeneous ? 0 : 2 * Math.abs(lengths[j] - mean)));
    });
  }
  // A neuron enters at each place of the next kernel with a change of its own.
  return rule.lipschitz * bound * inputNorm * Math.sqrt(rowsPerNeuron);
}
