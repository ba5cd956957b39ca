/** The start of networks whose activation is sin(ω·x) (Sitzmann et al., 2020, "SIREN"). */
import { requirePositive } from "../checks.ts";
import { type Generator, uniformArray } from "../random/mod.ts";
import { initialize } from "./initialize.ts";
import { parameterRole, parameterSize, type ParameterSpec, requiredFanIn } from "./parameter.ts";

/**
 * Weights of the first layer uniform in ±1/fan-in, later ones in ±√(6/fan-in)/ω, biases in ±1/√fan-in: the inputs of every
 * sine but the first are then spread alike, whatever the depth.
 *
 * @param specs of a network whose first weight is that of the first layer
 * @param omega ω, which the activation multiplies by
 * @throws {RangeError} for ω or a fan-in that is not positive, or two parameters of one name
 */
export function sineStart(
  specs: readonly ParameterSpec[],
  omega: number,
  generator: Generator,
): Float64Array {
  requirePositive("sineStart", "omega", omega);
  const first = specs.find((spec) => parameterRole(spec) === "weight");
  return initialize(specs, generator, (spec, stream) => {
    const fanIn = requiredFanIn("sineStart", spec), isBias = parameterRole(spec) === "bias";
    const bound = isBias ? 1 / Math.sqrt(fanIn) : spec === first ? 1 / fanIn : Math.sqrt(6 / fanIn) / omega;
    return uniformArray(stream, parameterSize(spec), -bound, bound);
  });
}
