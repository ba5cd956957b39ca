/** Gradient flow of a squared residual in the linearised dynamics. */
import { decayIntegral } from "../../linalg/decay_integral.ts";
import { flowTimes, peakRatio } from "../../linalg/flow_readings.ts";
import { symmetricEigen } from "../../linalg/mod.ts";

/** State at the start, and kernels there. */
export interface LinearisedStart {
  /** K_ρρ, `[r, r]` row-major. */
  readonly kernel: Float64Array;
  /** K_eρ, `[n, r]` row-major. */
  readonly across: Float64Array;
  /** ρ, r numbers. */
  readonly residual: Float64Array;
  /** e, n numbers: the distance from the solution. */
  readonly error: Float64Array;
}

/** What happens after a switch to a residual loss. */
export interface LossJump {
  /** Times τ, learning rate × steps of gradient descent; the first is 0. */
  readonly times: Float64Array;
  /** Residual loss ‖ρ‖² at these times. */
  readonly residual: Float64Array;
  /** Data loss, the mean of e², at these times. */
  readonly data: Float64Array;
  /** J = max_τ L_data(τ)/L_data(0), and where it is reached; 1 at time 0 if the data loss only falls. */
  readonly jump: { readonly ratio: number; readonly time: number };
  /** Largest stable learning rate of gradient descent in the linearised dynamics. */
  readonly stableRate: number;
}

/** Decades that the times above 0 span. */
const DECADES = 6;

/**
 * e_τ = e_0 − K_eρ Σ_j v_j v_jᵀ ρ_0 (1 − e^(−2λ_jτ))/λ_j and ρ_τ = Σ_j v_j v_jᵀ ρ_0 e^(−2λ_jτ), with λ_j, v_j of K_ρρ.
 *
 * The residual loss falls in every mode. The data loss may rise, since K_eρ is not symmetric: where the residual's
 * large parts are of high frequency, the kernel answers with a low one.
 *
 * @param horizon last time, in steps at the largest stable rate
 * @throws {RangeError} if the kernel is 0
 */
export function linearisedFlow(
  where: string,
  { kernel, across, residual, error }: LinearisedStart,
  horizon: number,
): LossJump {
  const r = residual.length, n = error.length, { values, vectors } = symmetricEigen(kernel, r);
  const rates = values.map((value) => Math.max(0, value));
  if (rates[r - 1] === 0) throw new RangeError(`${where}: nothing changes the residual, its kernel is 0`);
  const stableRate = 1 / rates[r - 1], times = flowTimes(horizon * stableRate, DECADES);
  const parts = new Float64Array(r), columns = new Float64Array(n * r);
  for (let j = 0; j < r; j++) {
    for (let i = 0; i < r; i++) parts[j] += vectors[j * r + i] * residual[i];
  }
  for (let row = 0; row < n; row++) {
    for (let j = 0; j < r; j++) {
      let sum = 0;
      for (let i = 0; i < r; i++) sum += across[row * r + i] * vectors[j * r + i];
      columns[row * r + j] = sum;
    }
  }
  const empty = () => new Float64Array(times.length), curves = { residual: empty(), data: empty() };
  times.forEach((time, at) => {
    const moved = rates.map((rate, j) => parts[j] * decayIntegral(rate, 2 * time));
    curves.residual[at] = rates.reduce(
      (sum, rate, j) => sum + (parts[j] * Math.exp(-2 * rate * time)) ** 2,
      0,
    );
    for (let row = 0; row < n; row++) {
      let value = error[row];
      for (let j = 0; j < r; j++) value -= columns[row * r + j] * moved[j];
      curves.data[at] += value * value / n;
    }
  });
  return { times, ...curves, jump: peakRatio(curves.data, times), stableRate };
}
