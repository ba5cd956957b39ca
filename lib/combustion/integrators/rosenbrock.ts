import { integrateAdaptively, type Stepper } from "./integrate_adaptively.ts";
import { factorLu, solveLu } from "./lu.ts";
import type { IntegrationOptions, OdeSolution, OdeSystem } from "./ode_system.ts";

/** RODAS of orders 4 and 3, L-stable (Hairer and Wanner, Solving ODEs II, IV.7); the last two stages add 1 · U. */
const GAMMA = 0.25;
const STATES = [
  [1.544],
  [0.9466785280815826, 0.2557011698983284],
  [3.314825187068521, 2.896124015972201, 0.9986419139977817],
  [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895],
];
const COUPLINGS = [
  [],
  [-5.6688],
  [-2.430093356833875, -0.2063599157091915],
  [-0.1073529058151375, -9.594562251023355, -20.47028614809616],
  [7.496443313967647, -10.24680431464352, -33.99990352819905, 11.7089089320616],
  [8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054],
];
/** State within a step, of order 3. */
const WITHIN = [
  [10.12623508344586, -7.487995877610167, -34.80091861555747, -7.992771707568823, 1.025137723295662],
  [-0.6762803392801253, 6.087714651680015, 16.43084320892478, 24.76722511418386, -6.594389125716872],
];

/**
 * Solves a stiff ẏ = f(y) by the implicit pair of orders 4 and 3 RODAS, one linear system per stage and no iterations.
 *
 * @param system with its exact Jacobian, on which the order of the method depends
 * @param initial y at the first time
 * @param times increasing
 * @throws {RangeError} for a system without a Jacobian, times that do not increase, tolerances that are not positive, or
 * more steps than allowed
 */
export function rosenbrockAdaptive(
  system: OdeSystem,
  initial: Float64Array,
  times: ArrayLike<number>,
  options: IntegrationOptions = {},
): OdeSolution {
  return integrateAdaptively(rodas(system), system, initial, times, options);
}

function rodas({ size, derivative, jacobian }: OdeSystem): Stepper {
  if (jacobian === undefined) {
    throw new RangeError("rosenbrockAdaptive: the system needs a Jacobian, got none");
  }
  const stages = Array.from({ length: 6 }, () => new Float64Array(size));
  const start = new Float64Array(size), state = new Float64Array(size), slope = new Float64Array(size);
  const right = new Float64Array(size), end = new Float64Array(size), first = new Float64Array(size);
  const byState = new Float64Array(size * size), factors = new Float64Array(size * size);
  const order = new Int32Array(size);
  const add = (weights: readonly number[], factor: number, out: Float64Array) => {
    for (let s = 0; s < weights.length; s++) {
      const weight = factor * weights[s], stage = stages[s];
      for (let k = 0; k < size; k++) out[k] += weight * stage[k];
    }
  };
  return {
    name: "rosenbrockAdaptive",
    errorOrder: 4,
    begin(from, fromSlope) {
      start.set(from);
      first.set(fromSlope);
      jacobian(start, byState);
    },
    attempt(h, next, error) {
      for (let i = 0; i < byState.length; i++) factors[i] = -byState[i];
      for (let k = 0; k < size; k++) factors[k * size + k] += 1 / (h * GAMMA);
      if (!factorLu(factors, order, size)) {
        error.fill(Infinity);
        return;
      }
      for (let s = 0; s < 6; s++) {
        if (s === 0) right.set(first);
        else {
          if (s < 5) {
            state.set(start);
            add(STATES[s - 1], 1, state);
          } else for (let k = 0; k < size; k++) state[k] += stages[4][k];
          derivative(state, slope);
          right.set(slope);
        }
        add(COUPLINGS[s], 1 / h, right);
        solveLu(factors, order, size, right, stages[s]);
      }
      error.set(stages[5]);
      for (let k = 0; k < size; k++) end[k] = next[k] = state[k] + error[k];
    },
    interpolate(share, out) {
      for (let k = 0; k < size; k++) {
        let one = 0, two = 0;
        for (let s = 0; s < 5; s++) {
          one += WITHIN[0][s] * stages[s][k];
          two += WITHIN[1][s] * stages[s][k];
        }
        out[k] = start[k] * (1 - share) + share * (end[k] + (1 - share) * (one + share * two));
      }
    },
  };
}
