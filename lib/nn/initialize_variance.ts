/** Initialisers that keep the variance of activations (Kaiming) or of activations and gradients (Xavier). */
import { type Generator, normalArray, uniformArray } from "../random/mod.ts";
import { requirePositive } from "../checks.ts";
import { initialize, zeros } from "./initialize.ts";
import { parameterRole, parameterSize, type ParameterSpec, requiredFanIn } from "./parameter.ts";

/** Settings of the initialisers that keep variances. */
export interface VarianceOptions {
  /** Factor of the standard deviation; by default √2 (for ReLU) for Kaiming and 1 for Xavier. */
  gain?: number;
}

/** An initialiser that keeps variances. */
export type VarianceInitializer = (
  specs: readonly ParameterSpec[],
  generator: Generator,
  options?: VarianceOptions,
) => Float64Array;

type Distribution = (stream: Generator, size: number, standardDeviation: number) => Float64Array;

const uniform: Distribution = (stream, size, sd) =>
  uniformArray(stream, size, -Math.sqrt(3) * sd, Math.sqrt(3) * sd);
const normal: Distribution = (stream, size, sd) => normalArray(stream, size, 0, sd);

function kaiming(caller: string, distribution: Distribution): VarianceInitializer {
  return (specs, generator, options = {}) => {
    const gain = requirePositive(caller, "the gain", options.gain ?? Math.SQRT2);
    return drawWeights(
      specs,
      generator,
      distribution,
      (spec) => gain / Math.sqrt(requiredFanIn(caller, spec)),
    );
  };
}

function xavier(caller: string, distribution: Distribution): VarianceInitializer {
  return (specs, generator, options = {}) => {
    const gain = requirePositive(caller, "the gain", options.gain ?? 1);
    return drawWeights(specs, generator, distribution, (spec) => {
      if (spec.fanOut === undefined) {
        throw new RangeError(`${caller}: parameter ${spec.name} has no fanOut, which this initialiser needs`);
      }
      return gain * Math.sqrt(2 / (requiredFanIn(caller, spec) + spec.fanOut));
    });
  };
}

/** Embeddings are not summed, so no variance fixes their scale: they are standard normal, as in PyTorch. */
function drawWeights(
  specs: readonly ParameterSpec[],
  generator: Generator,
  distribution: Distribution,
  standardDeviation: (spec: ParameterSpec) => number,
): Float64Array {
  return initialize(specs, generator, (spec, stream) => {
    const role = parameterRole(spec);
    if (role === "bias") return zeros(spec);
    return role === "embedding"
      ? normal(stream, parameterSize(spec), 1)
      : distribution(stream, parameterSize(spec), standardDeviation(spec));
  });
}

/**
 * Weights uniform with standard deviation gain/√fan-in, biases zero, embeddings standard normal (He et al., 2015).
 *
 * ```ts
 * import { generator } from "@paper-notebooks/lib/random";
 * import { dense, kaimingUniform } from "@paper-notebooks/lib/nn";
 *
 * const { parameters } = dense({ inputs: 100, units: 10 });
 * const initial = kaimingUniform(parameters, generator(0, "initial"));
 * if (initial.some((weight) => Math.abs(weight) > Math.sqrt(3 * 2 / 100))) throw new Error("gain √2");
 * ```
 *
 * @throws {RangeError} for a gain that is not positive and finite, a fan-in that is not positive, or two equal names
 */
export const kaimingUniform: VarianceInitializer = kaiming("kaimingUniform", uniform);
/** As {@linkcode kaimingUniform}, normal. */
export const kaimingNormal: VarianceInitializer = kaiming("kaimingNormal", normal);

/**
 * Weights uniform with standard deviation gain·√(2/(fan-in + fan-out)), biases zero, embeddings standard normal (Glorot
 * and Bengio, 2010).
 *
 * @throws {RangeError} for a gain that is not positive and finite, a weight without `fanOut`, or two equal names
 */
export const xavierUniform: VarianceInitializer = xavier("xavierUniform", uniform);
/** As {@linkcode xavierUniform}, normal. */
export const xavierNormal: VarianceInitializer = xavier("xavierNormal", normal);
