/** The skip U-Net on fixed noise: the deep image prior, as FWIGAN's comparison uses it. */
import { requireInteger } from "../../checks.ts";
import { skipNet, type SkipNetOptions, uniformFanIn } from "../../nn/mod.ts";
import { type Generator, uniformArray } from "../../random/mod.ts";
import { fixedInputNetwork, type VelocityNetwork } from "./velocity_network.ts";

/** Settings of {@linkcode skipNetwork}. */
export interface SkipNetworkOptions
  extends Pick<SkipNetOptions, "channels" | "skip" | "kernel" | "normalize"> {
  nz: number;
  nx: number;
  /** Channels of the noise; 16 by default. */
  inputs?: number;
}

/** Greatest value of the noise that is the input. */
const NOISE = 0.1;

/**
 * A skip U-Net from an image of noise, uniform in 0 … 0.1, to one of velocities.
 *
 * @param noiseStream draws the noise
 * @throws {RangeError} for lengths or channels that are not positive integers
 */
export function skipNetwork(options: SkipNetworkOptions, noiseStream: Generator): VelocityNetwork {
  const { nz, nx, inputs = 16, ...rest } = options;
  for (const [name, value] of Object.entries({ nz, nx, inputs })) requireInteger("skip network", name, value);
  const model = skipNet({ ...rest, inputs, outputs: 1 });
  const values = uniformArray(noiseStream, nz * nx * inputs, 0, NOISE);
  return fixedInputNetwork(model, { values, shape: [1, nz, nx, inputs] }, {
    nodes: nz * nx,
    initial: (stream) => uniformFanIn(model.parameters, stream),
  });
}
