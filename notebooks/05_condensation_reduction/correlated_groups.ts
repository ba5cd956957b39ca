/** Groups by the correlation of outputs on data, in place of the cosine of weights. */
import {
  type Calibration,
  condensationGroups,
  type Cut,
  groupsBySimilarity,
  layerAt,
  mergeRule,
  neuronsOf,
  type TrainedNetwork,
} from "../../lib/condensation/mod.ts";
import * as tf from "@tensorflow/tfjs-core";
import { compile, trace } from "../../lib/graph/mod.ts";
import { recordInner, unflatten } from "../../lib/nn/mod.ts";

/** As many groups of a perceptron's layer as are wanted (or the next number above), by bisection of the threshold. */
export async function correlatedGroups(
  network: TrainedNetwork,
  index: number,
  { inputs }: Calibration,
  wanted: number,
): Promise<Cut> {
  const model = network.build(network.widths), name = `hidden${index + 1}`, count = network.widths[index];
  const program = trace(
    ({ flat, x }) => {
      const inner = recordInner([name]);
      model.apply(unflatten(flat, model.parameters), x, inner.hooks);
      const h = inner.tensors[name], centred = tf.sub(h, tf.mean(h, 0));
      return { covariance: tf.matMul(centred, centred, true) };
    },
    { flat: [network.parameters.length], x: inputs.shape },
    { precision: "float64" },
  );
  const run = await compile(program);
  const { covariance } = await run.run({ flat: network.parameters, x: inputs.values });
  await run.dispose();
  const neurons = neuronsOf(network, layerAt(network, index)), rule = mergeRule(network.activation);
  const values = new Float64Array(count * count), signs = new Int8Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      const k = i * count + j, scale = Math.sqrt(covariance[i * count + i] * covariance[j * count + j]);
      values[k] = i === j ? 1 : Math.min(1, Math.abs(covariance[k]) / scale);
      signs[k] = covariance[k] < 0 ? -1 : 1;
    }
  }
  const alike = {
    neurons: Array.from({ length: count }, (_, j) => j),
    values,
    incomingSigns: signs,
    outgoingSigns: signs,
  };
  const at = (tau: number) => groupsBySimilarity(neurons, rule, { tau, normSpread: 1000 }, alike);
  let low = 1e-6, high = 1, groups = condensationGroups(neurons, rule, { tau: 1, normSpread: 1000 });
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2, found = at(middle);
    if (found.length >= wanted) [groups, high] = [found, middle];
    else low = middle;
  }
  return { groups, dropped: [] };
}
