import { requireInteger, requireOneOf, requirePositive } from "../../checks.ts";
import type { Precision } from "../../graph/mod.ts";
import { initialize, parameterSize, type ParameterSpec, uniformFanIn } from "../../nn/mod.ts";
import { generator } from "../../random/mod.ts";

/** Random numbers of a net, given in place of seeded ones. */
export interface NetDraws {
  /** Initial values of each parameter by its name, row-major. */
  readonly initial: Readonly<Record<string, ArrayLike<number>>>;
  /** Normal draws of each step, row-major, for nets that need any. */
  readonly noise?: readonly ArrayLike<number>[];
}

/** Settings that all nets share. */
export interface NetOptions {
  /** passes through the standard windows */
  readonly epochs: number;
  /** windows per step; all of them if there are fewer */
  readonly batch: number;
  /** of Adam */
  readonly learningRate: number;
  /** of initial values, batches and noise */
  readonly seed: number;
  /** "float32" for speed, "float64" to repeat a reference */
  readonly precision: Precision;
  /** in place of what the seed draws */
  readonly draws?: NetDraws;
}

/** Defaults that all nets share. */
export const NET_DEFAULTS = { batch: 32, learningRate: 1e-3, seed: 0, precision: "float32" } as const;

/** Names of options without a default. */
export const NET_OPTIONAL = ["draws"] as const;

/**
 * Refuses settings that are wrong for all data.
 *
 * @throws {RangeError} for epochs, a batch or a rate that is not positive, or an unknown precision
 */
export function checkNetOptions(options: Readonly<NetOptions>, where: string): void {
  requireInteger(where, "epochs", options.epochs);
  requireInteger(where, "batch", options.batch);
  requirePositive(where, "learningRate", options.learningRate);
  requireOneOf(where, "precision", options.precision, ["float32", "float64"]);
  if (!Number.isSafeInteger(options.seed)) {
    throw new RangeError(`${where}: seed must be a whole number, got ${options.seed}`);
  }
}

/**
 * Initial parameters: given ones, or uniform in ±1/√fan-in as PyTorch has them.
 *
 * @throws {RangeError} for a parameter that is not given, or given with another number of values
 */
export function initialParameters(
  where: string,
  parameters: readonly ParameterSpec[],
  { draws, seed }: Readonly<NetOptions>,
): Float64Array {
  if (!draws) return uniformFanIn(parameters, generator(seed, "initial values", where));
  // Given values take the place of every start, also of gains.
  const specs = parameters.map(({ start: _start, ...spec }) => spec);
  return initialize(specs, generator(0), (spec) => {
    const given = draws.initial[spec.name];
    if (!given || given.length !== parameterSize(spec)) {
      throw new RangeError(
        `${where}: draws.initial.${spec.name} needs ${parameterSize(spec)} values, got ${
          given?.length ?? "none"
        }`,
      );
    }
    return Float64Array.from(given);
  });
}
