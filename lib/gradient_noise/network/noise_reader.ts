/** Readings of a network at one checkpoint: noise of dropout against flatness and curvature of the loss. */
import { rounded } from "../../experiments/rounded.ts";
import { lanczos, type LanczosResult, matrixProduct } from "../../linalg/mod.ts";
import { generator } from "../../random/mod.ts";
import { linspace } from "../../spectral/mod.ts";
import { fitPowerLaw, largest, mean, smallest } from "../../stats/mod.ts";
import { alignment, equalSpectrumNull, traceAlignment } from "../alignment.ts";
import { intervalFlatness } from "../interval_flatness.ts";
import { centredRows, covarianceProduct, projectedVariance, sampleCovariance } from "../sample_covariance.ts";
import type { Rows } from "../samples.ts";
import type { DropoutNetwork } from "./dropout_network.ts";

/** Numbers of the measurement. */
export interface NoiseMeasureSettings {
  /** Rows of each data set, N. */
  samples: number;
  /** Last principal component that is looked at; index 0 is left out, since a trajectory drifts along it. */
  directions: number;
  /** Levels of the interval flatness, over the loss. */
  factors: readonly number[];
  /** Eigenvectors of the Hessian. */
  curvatures: number;
  /** Random rotations of the null of α. */
  rotations: number;
  /** Rows of the data on which the Hessian is taken. */
  hessianRows: number;
}

/** What is kept of a fit: the slope with its interval, and the ranks. */
export const FIT_PARTS = ["slope", "low", "high", "theilSen", "spearman"] as const;
export type StoredFit = Record<typeof FIT_PARTS[number], number>;

/** What is read of one data set. */
export type NoiseReading = Awaited<ReturnType<NoiseReader["read"]>>["reading"];

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
    readonly bent: LanczosResult,
    readonly blockLoss: (block: Float64Array) => Promise<number>,
    readonly block: Float64Array,
  ) {}

  /** At the network's present parameters. */
  static async at(network: DropoutNetwork, settings: NoiseMeasureSettings): Promise<NoiseReader> {
    const hessian = await network.blockHessian(settings.hessianRows);
    const bent = await leading(
      (vector) => matrixProduct(hessian, vector, vector.length),
      network,
      settings.curvatures,
    );
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
  ) {
    const { settings, hessian, network, bent: { eigenvalues, eigenvectors } } = this;
    const centred = centredRows(sample, centre), covariance = sampleCovariance(centred);
    const pairs = await leading(covarianceProduct(centred), network, settings.directions + 1);
    const values = Array.from(pairs.eigenvalues), kept = values.filter((value) => value > 0).length - 1;
    const directions = pairs.eigenvectors.slice(1, 1 + Math.min(settings.directions, kept));
    const { flatness, capped } = await this.#flatness(directions, factors);
    const projected = eigenvectors.map((u) => projectedVariance(centred, u));
    const usable = aboveFloor(eigenvalues).filter((i) => projected[i] > 0);
    const n = network.blockSize, total = traceOf(covariance, n);
    const rest = Math.max(0, total - values.reduce((sum, value) => sum + value, 0)) /
      Math.max(1, n - values.length);
    const stream = generator(network.seed, "rotations", network.step);
    const chance = equalSpectrumNull(hessian, { values, rest }, settings.rotations, stream);
    const reading = {
      /** λ_i(Σ), i = 0 … directions. */
      variances: rounded(values),
      /** Levels of the flatness; of isotropic noise, the control, 2 alone. */
      factors: rounded(factors),
      /** F along principal components 1 … directions, one row a factor. */
      flatness: flatness.map((widths) => rounded(widths)),
      /** Share of ends of those intervals that are the cap of the search. */
      capped,
      /** λ ~ F^slope, one a factor. */
      flatnessFits: flatness.map((widths) => this.#fit(widths, values.slice(1, 1 + widths.length))),
      /** Var(u_i·D) for the Hessian's eigenvectors. */
      projected: rounded(projected),
      /** Var ~ λ(H)^slope over eigenvalues above 10⁻³ of the largest. */
      curvatureFit: usable.length < 3
        ? null
        : this.#fit(usable.map((i) => eigenvalues[i]), usable.map((i) => projected[i])),
      /** α, and its null: mean and largest of the rotations. */
      alignment: alignment(hessian, covariance),
      nullAlignment: mean(chance.alignments),
      nullAlignmentMost: largest(chance.alignments),
      /** Tr(HΣ)/Tr(HΣ̄), and the mean of its null. */
      traceRatio: traceAlignment(hessian, covariance),
      nullTraceRatio: mean(chance.traceRatios),
      totalVariance: total,
    };
    return { reading, components: pairs.eigenvectors };
  }

  /** R_S along some principal components. */
  async profiles(components: readonly Float64Array[]) {
    const found: { component: number; delta: number[]; loss: number[] }[] = [];
    // The last that there is stands for 40 where fewer were taken.
    for (const component of new Set(PROFILED.map((k) => Math.min(k, components.length - 1)))) {
      const along = this.#along(components[component]), loss: number[] = [];
      const { left, right } = await intervalFlatness(along, { ...SEARCH, factor: 8 });
      const delta = linspace(left, right, PROFILE_POINTS);
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
    // All beyond the reach of the search, as early in training: there is no law.
    if (largest(x) === smallest(x)) return { slope: 0, low: 0, high: 0, theilSen: 0, spearman: 0 };
    const stream = generator(this.network.seed, "bootstrap", this.network.step);
    const fit = fitPowerLaw(x, y, { generator: stream, resamples: 500 });
    return Object.fromEntries(FIT_PARTS.map((part) => [part, rounded([fit[part]])[0]])) as StoredFit;
  }
}

/** Indices of eigenvalues that are large enough to be fitted. */
export function aboveFloor(curvatures: ArrayLike<number>): number[] {
  return Array.from(curvatures, (_, i) => i).filter((i) => curvatures[i] > CURVATURE_FLOOR * curvatures[0]);
}

/** Leading eigenpairs by Lanczos' method, whose cost for some tens of pairs is small beside the whole spectrum. */
function leading(
  multiply: (vector: Float64Array) => Float64Array,
  { blockSize, seed }: DropoutNetwork,
  most: number,
): Promise<LanczosResult> {
  const count = Math.min(most, blockSize);
  return lanczos(multiply, blockSize, { count, maxProducts: blockSize, tolerance: 1e-6, seed });
}

/** Tr of a matrix `[n, n]`. */
export function traceOf(matrix: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += matrix[i * n + i];
  return sum;
}
