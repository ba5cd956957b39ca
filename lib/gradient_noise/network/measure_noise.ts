/** Readings of a network at one checkpoint: noise of dropout against flatness and curvature of the loss. */
import { rounded } from "../../experiments/rounded.ts";
import { generator, normalArray } from "../../random/mod.ts";
import { projectedVariance } from "../mod.ts";
import type { DropoutNetwork } from "./dropout_network.ts";
import { type NoiseMeasureSettings, NoiseReader, type NoiseReading, traceOf } from "./noise_reader.ts";

/**
 * The data sets: gradients at frozen parameters, consecutive parameters (also without a linear trend), isotropic noise.
 */
export const DATA_SETS = ["gradient", "trajectory", "detrended", "isotropic"] as const;
export type NoiseData = typeof DATA_SETS[number];

/** What is read at one checkpoint. */
export type NoiseCheckpoint = Awaited<ReturnType<typeof measureNoise>>;

/**
 * Readings of a network in training; its next steps are made on the way, as trajectory data.
 *
 * @param profiled whether loss profiles are kept
 * @param data which data sets; isotropic noise takes its trace from the gradients
 */
export async function measureNoise(
  network: DropoutNetwork,
  settings: NoiseMeasureSettings,
  { profiled, data = DATA_SETS, signal }: {
    profiled: boolean;
    data?: readonly NoiseData[] | undefined;
    signal: AbortSignal;
  },
) {
  const { samples } = settings, { step, seed, blockSize: n, options: { rate } } = network;
  const { loss, accuracy } = await network.evaluate(network.theta);
  const reader = await NoiseReader.at(network, settings), { bent, hessian } = reader;
  const gradients = { rows: await network.blockGradients(samples), count: samples, columns: n };
  const { reading, components } = await reader.read(gradients);
  const profiles = profiled ? await reader.profiles(components) : [];
  const readings: Partial<Record<NoiseData, NoiseReading>> = {};
  if (data.includes("gradient")) readings.gradient = reading;
  if (data.includes("isotropic")) {
    const deviation = Math.sqrt(reading.totalVariance / n);
    const rows = normalArray(generator(seed, "isotropic", step), samples * n, 0, deviation);
    readings.isotropic = (await reader.read({ ...gradients, rows }, "mean", [2])).reading;
  }
  if (data.includes("trajectory") || data.includes("detrended")) {
    const sample = { ...gradients, rows: await network.advance(samples, { keepBlocks: true, signal }) };
    if (data.includes("trajectory")) readings.trajectory = (await reader.read(sample)).reading;
    if (data.includes("detrended")) readings.detrended = (await reader.read(sample, "trend")).reading;
  }
  const lyapunov = bent.eigenvectors.map((u, i) => {
    const stiffness = rate * bent.eigenvalues[i], settles = stiffness > 0 && stiffness < 2;
    return settles ? rate ** 2 * projectedVariance(gradients, u) / (stiffness * (2 - stiffness)) : 0;
  });
  return {
    step,
    loss,
    accuracy,
    /** λ_i(H), largest first. */
    curvatures: rounded(bent.eigenvalues),
    hessianTrace: traceOf(hessian, n),
    readings,
    /** ε u·Σu / (2λ): what the stationary covariance is along the Hessian's eigenvectors, from gradient data. */
    lyapunov: rounded(lyapunov),
    /** R_S along some principal components of the gradient data; of one seed only. */
    profiles,
  };
}
