import { generator } from "../../random/mod.ts";
import { PathMoments } from "./moments.ts";
import { MaskTable } from "./mask_table.ts";
import {
  checkedPathOptions,
  driftCorrection,
  type PathOptions,
  type PathStatistics,
} from "./path_options.ts";
import { PathStepper } from "./path_stepper.ts";

/**
 * Simulates paths of dropout or of its equations, one after the other in typed arrays, and summarises their
 * observables.
 *
 * The equations take the square-root-free step (in the spirit of SVAG): with dt = ε/ℓ and a fresh mask η,
 * θ ← θ − b(θ) dt + √(ε dt) (∇L_S − ∇R^drop(θ; η)). Its mean and covariance are exact, and its law tends to that of the
 * equation as ℓ grows; no Σ^{1/2} is needed.
 *
 * A version that batches paths on the engine takes longer, as the tests show.
 *
 * @param options problem, start, p, ε, steps, paths, process, seed; at most 20 neurons
 * @returns means and standard deviations over the paths after each step of dropout
 * @throws {RangeError} for options out of range, or if a path diverges, as paths do for ε of 0.4 and more
 *
 * @example Without dropout all paths are the same
 * ```ts
 * import { simulatePaths } from "../mod.ts";
 *
 * const x = Float64Array.of(0, 1, 1, 1), y = Float64Array.of(0, 1); // rows (x, 1): a bias
 * const { sd } = simulatePaths({
 *   problem: { activation: "tanh", neurons: 1, inputs: 2, x, y },
 *   start: [1, 0.5, 0],
 *   keep: 1,
 *   rate: 0.1,
 *   steps: 5,
 *   paths: 10,
 *   process: { kind: "dropout" },
 *   seed: 0,
 * });
 * if (!sd.L_S.every((value) => value < 1e-15)) throw new Error("one path");
 * ```
 */
export function simulatePaths(options: PathOptions): PathStatistics {
  const { problem, start, keep, rate, steps, paths, process, seed } = checkedPathOptions(
    "simulatePaths",
    options,
  );
  const stepper = new PathStepper(problem, keep), masks = new MaskTable(problem.neurons, keep);
  const { theta } = stepper,
    stream = generator(seed, "paths", process.kind),
    moments = new PathMoments(steps + 1);
  const substeps = process.kind === "dropout" ? 1 : process.substeps;
  const correction = driftCorrection(process, rate);
  for (let path = 0; path < paths; path++) {
    theta.set(start);
    moments.add(0, stepper.observables());
    for (let step = 1; step <= steps; step++) {
      for (let k = 0; k < substeps; k++) {
        const bits = masks.draw(stream);
        if (process.kind === "dropout") stepper.dropoutStep(bits, rate);
        else stepper.equationStep(bits, { rate, substeps, regularised: process.kind === "sme", correction });
      }
      const values = stepper.observables();
      if (!Number.isFinite(values[2])) {
        throw new RangeError(
          `simulatePaths: path ${path} ran off to infinity by step ${step} at ε = ${rate}; a smaller ε may hold it`,
        );
      }
      moments.add(step, values);
    }
  }
  return moments.statistics(rate);
}
