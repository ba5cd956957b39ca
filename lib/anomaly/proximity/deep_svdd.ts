import * as tf from "@tensorflow/tfjs-core";
import { compile, constant, type Precision, trace } from "../../graph/mod.ts";
import { chain, dense, type Model, parameterCount, unflatten } from "../../nn/mod.ts";
import { scaled, standardScale } from "../columns.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { compiledScores } from "../nets/compiled_scores.ts";
import {
  checkNetOptions,
  initialParameters,
  NET_DEFAULTS,
  NET_OPTIONAL,
  type NetOptions,
} from "../nets/net_options.ts";
import { requireUnits } from "../nets/require_units.ts";
import { trainNet } from "../nets/train_net.ts";
import type { Windows } from "../windows.ts";

/** Settings of {@link deepSvdd}. */
export interface DeepSvddOptions extends NetOptions {
  /** units of the layers, the last one the space of the sphere */
  readonly hidden: readonly number[];
  /** weight of Σ ‖W‖ of the layers in the loss */
  readonly weightDecay: number;
}

/** Size below which a coordinate of the centre is moved away from 0, where a unit that is off would be at it. */
const LEAST_CENTRE = 0.1;

/**
 * Deep support vector data description (Ruff et al. 2018): ‖φ(x) − c‖² for a ReLU net φ without biases on windows that are
 * z-scored by the standard ones, and c the mean of its first pass; as `pyod.models.deep_svdd.DeepSVDD`.
 */
export const deepSvdd: DetectorFactory<DeepSvddOptions> = defineDetector<DeepSvddOptions>({
  number: 36,
  name: "DeepSVDD",
  family: "proximity",
  seedable: true,
  defaults: { ...NET_DEFAULTS, hidden: [64, 32], epochs: 100, learningRate: 1e-4, weightDecay: 1e-6 },
  optional: NET_OPTIONAL,
  check(options, where) {
    checkNetOptions(options, where);
    requireUnits(where, "hidden", options.hidden);
    if (!(options.weightDecay >= 0)) {
      throw new RangeError(`${where}: weightDecay must be 0 or more, got ${options.weightDecay}`);
    }
  },
  async fit(standard, options) {
    const { hidden, precision, weightDecay } = options, { length } = standard;
    const scale = standardScale(standard), rows = scaled(standard, scale);
    const model = chain(Object.fromEntries(hidden.map((units, i) => {
      const inputs = i === 0 ? length : hidden[i - 1];
      return [`layer${i + 1}`, dense({ inputs, units, activation: "relu", bias: false })];
    })));
    const centre = await firstCentre(
      model,
      initialParameters("DeepSVDD", model.parameters, options),
      rows,
      precision,
    );
    const squared = (tensors: tf.Tensor[], x: tf.Tensor) =>
      tf.sum(tf.squaredDifference(model.apply(tensors, x), constant(centre, [centre.length])), 1);
    const trained = await trainNet({
      where: "DeepSVDD",
      parameters: model.parameters,
      rows: { values: rows.values, count: rows.count, width: length },
      loss(tensors, batch) {
        const sizes = tensors.map((weight) => tf.sqrt(tf.sum(tf.square(weight))));
        return tf.add(
          tf.mean(squared(tensors, batch)),
          tf.mul(constant(weightDecay), tf.addN(sizes)),
        ) as tf.Scalar;
      },
    }, options);
    const net = await compiledScores(
      { parameters: model.parameters, trained, precision },
      length,
      (tensors, x) => ({ distance: squared(tensors, x) }),
    );
    return {
      score: async (windows) => (await net.read(scaled(windows, scale))).distance,
      dispose: net.dispose,
    };
  },
});

/** Mean of the net's outputs at its start, without coordinates close to 0. */
async function firstCentre(
  model: Model,
  initial: Float64Array,
  { values, count, length }: Windows,
  precision: Precision,
): Promise<Float64Array> {
  const program = trace(
    ({ flat }) => ({
      centre: tf.mean(model.apply(unflatten(flat, model.parameters), constant(values, [count, length])), 0),
    }),
    { flat: [parameterCount(model.parameters)] },
    { precision },
  );
  const compiled = await compile(program, { engine: "onnx" });
  try {
    const { centre } = await compiled.run({ flat: initial });
    return Float64Array.from(centre, (value) => value > 0 ? Math.max(value, LEAST_CENTRE) : value);
  } finally {
    await compiled.dispose();
  }
}
