/** Readings of a network at one checkpoint: noise of dropout against flatness and curvature of the loss. */
import { alignment, equalSpectrumNull } from "../../lib/gradient_noise/mod.ts";
import { intervalFlatness, traceAlignment } from "../../lib/gradient_noise/mod.ts";
import { centredRows, covarianceProduct, projectedVariance } from "../../lib/gradient_noise/mod.ts";
import { type Rows, sampleCovariance } from "../../lib/gradient_noise/mod.ts";
import { lanczos } from "../../lib/linalg/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { fitPowerLaw, largest, mean } from "../../lib/stats/mod.ts";
import type { DropoutNetwork } from "./dropout_network.ts";
import { rounded } from "../../lib/notebook/rounded.ts";

/** Numbers of the measurement. */
export interface NoiseMeasureSettings {
  /** Rows of each data set, N. */
  samples: number;
  /** Last principal component that is measured; index 0 is excluded, since a trajectory drifts along it. */
  directions: number;
  /** Levels of the flatness, over the loss. */
  factors: number[];
  /** Eigenvectors of the Hessian, and random rotations of the null. */
  curvatures: number;
  rotations: number;
  /** Rows of the data on which the Hessian is taken. */
  hessianRows: number;
}

/** A slope with its interval, as it is stored. */
export type StoredFit = Record<"slope" | "low" | "high" | "theilSen" | "spearman", number>;

/**
 * The data sets: gradients at frozen parameters, consecutive parameters (also without a linear trend), isotropic noise.
 */
export const DATA_SETS = ["gradient", "trajectory", "detrended", "isotropic"] as const;

/** Name of a data set. */
export type NoiseData = typeof DATA_SETS[number];

/** Readings of one data set. */
export interface NoiseReading {
  /** λ_i(Σ), i = 0 … directions. */
  variances: number[];
  /** Levels of the flatness; only 2 for isotropic noise, the control. */
  factors: number[];
  /** F along principal components 1 … directions, one row per factor. */
  flatness: number[][];
  /** Fraction of interval ends that are the limit of the search. */
  capped: number;
  /** λ ~ F^slope, one per factor. */
  flatnessFits: StoredFit[];
  /** Var(u_i·D) for the Hessian's eigenvectors. */
  projected: number[];
  /** Var ~ λ(H)^slope over eigenvalues above 10⁻³ of the largest. */
  curvatureFit: StoredFit | null;
  /** α, and its null: mean and largest of the rotations. */
  alignment: number;
  nullAlignment: number;
  nullAlignmentMost: number;
  /** Tr(HΣ)/Tr(HΣ̄), and the mean of its null. */
  traceRatio: number;
  nullTraceRatio: number;
  totalVariance: number;
}

/** Readings at one checkpoint. */
export interface NoiseCheckpoint {
  step: number;
  loss: number;
  accuracy: number;
  /** λ_i(H), largest first. */
  curvatures: number[];
  hessianTrace: number;
  readings: Partial<Record<NoiseData, NoiseReading>>;
  /** ε u·Σu / (2λ): the stationary variance along the Hessian's eigenvectors, from gradient data. */
  lyapunov: number[];
  /** R_S along some principal components of the gradient data; of one seed only. */
  profiles: { component: number; delta: number[]; loss: number[] }[];
}

/** Eigenvalues of the Hessian below this fraction of the largest are excluded from the fit. */
const CURVATURE_FLOOR = 1e-3;
/** Components whose loss profiles are kept. */
const PROFILED = [1, 5, 20, 40];
const PROFILE_POINTS = 41;

/** Limit of a search for the ends of an interval. */
const SEARCH = { tolerance: 0.01, cap: 1e3 };

/** A checkpoint's Hessian with its leading eigenvectors, and the loss along lines. */
export class NoiseReader {
  private constructor(
    readonly network: DropoutNetwork,
    readonly settings: NoiseMeasureSettings,
    /** ∇²R_S by the block, `[n, n]` */
    readonly hessian: Float64Array,
    readonly bent: Leading,
    readonly blockLoss: (block: Float64Array) => Promise<number>,
    readonly block: Float64Array,
  ) {}

  /** At the network's present parameters. */
  static async at(network: DropoutNetwork, settings: NoiseMeasureSettings): Promise<NoiseReader> {
    const hessian = await network.blockHessian(settings.hessianRows);
    const bent = await leading(productOf(hessian, network.blockSize), network, settings.curvatures);
    return new NoiseReader(network, settings, hessian, bent, await network.blockLoss(), network.block);
  }

  /**
   * One data set.
   *
   * @param sample rows of the block's size
   * @param centre whether the mean or a linear trend is subtracted
   * @param factors levels of the flatness
   */
  async read(
    sample: Rows,
    centre: "mean" | "trend" = "mean",
    factors: readonly number[] = this.settings.factors,
  ): Promise<{ reading: NoiseReading; components: readonly Float64Array[] }> {
    const { settings, hessian, bent, network } = this, n = network.blockSize;
    const centred = centredRows(sample, centre), covariance = sampleCovariance(centred);
    const pairs = await leading(covarianceProduct(centred), network, settings.directions + 1);
    const kept = pairs.values.filter((value) => value > 0).length - 1;
    const directions = pairs.vectors.slice(1, 1 + Math.min(settings.directions, kept));
    const { flatness, capped } = await this.#flatness(directions, factors);
    const variances = pairs.values.slice(1, 1 + flatness[0].length);
    const projected = bent.vectors.map((u) => projectedVariance(centred, u));
    const usable = aboveFloor(bent.values).filter((i) => projected[i] > 0);
    const total = traceOf(covariance, n), sum = pairs.values.reduce((part, value) => part + value, 0);
    const { alignments, traceRatios } = equalSpectrumNull(
      hessian,
      { values: pairs.values, rest: Math.max(0, total - sum) / Math.max(1, n - pairs.values.length) },
      settings.rotations,
      generator(network.seed, "rotations", network.step),
    );
    const reading: NoiseReading = {
      variances: rounded(pairs.values),
      factors: rounded(factors),
      flatness: flatness.map(rounded),
      capped,
      flatnessFits: flatness.map((widths) => this.#fit(widths, variances)),
      projected: rounded(projected),
      curvatureFit: usable.length < 3
        ? null
        : this.#fit(usable.map((i) => bent.values[i]), usable.map((i) => projected[i])),
      alignment: alignment(hessian, covariance),
      nullAlignment: mean(alignments),
      nullAlignmentMost: largest(alignments),
      traceRatio: traceAlignment(hessian, covariance),
      nullTraceRatio: mean(traceRatios),
      totalVariance: total,
    };
    return { reading, components: pairs.vectors };
  }

  /** R_S along some principal components. */
  async profiles(components: readonly Float64Array[]): Promise<NoiseCheckpoint["profiles"]> {
    const found: NoiseCheckpoint["profiles"] = [];
    // If fewer than 40 were taken, the last one is used instead.
    for (const component of new Set(PROFILED.map((k) => Math.min(k, components.length - 1)))) {
      const along = this.#along(components[component]);
      const { left, right } = await intervalFlatness(along, { ...SEARCH, factor: 8 });
      const delta = Array.from(
        { length: PROFILE_POINTS },
        (_, k) => left + (right - left) * k / (PROFILE_POINTS - 1),
      );
      const loss: number[] = [];
      for (const d of delta) loss.push(await along(d));
      found.push({ component, delta: rounded(delta), loss: rounded(loss) });
    }
    return found;
  }

  async #flatness(directions: readonly Float64Array[], factors: readonly number[]) {
    const flatness: number[][] = factors.map(() => []);
    let capped = 0;
    for (const direction of directions) {
      let firstStep = 0.1;
      for (const [k, factor] of factors.entries()) {
        const found = await intervalFlatness(this.#along(direction), { ...SEARCH, factor, firstStep });
        flatness[k].push(found.width);
        firstStep = Math.max(1e-3, found.width / 4);
        if (found.capped) capped++;
      }
    }
    return { flatness, capped: capped / (directions.length * factors.length) };
  }

  #along(direction: Float64Array): (delta: number) => Promise<number> {
    return (delta) => this.blockLoss(this.block.map((value, k) => value + delta * direction[k]));
  }

  #fit(x: ArrayLike<number>, y: ArrayLike<number>): StoredFit {
    const stream = generator(this.network.seed, "bootstrap", this.network.step);
    const fit = fitPowerLaw(x, y, { generator: stream, resamples: 500 });
    const [slope, low, high, theilSen, spearman] = rounded([
      fit.slope,
      fit.low,
      fit.high,
      fit.theilSen,
      fit.spearman,
    ]);
    return { slope, low, high, theilSen, spearman };
  }
}

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
    data?: readonly NoiseData[];
    signal: AbortSignal;
  },
): Promise<NoiseCheckpoint> {
  const { samples } = settings, n = network.blockSize, { step, seed } = network, { rate } = network.options;
  const { loss, accuracy } = await network.evaluate(), reader = await NoiseReader.at(network, settings);
  const { bent, hessian } = reader, readings: NoiseCheckpoint["readings"] = {};
  const gradients = { rows: await network.blockGradients(samples), count: samples, columns: n };
  const { reading, components } = await reader.read(gradients);
  if (data.includes("gradient")) readings.gradient = reading;
  const profiles = profiled ? await reader.profiles(components) : [];
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
  const lyapunov = bent.vectors.map((u, i) => {
    const stiffness = rate * bent.values[i], settles = stiffness > 0 && stiffness < 2;
    return settles ? rate ** 2 * projectedVariance(gradients, u) / (stiffness * (2 - stiffness)) : 0;
  });
  return {
    step,
    loss,
    accuracy,
    curvatures: rounded(bent.values),
    hessianTrace: traceOf(hessian, n),
    readings,
    lyapunov: rounded(lyapunov),
    profiles,
  };
}

/** Indices of eigenvalues that are large enough to be fitted. */
export function aboveFloor(curvatures: readonly number[]): number[] {
  return curvatures.map((_, i) => i).filter((i) => curvatures[i] > CURVATURE_FLOOR * curvatures[0]);
}

/** Leading eigenpairs. */
interface Leading {
  values: number[];
  vectors: readonly Float64Array[];
}

/** By Lanczos' method, whose cost for some tens of pairs is small compared with the whole spectrum. */
async function leading(
  multiply: (vector: Float64Array) => Float64Array,
  { blockSize, seed }: DropoutNetwork,
  most: number,
): Promise<Leading> {
  const count = Math.min(most, blockSize), options = { count, maxProducts: blockSize, tolerance: 1e-6, seed };
  const { eigenvalues, eigenvectors } = await lanczos(multiply, blockSize, options);
  return { values: Array.from(eigenvalues), vectors: eigenvectors };
}

function productOf(matrix: Float64Array, n: number): (vector: Float64Array) => Float64Array {
  return (vector) =>
    Float64Array.from({ length: n }, (_, i) => {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += matrix[i * n + j] * vector[j];
      return sum;
    });
}

function traceOf(matrix: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += matrix[i * n + i];
  return sum;
}
