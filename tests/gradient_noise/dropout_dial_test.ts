import * as tf from "@tensorflow/tfjs-core";
import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { dialWeights, dropoutDial, dropoutRegularizer } from "../../lib/gradient_noise/dial/mod.ts";
import {
  allDropoutMasks,
  dropoutGradientCovariance,
  dropoutLoss,
  empiricalLoss,
  explicitRegularizer,
  type TwoLayerProblem,
} from "../../lib/gradient_noise/mod.ts";
import { constant, grad, interpret, trace } from "../../lib/graph/mod.ts";
import { crossEntropy, multilayerPerceptron, unflatten, uniformFanIn } from "../../lib/nn/mod.ts";
import { parameterCount } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { largestDifference, smallProblem } from "./small_problem.ts";

/** Drift and noise: dropout, its mean alone, its noise alone, and two others. */
const SETTINGS = [[1, 1], [1, 0], [0, 1], [0.3, 2], [-0.5, 0.7]] as const;

/** R^drop of a two-layer network, traced. */
function tracedLoss({ activation, neurons, inputs, x, y }: TwoLayerProblem, theta: tf.Tensor) {
  const n = y.length, rows = tf.reshape(theta, [neurons, 1 + inputs]);
  const outgoing = tf.slice(rows, [0, 0], [neurons, 1]), inner = tf.slice(rows, [0, 1], [neurons, inputs]);
  const sums = tf.matMul(constant(x, [n, inputs]), inner, false, true);
  const hidden = activation === "tanh" ? tf.tanh(sums) : tf.relu(sums);
  return (mask: tf.Tensor) => {
    const output = tf.matMul(tf.mul(hidden, mask), outgoing);
    return tf.mul(0.5, tf.mean(tf.squaredDifference(output, constant(y, [n, 1])))) as tf.Scalar;
  };
}

/** Mean and covariance of weighted vectors. */
function moments(vectors: readonly { probability: number; gradient: ArrayLike<number> }[]) {
  const P = vectors[0].gradient.length, mean = new Float64Array(P), covariance = new Float64Array(P * P);
  for (const { probability, gradient } of vectors) {
    for (let k = 0; k < P; k++) mean[k] += probability * gradient[k];
  }
  for (const { probability, gradient } of vectors) {
    for (let at = 0; at < P * P; at++) {
      const row = Math.floor(at / P), column = at % P;
      covariance[at] += probability * (gradient[row] - mean[row]) * (gradient[column] - mean[column]);
    }
  }
  return { mean, covariance };
}

for (const activation of ["tanh", "relu"] as const) {
  Deno.test(`with R_1, mean and covariance over all masks are ∇R_S + a∇R_1 and b²Σ (${activation})`, () => {
    const keep = 0.6, { problem, theta } = smallProblem(4, 5, 1, activation), P = theta.length;
    const plain = empiricalLoss(problem, theta).gradient;
    const drift = explicitRegularizer(problem, theta, keep).gradient;
    const closed = dropoutGradientCovariance(problem, theta, keep);
    for (const [a, b] of SETTINGS) {
      const program = trace(
        ({ theta, masks }) => {
          const loss = tracedLoss(problem, theta), regularizer = dropoutRegularizer(loss, 4, keep);
          return { g: grad(dropoutDial(loss, masks, { drift: a, noise: b, regularizer }), theta) };
        },
        { theta: [P], masks: [1, 4] },
        { precision: "float64" },
      );
      const gradients = allDropoutMasks(4, keep).map(({ mask, probability }) => ({
        mask,
        probability,
        gradient: interpret(program, { theta, masks: mask }).g,
      }));
      const { mean, covariance } = moments(gradients);
      assertLess(largestDifference(mean, plain.map((value, k) => value + a * drift[k])), 1e-12);
      assertLess(largestDifference(covariance, closed.map((value) => b * b * value)), 1e-12);
      if (a !== 1 || b !== 1) continue;
      for (const { mask, gradient } of gradients) {
        assertLess(largestDifference(gradient, dropoutLoss(problem, theta, mask).gradient), 1e-12);
      }
    }
  });
}

Deno.test("without R_1, two masks do the same for two hidden layers and cross-entropy, whose R_1 has no formula", () => {
  const keep = 0.7, model = multilayerPerceptron({ widths: [2, 2, 2, 2], activation: "relu" });
  const theta = uniformFanIn(model.parameters, generator(4, "initial")).map((value) => 2 * value);
  const P = parameterCount(model.parameters), units = 4;
  const x = Float64Array.of(0.3, -1, 1.2, 0.4, -0.7, 0.9);
  const lossOf = (theta: tf.Tensor) => (mask: tf.Tensor) =>
    crossEntropy(
      model.apply(unflatten(theta, model.parameters), constant(x, [3, 2]), {
        hidden1: (value) => tf.mul(value, tf.slice(mask, [0], [2])),
        hidden2: (value) => tf.mul(value, tf.slice(mask, [2], [2])),
      }),
      tf.tensor1d([0, 1, 1], "int32"),
    );
  const single = trace(({ theta, mask }) => ({ g: grad(lossOf(theta)(mask), theta) }), {
    theta: [P],
    mask: [units],
  }, { precision: "float64" });
  const masks = allDropoutMasks(units, keep);
  const gradientUnder = (mask: Float64Array) => interpret(single, { theta, mask }).g;
  const dropout = moments(
    masks.map(({ mask, probability }) => ({ probability, gradient: gradientUnder(mask) })),
  );
  const plain = gradientUnder(new Float64Array(units).fill(1));
  for (const [a, b] of SETTINGS.filter(([a, b]) => 2 * b * b >= a * a)) {
    const program = trace(
      ({ theta, masks }) => ({ g: grad(dropoutDial(lossOf(theta), masks, { drift: a, noise: b }), theta) }),
      { theta: [P], masks: [2, units] },
      { precision: "float64" },
    );
    const { mean, covariance } = moments(masks.flatMap((first) =>
      masks.map((second) => ({
        probability: first.probability * second.probability,
        gradient: interpret(program, { theta, masks: Float64Array.of(...first.mask, ...second.mask) }).g,
      }))
    ));
    const wanted = plain.map((value, k) => value + a * (dropout.mean[k] - value));
    assertLess(largestDifference(mean, wanted), 1e-12);
    assertLess(largestDifference(covariance, dropout.covariance.map((value) => b * b * value)), 1e-12);
  }
});

Deno.test("weights of masks sum to the drift and their squares to the noise's; a = b = 1 is one mask", () => {
  for (const masks of [2, 3, 10]) {
    for (const [a, b] of [[1, 1], [0, 1], [0.3, 2], [-0.5, 0.7], [Math.sqrt(masks), 1]]) {
      const weights = dialWeights({ drift: a, noise: b }, masks);
      assertAlmostEquals(weights.reduce((sum, w) => sum + w, 0), a, 1e-12);
      assertAlmostEquals(Math.hypot(...weights), b, 1e-12);
    }
    assertLess(
      largestDifference(dialWeights({ drift: 1, noise: 1 }, masks), [1, ...Array(masks - 1).fill(0)]),
      1e-12,
    );
  }
  assertEquals([...dialWeights({ drift: 1, noise: 1 }, 1)], [1]);
});

Deno.test("R_1 of a loss that is not quadratic in the mask is refused, with what to do instead", () => {
  const losses = {
    "tanh behind the mask": (mask: tf.Tensor) => tf.sum(tf.square(tf.tanh(mask))),
    "relu behind the mask": (mask: tf.Tensor) => tf.sum(tf.square(tf.relu(tf.sub(mask, 0.5)))),
    "fourth powers": (mask: tf.Tensor) => tf.sum(tf.square(tf.square(mask))),
  };
  for (const [name, loss] of Object.entries(losses)) {
    assertThrows(
      () => trace(() => ({ r: dropoutRegularizer((mask) => loss(mask) as tf.Scalar, 3, 0.5) }), {}),
      RangeError,
      "not quadratic in the mask",
      name,
    );
  }
});

Deno.test("bad settings of the dial are refused by name", () => {
  const dial = (options: { drift: number; noise: number }, shape: number[]) => () =>
    trace(({ masks }) => ({ l: dropoutDial((z) => tf.sum(z) as tf.Scalar, masks, options) }), {
      masks: shape,
    });
  assertThrows(dial({ drift: NaN, noise: 1 }, [1, 2]), RangeError, "drift must be finite, got NaN");
  assertThrows(
    dial({ drift: 1, noise: -1 }, [1, 2]),
    RangeError,
    "noise must be finite and 0 or more, got -1",
  );
  assertThrows(dial({ drift: 1, noise: 1 }, [2]), RangeError, "masks must be rows [K, units], got shape [2]");
  assertThrows(dial({ drift: 1, noise: 0.5 }, [2, 2]), RangeError, "which needs 4 or more");
  assertThrows(dial({ drift: 0, noise: 1 }, [1, 2]), RangeError, "which needs 2 or more");
  assertThrows(dial({ drift: 1, noise: 0 }, [9, 2]), RangeError, "infinitely many");
  assertThrows(() => dialWeights({ drift: 1, noise: 1 }, 0), RangeError, "masks must be a positive integer");
});
