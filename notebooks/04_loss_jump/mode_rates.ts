/**
 * L6: how fast each frequency of an error falls at initialisation, by the empirical kernels of a two-layer network
 * Σ a_j tanh(w_j x + b_j) and its derivatives, for several scales σ of w and orders m of the operator.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import { multilayerPerceptron, parametersByName, parameterSize } from "../../lib/nn/mod.ts";
import { evenPoints, meanModeRate, modeJacobian, modeRates } from "../../lib/pde/mod.ts";
import { generator, normalArray, uniformArray } from "../../lib/random/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";

/** Numbers of the set-up; the notebook says where they come from. */
export const RATES = {
  neurons: 500,
  points: 200,
  /** The points lie evenly in [−length/2, length/2]. */
  length: 2 * Math.PI,
  frequencies: Array.from({ length: 21 }, (_, k) => k),
  /** Scales of w ~ N(0, σ²) for the orders 0 and 2. */
  sigmas: [1, 2, 3, 4],
  /** Orders of the operator at the first σ. */
  orders: [0, 1, 2, 3, 4],
};

/** Rates of one network, one entry per frequency. */
export interface RateCurves {
  sigma: number;
  order: number;
  /** Diagonal of J_m J_mᵀ in the modes. */
  rate: number[];
  /** |φᵀ J_0 J_mᵀ φ| k^m, the rate at which the error itself falls. */
  cross: number[];
  /** k^2m times the mean of e^(−πk/|w|) over the drawn weights. */
  theory: number[];
}

/** Rates of one network by scale and order. */
export async function ratesOfSeed(settings: typeof RATES, seed: number): Promise<RateCurves[]> {
  const { neurons, length, frequencies } = settings;
  const model = multilayerPerceptron({ widths: [1, neurons, 1], activation: "tanh" });
  const domain = [-length / 2, length / 2] as const, points = evenPoints(domain, settings.points);
  const curves: RateCurves[] = [];
  for (const sigma of settings.sigmas) {
    const theta = new Float64Array(model.parameters.reduce((sum, spec) => sum + parameterSize(spec), 0));
    const { weight1: w, bias1: b, weight2: a } = parametersByName(theta, model.parameters);
    const stream = generator(seed, "two-layer");
    w.set(normalArray(stream.fork("w"), neurons, 0, sigma));
    // Every neuron's bend −b/w lies somewhere on the interval.
    const bends = uniformArray(stream.fork("bends"), neurons, ...domain);
    b.set(w.map((value, j) => -value * bends[j]));
    a.set(normalArray(stream.fork("a"), neurons, 0, 1 / Math.sqrt(neurons)));
    const orders = sigma === settings.sigmas[0] ? settings.orders : [0, 2];
    const value = await modeJacobian(model, theta, points, 0);
    for (const order of orders) {
      const derived = order === 0 ? value : await modeJacobian(model, theta, points, order);
      const cross = modeRates(value, derived, domain, frequencies);
      curves.push({
        sigma,
        order,
        rate: rounded(modeRates(derived, derived, domain, frequencies)),
        cross: rounded(cross.map((rate, i) => Math.abs(rate) * frequencies[i] ** order)),
        theory: rounded(frequencies.map((k) => meanModeRate(k, w, order))),
      });
    }
  }
  return curves;
}

export default experiment({
  at: import.meta,
  revision: 1,
  precision: "float64",
  settings: RATES,
  seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  quick: {
    settings: { ...RATES, neurons: 200, points: 64, sigmas: [1, 3], orders: [0, 2] },
    seeds: [0, 1, 2],
  },
  steps: () => 0,
  run: (settings, seed) => ratesOfSeed(settings, seed),
});
