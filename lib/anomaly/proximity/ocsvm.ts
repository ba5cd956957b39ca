import { requirePositive } from "../../checks.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { SharedGeometry } from "../neighbours/shared_geometry.ts";
import { oneClassDual } from "./one_class_dual.ts";

/** Settings of {@link ocsvm}. */
export interface OcsvmOptions {
  /** ν in (0, 1]: at most this share of the standard windows lies outside */
  readonly nu: number;
  /** γ of the kernel exp(−γ‖x − y‖²); 0 for 1/d */
  readonly gamma: number;
  /** violation of the optimality conditions at which the search ends */
  readonly tolerance: number;
}

/**
 * One-class support vector machine (Schölkopf et al. 2001): ρ − Σ_i α_i k(x_i, x), with 0 ≤ α_i ≤ 1 and Σα_i = νn as in
 * `sklearn.svm.OneClassSVM`; larger outside.
 */
export const ocsvm: DetectorFactory<OcsvmOptions> = defineDetector<OcsvmOptions>({
  number: 35,
  name: "OCSVM",
  family: "proximity",
  seedable: false,
  defaults: { nu: 0.5, gamma: 0, tolerance: 1e-3 },
  check({ nu, gamma, tolerance }, where) {
    if (!(nu > 0 && nu <= 1)) throw new RangeError(`${where}: nu must lie in (0, 1], got ${nu}`);
    if (!(gamma >= 0 && gamma < Infinity)) {
      throw new RangeError(`${where}: gamma must be 0 (for 1/d) or positive and finite, got ${gamma}`);
    }
    requirePositive(where, "tolerance", tolerance);
  },
  fit(standard, { nu, gamma, tolerance }, shared) {
    const rate = gamma || 1 / standard.length;
    const { alphas, rho } = oneClassDual(kernelRows(shared, rate), standard.count, nu, tolerance);
    const support = Int32Array.from(alphas.keys()).filter((i) => alphas[i] > 0);
    return {
      score(windows) {
        const scores = new Float64Array(windows.count);
        shared.squaredRows(windows, (i, squared) => {
          let sum = 0;
          for (const j of support) sum += alphas[j] * Math.exp(-rate * squared[j]);
          scores[i] = rho - sum;
        });
        return scores;
      },
    };
  },
});

/** All rows of the kernel matrix where they fit into memory, or a function that computes one. */
function kernelRows(shared: SharedGeometry, rate: number): (i: number) => Float64Array {
  const rows = new Map<number, Float64Array>(),
    kernel = (squared: Float64Array) => squared.map((s) => Math.exp(-rate * s));
  const most = Math.max(2, Math.floor(SharedGeometry.KEPT / shared.standard.count));
  return (i) => {
    let row = rows.get(i);
    if (row) return row;
    row = kernel(shared.squaredRow(i));
    // The oldest row goes; the solver asks for the same few again and again.
    if (rows.size >= most) rows.delete(rows.keys().next().value!);
    rows.set(i, row);
    return row;
  };
}
