/** The early losses of a training, from the tangent kernel at its start. */
import { requireFinite, requirePositive } from "../checks.ts";
import { decayIntegral } from "../linalg/decay_integral.ts";
import { flowTimes, peakRatio } from "../linalg/flow_readings.ts";
import { projectRows } from "../linalg/mod.ts";
import type { Model } from "../nn/mod.ts";
import { nudft } from "../spectral/mod.ts";
import { kernelModes } from "./kernel_modes.ts";
import { checkedWeights, countPoints, type LabelledPoints } from "./labelled_points.ts";
import {
  directionOf,
  type PhantomFrequency,
  phantomFrequency,
  type PhantomOptions,
} from "./phantom_frequency.ts";
import { initialTangentKernel } from "./tangent_kernel.ts";

/** Settings of {@linkcode predictGrokking}. */
export interface GrokkingSetup extends PhantomOptions {
  readonly model: Model;
  /** Initial parameters, flat. */
  readonly parameters: Float64Array;
  /** Rows that are trained on. */
  readonly train: LabelledPoints;
  /** Rows of the test loss; a few hundred suffice. */
  readonly test: LabelledPoints;
  /**
   * How far to look ahead, in steps of gradient descent at the largest stable rate; 100 by default, which is about as
   * far as the kernel was within 2 % of networks (notebook 01, X4).
   */
  readonly horizon?: number;
  /** Times τ to predict, 0 first and rising, instead of 200 up to the horizon. */
  readonly times?: ArrayLike<number>;
}

/** What the initial tangent kernel says about a training. */
export interface GrokkingPrediction {
  /** A_low of the training set, and its frequency. */
  readonly phantom: PhantomFrequency;
  /** Times τ, learning rate × steps of gradient descent on the mean squared error; the first is 0. */
  readonly times: Float64Array;
  /** Training loss, weighted if there are weights, and test loss at these times. */
  readonly train: Float64Array;
  readonly test: Float64Array;
  /** Distance |F[f_τ](k) − F[y](k)| on the test rows at the phantom's frequency; all 0 without a phantom. */
  readonly phantomError: Float64Array;
  /** R = max_τ L_test(τ)/L_test(0), and where it is reached. */
  readonly rise: { readonly ratio: number; readonly time: number };
  /** Largest stable learning rate of gradient descent in the linearised dynamics. */
  readonly stableRate: number;
}

/** Decades that the times above 0 span by default. */
const DECADES = 4;

/**
 * Predicts before training whether the test loss will rise first: A_low of the training set, and the losses of
 * kernel regression with the network's tangent kernel at its initial parameters,
 * f_τ(·) = f_0(·) + K(·, X) W^½ Σ_j v_j v_jᵀ W^½ (y − f_0) (1 − e^(−2λ_jτ/N))/λ_j, with λ_j, v_j of W^½ K(X, X) W^½ and
 * N the number of training targets.
 *
 * This is gradient descent at a small rate on the mean squared error, as long as the kernel keeps its shape. Adam takes
 * another path, so only the order and the sign of predicted rises carry over, not times.
 *
 * ```ts
 * import { predictGrokking } from "@paper-notebooks/lib/grokking";
 * import { sinePoints } from "@paper-notebooks/lib/data";
 * import { multilayerPerceptron, uniformFanIn } from "@paper-notebooks/lib/nn";
 * import { generator } from "@paper-notebooks/lib/random";
 * import { linspace } from "@paper-notebooks/lib/spectral";
 *
 * const model = multilayerPerceptron({ widths: [1, 50, 50, 1], activation: "sin" });
 * const parameters = uniformFanIn(model.parameters, generator(0, "initial"));
 * const on = (x: Float64Array) => ({ x, y: x.map((v) => Math.sin(6 * v)) });
 * const test = on(linspace(-Math.PI, Math.PI, 101)), n = 40;
 * const uneven = await predictGrokking({ model, parameters, train: on(sinePoints({ n, kind: "non-uniform" })), test });
 * const even = await predictGrokking({ model, parameters, train: on(sinePoints({ n, kind: "uniform" })), test });
 * if (!(uneven.rise.ratio > 1.1 && even.rise.ratio < 1.01)) throw new Error();
 * ```
 *
 * @throws {RangeError} for rows, targets, parameters or weights that do not fit or are not finite, a horizon that is
 *   not positive, times that do not rise from 0, parameters
 *   that do not move the training outputs, and as {@linkcode phantomFrequency} does
 */
export async function predictGrokking(setup: GrokkingSetup): Promise<GrokkingPrediction> {
  const where = "predictGrokking", { model, parameters, train, test, inputs = 1 } = setup;
  const horizon = requirePositive(where, "horizon", setup.horizon ?? 100);
  if (setup.times) requireTimes(where, setup.times);
  const { train: rows, targets } = countPoints(where, train, test, inputs);
  const weights = checkedWeights(where, setup.weights, rows);
  const phantom = phantomFrequency(train, test, setup);
  const start = await initialTangentKernel(model, parameters, { inputs, train: train.x, test: test.x });
  const N = train.y.length;
  if (start.train.length !== N) {
    throw new RangeError(
      `${where}: the model gives ${start.train.length / rows} numbers a row, the targets ${targets}`,
    );
  }
  const root = train.y.map((_, i) => Math.sqrt(weights[Math.floor(i / targets)]));
  const modes = kernelModes(start, root, train.y);
  if (modes.rates[N - 1] === 0) {
    throw new RangeError(`${where}: no parameter changes a training output, so the kernel is 0`);
  }
  const stableRate = N / modes.rates[N - 1];
  const times = Float64Array.from(setup.times ?? flowTimes(horizon * stableRate, DECADES));
  const along = projectRows(test.x, directionOf(where, setup.direction, inputs));
  const empty = () => new Float64Array(times.length), curves = { train: empty(), test: empty() };
  const phantomError = empty();
  times.forEach((time, at) => {
    const grown = modes.rates.map((rate, j) => modes.residual[j] * decayIntegral(rate, 2 * time / N));
    // Residuals of the modes are orthogonal.
    curves.train[at] = modes.rates.reduce(
      (sum, rate, j) => sum + (modes.residual[j] * Math.exp(-2 * rate * time / N)) ** 2 / N,
      0,
    );
    const errors = test.y.map((wanted, i) => {
      let value = start.test[i] - wanted;
      for (let j = 0; j < N; j++) value += modes.across[i * N + j] * grown[j];
      return value;
    });
    curves.test[at] = errors.reduce((sum, error) => sum + error * error, 0) / errors.length;
    if (phantom.frequency === null) return;
    const own = along.map((_, i) => errors[i * targets + phantom.target]);
    const { re, im } = nudft(along, own, [phantom.frequency]);
    phantomError[at] = Math.hypot(re[0], im[0]);
  });
  return { phantom, times, ...curves, phantomError, rise: peakRatio(curves.test, times), stableRate };
}

function requireTimes(where: string, times: ArrayLike<number>): void {
  requireFinite(where, "times", times, 2);
  if (times[0] !== 0) throw new RangeError(`${where}: times[0] must be 0, got ${times[0]}`);
  for (let i = 1; i < times.length; i++) {
    if (!(times[i] > times[i - 1])) {
      throw new RangeError(
        `${where}: the times must rise, but times[${i}] = ${times[i]} follows ${times[i - 1]}`,
      );
    }
  }
}
