/** The optimistic sample size R_f(f*) by closed formulas, and the empirical one. */
import { requireInteger } from "../checks.ts";

/** A model with a target, for {@linkcode optimisticSampleSize}. */
export type TargetSpec =
  /** f = θ·x with M parameters: every target costs M. */
  | { readonly kind: "linear"; readonly parameters: number }
  /** f = Σ_j (a_j^[1] ⋯ a_j^[L]) x_j with L ≥ 2 or a_j² − b_j², target with k coefficients that are not 0. */
  | { readonly kind: "diagonal"; readonly sparsity: number }
  /** f = AB with `[rows, inner]` and `[inner, columns]`, inner ≥ min(rows, columns); target of rank r. */
  | { readonly kind: "factorisation"; readonly rows: number; readonly columns: number; readonly rank: number }
  | TanhSpec;

/** A two-layer tanh network without output bias and a target that k of its neurons or kernels express. */
export interface TanhSpec {
  /**
   * Every neuron sees all inputs; kernels slide over the input with separate weights for each position, or shared
   * ones.
   */
  readonly kind: "dense" | "convolution" | "local";
  /** Input length d, a pair for pictures. */
  readonly inputs: number | readonly [number, number];
  /** Kernel length s, a pair for pictures; a dense layer has none. */
  readonly kernel?: number | readonly [number, number];
  /** k: neurons of the target, for a dense layer; kernels for the others. */
  readonly targetWidth: number;
  /** Whether neurons have a bias. */
  readonly bias: boolean;
}

/**
 * R_f(f*), the least model rank over all parameters that express the target (paper 09, appendix A; a bias is one more
 * input that is always 1).
 *
 * @throws {RangeError} for sizes that are not positive integers, a kernel longer than the input, or a rank or sparsity
 * out of range
 *
 * @example A 4 × 4 matrix of rank 1 has seven degrees of freedom
 * ```ts
 * import { optimisticSampleSize } from "../../lib/identifiability/mod.ts";
 *
 * const size = optimisticSampleSize({ kind: "factorisation", rows: 4, columns: 4, rank: 1 });
 * if (size !== 7) throw new Error(`${size}`);
 * ```
 */
export function optimisticSampleSize(spec: TargetSpec): number {
  const where = "optimisticSampleSize";
  switch (spec.kind) {
    case "linear":
      requireInteger(where, "the number of parameters", spec.parameters);
      return spec.parameters;
    case "diagonal":
      requireInteger(where, "the sparsity", spec.sparsity, 0);
      return spec.sparsity;
    case "factorisation": {
      const { rows, columns, rank } = spec;
      requireInteger(where, "the number of rows", rows);
      requireInteger(where, "the number of columns", columns);
      requireInteger(where, "the rank", rank, 0, Math.min(rows, columns));
      return rank * (rows + columns) - rank * rank;
    }
    default:
      return spec.targetWidth * ranksPerUnit(where, spec);
  }
}

/**
 * M_I, the largest model rank over all parameters; with fewer samples the model is over-parameterised.
 *
 * @param width neurons or kernels of the network; ignored by the other kinds
 * @throws {RangeError} as {@linkcode optimisticSampleSize}
 */
export function maxModelRank(spec: TargetSpec, width = 1): number {
  switch (spec.kind) {
    case "linear":
      return optimisticSampleSize(spec);
    case "diagonal":
      throw new RangeError(
        "maxModelRank: of a diagonal model it is the number of inputs, which the target does not say",
      );
    case "factorisation":
      optimisticSampleSize(spec);
      return spec.rows * spec.columns;
    default:
      requireInteger("maxModelRank", "the width", width);
      return optimisticSampleSize({ ...spec, targetWidth: width });
  }
}

/** Independent tangent functions that one neuron or kernel of the target costs. */
function ranksPerUnit(where: string, spec: TanhSpec): number {
  requireInteger(where, "the width of the target", spec.targetWidth);
  const inputs = pair(spec.inputs), bias = spec.bias ? 1 : 0;
  inputs.forEach((length) => requireInteger(where, "the input length", length));
  if (spec.kind === "dense") return product(inputs) + 1 + bias;
  if (spec.kernel === undefined) throw new RangeError(`${where}: a ${spec.kind} layer needs a kernel length`);
  const kernel = pair(spec.kernel);
  if (kernel.length !== inputs.length) {
    throw new RangeError(`${where}: a kernel of [${kernel}] does not fit an input of [${inputs}]`);
  }
  kernel.forEach((length, i) => requireInteger(where, "the kernel length", length, 1, inputs[i]));
  const positions = product(inputs.map((length, i) => length + 1 - kernel[i])),
    weights = product(kernel) + bias;
  return spec.kind === "convolution" ? weights + positions : positions * (weights + 1);
}

function pair(value: number | readonly [number, number]): readonly number[] {
  return typeof value === "number" ? [value] : value;
}

function product(values: readonly number[]): number {
  return values.reduce((all, value) => all * value, 1);
}

/** A test error by the number of samples. */
export interface RecoveryCurve {
  /** Numbers of samples, ascending. */
  readonly sizes: readonly number[];
  /** Test error at each. */
  readonly errors: readonly number[];
}

/**
 * The smallest number of samples from which the test error stays at or below a tolerance; `null` if it is above it
 * at the largest one.
 *
 * @throws {RangeError} for lists of unequal length, none at all, sizes that do not rise, or a tolerance that is not
 *   positive
 */
export function empiricalSampleSize({ sizes, errors }: RecoveryCurve, tolerance: number): number | null {
  const where = "empiricalSampleSize";
  if (sizes.length === 0 || sizes.length !== errors.length) {
    throw new RangeError(
      `${where}: ${sizes.length} sizes and ${errors.length} errors; needed are equally many, one or more`,
    );
  }
  if (sizes.some((size, i) => i > 0 && !(size > sizes[i - 1]))) {
    throw new RangeError(`${where}: the sizes must rise, got ${sizes}`);
  }
  if (!(tolerance > 0)) throw new RangeError(`${where}: the tolerance must be positive, got ${tolerance}`);
  let from: number | null = null;
  // NaN, from a diverged run, is above every tolerance.
  for (let i = sizes.length - 1; i >= 0 && errors[i] <= tolerance; i--) from = sizes[i];
  return from;
}
