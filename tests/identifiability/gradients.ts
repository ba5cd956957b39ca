/** What every model must meet: Jacobian and gradient are those of central differences of its values. */
import { assert, assertAlmostEquals } from "@std/assert";
import { meanSquaredError, type TrainableModel } from "../../lib/identifiability/mod.ts";

const STEP = 1e-5;

/** Fails unless the derivatives of a model at θ agree with differences. */
export function assertDerivatives(model: TrainableModel, theta: Float64Array, inputs: Float64Array): void {
  const values = model.values(theta, inputs), n = values.length, M = model.parameterCount;
  const jacobian = model.jacobian(theta, inputs), gradient = new Float64Array(M).fill(NaN);
  const samples = { inputs, targets: values.map((value, i) => value + Math.cos(i) + 0.5) };
  const loss = model.lossGradient(samples)(theta, gradient);
  assertAlmostEquals(loss, meanSquaredError(model, theta, samples), 1e-12);
  assert(jacobian.length === n * M);
  for (let p = 0; p < M; p++) {
    const moved = (by: number) => theta.map((value, q) => q === p ? value + by : value);
    const [above, below] = [STEP, -STEP].map((by) => model.values(moved(by), inputs));
    for (let i = 0; i < n; i++) {
      assertAlmostEquals(jacobian[i * M + p], (above[i] - below[i]) / (2 * STEP), 1e-8, `∂f(x${i})/∂θ${p}`);
    }
    const [up, down] = [STEP, -STEP].map((by) => meanSquaredError(model, moved(by), samples));
    assertAlmostEquals(gradient[p], (up - down) / (2 * STEP), 1e-7, `∂L/∂θ${p}`);
  }
}
