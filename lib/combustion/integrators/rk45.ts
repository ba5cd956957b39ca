import { integrateAdaptively, type Stepper } from "./integrate_adaptively.ts";
import type { IntegrationOptions, OdeSolution, OdeSystem } from "./ode_system.ts";

/** Dormand and Prince 1980; the last row is also that of the result, of order 5. */
const STAGES = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];
/** Result less that of order 4. */
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];
/** Powers 1 … 4 of the share of the step, of order 4 within it (Shampine 1986). */
const WITHIN = [
  [1, -8048581381 / 2820520608, 8663915743 / 2820520608, -12715105075 / 11282082432],
  [0, 0, 0, 0],
  [0, 131558114200 / 32700410799, -68118460800 / 10900136933, 87487479700 / 32700410799],
  [0, -1754552775 / 470086768, 14199869525 / 1410260304, -10690763975 / 1880347072],
  [0, 127303824393 / 49829197408, -318862633887 / 49829197408, 701980252875 / 199316789632],
  [0, -282668133 / 205662961, 2019193451 / 616988883, -1453857185 / 822651844],
  [0, 40617522 / 29380423, -110615467 / 29380423, 69997945 / 29380423],
];
/** h|λ| at which the method loses its stability on the negative axis (Hairer and Wanner, Solving ODEs II, IV.2). */
const STABILITY = 3.25;

/**
 * Solves ẏ = f(y) by the explicit pair of orders 5 and 4 of Dormand and Prince.
 *
 * @param initial y at the first time
 * @param times increasing
 * @throws {RangeError} for times that do not increase, tolerances that are not positive, or a system that needs more
 * steps than allowed; if stability limits the steps, the error says so and names `rosenbrock`
 */
export function rk45Adaptive(
  system: OdeSystem,
  initial: Float64Array,
  times: ArrayLike<number>,
  options: IntegrationOptions = {},
): OdeSolution {
  return integrateAdaptively(dormandPrince(system), system, initial, times, options);
}

function dormandPrince(system: OdeSystem): Stepper {
  const { size } = system, slopes = Array.from({ length: 7 }, () => new Float64Array(size));
  const start = new Float64Array(size), stage = new Float64Array(size), end = new Float64Array(size);
  let h = 0;
  /** start + h Σ weights · slopes */
  const add = (weights: readonly number[], out: Float64Array) => {
    out.set(start);
    for (let s = 0; s < weights.length; s++) {
      const weight = h * weights[s], slope = slopes[s];
      if (weight !== 0) { for (let k = 0; k < size; k++) out[k] += weight * slope[k]; }
    }
  };
  return {
    name: "rk45Adaptive",
    errorOrder: 5,
    begin(state, slope) {
      start.set(state);
      slopes[0].set(slope);
    },
    attempt(step, next, error) {
      h = step;
      for (let s = 0; s < 5; s++) {
        add(STAGES[s], stage);
        system.derivative(stage, slopes[s + 1]);
      }
      add(STAGES[5], next);
      end.set(next);
      system.derivative(next, slopes[6]);
      error.fill(0);
      for (let s = 0; s < 7; s++) for (let k = 0; k < size; k++) error[k] += h * ERROR[s] * slopes[s][k];
    },
    interpolate(share, out) {
      add(
        WITHIN.map(([a, b, c, d]) => share * (a + share * (b + share * (c + share * d)))),
        out,
      );
    },
    finalSlope: () => slopes[6],
    /** Stages 6 and 7 stand at the same time: the change of their slopes over that of their states is |λ|. */
    limitingRate(scale) {
      let slope = 0, distance = 0;
      for (let k = 0; k < size; k++) {
        slope += ((slopes[6][k] - slopes[5][k]) / scale[k]) ** 2;
        distance += ((end[k] - stage[k]) / scale[k]) ** 2;
      }
      const rate = distance > 0 ? Math.sqrt(slope / distance) : 0;
      return h * rate > STABILITY ? rate : 0;
    },
  };
}
