/** Spectra of random parts of the set of a parity, without training. */
import { type Dataset, parityDataset, splitByProportion } from "../data/mod.ts";
import { generator } from "../random/mod.ts";
import {
  linspace,
  modulus,
  paritySpectrum,
  paritySpectrumExact,
  spectralMismatch,
  subsampleSpectrumRms,
} from "../spectral/mod.ts";
import { mean } from "../stats/mod.ts";

/** Low frequencies of the parity: below the middle of [0, π/2]. */
export const LOW_BAND = { from: 0, to: Math.PI / 4 };

/** Spectra of one proportion over many splits. */
export interface ProportionSpectra {
  proportion: number;
  /** Angular frequencies. */
  k: number[];
  /** Largest spurious amplitude at low frequency, one per split. */
  mismatch: number[];
  /** Amplitudes of the first splits, one row per split. */
  shown: number[][];
  /** Root mean square over the splits of |F_S − F|, by frequency. */
  measuredRms: number[];
  /** The same from the formula of sampling without replacement. */
  derivedRms: number[];
}

/** Stored result of one seed. */
export interface ParitySplits {
  /** Amplitudes of the whole set. */
  exact: number[];
  /** One a proportion. */
  proportions: ProportionSpectra[];
  /** Two independent groups of parts of one proportion, which must not differ. */
  twins: ProportionSpectra[];
}

/** What {@linkcode paritySplits} computes. */
export interface PhantomSettings {
  bits: number;
  proportions: number[];
  /** Random parts per seed, and how many of them are kept whole. */
  splits: number;
  shown: number;
  /** Number of angular frequencies in [0, π/2]. */
  frequencies: number;
}

/** Spectra of random parts of all proportions for one seed, and of two groups of halves. */
export function paritySplits(settings: PhantomSettings, seed: number): ParitySplits {
  const { bits, proportions, splits, shown, frequencies } = settings;
  const set = parityDataset(bits), k = linspace(0, Math.PI / 2, frequencies);
  return {
    exact: Array.from(paritySpectrumExact(bits, k).re, Math.abs),
    proportions: proportions.map((p) => parityProportion(set, p, k, { splits, seed, label: `${p}`, shown })),
    twins: ["first", "second"].map((label) =>
      parityProportion(set, 0.5, k, { splits, seed, label, shown: 0 })
    ),
  };
}

/** Relative error of the mean low-frequency r.m.s. against the formula. */
export function rmsError({ k, measuredRms, derivedRms }: ProportionSpectra): number {
  const low = k.flatMap((value, j) => value <= LOW_BAND.to ? [j] : []);
  return Math.abs(mean(low.map((j) => measuredRms[j])) / mean(low.map((j) => derivedRms[j])) - 1);
}

/** Spectra along (1, …, 1) of `splits` random parts of the parity set, for one proportion. */
function parityProportion(
  set: Dataset,
  proportion: number,
  k: Float64Array,
  options: { splits: number; seed: number; label: string; shown: number },
): ProportionSpectra {
  const exact = paritySpectrumExact(set.features, k),
    stream = generator(options.seed, "parity", options.label);
  const squares = new Float64Array(k.length), mismatch: number[] = [], shown: number[][] = [];
  for (let split = 0; split < options.splits; split++) {
    const { train } = splitByProportion(set, proportion, stream.fork(split));
    const spectrum = paritySpectrum(train.x, train.y, set.features, k);
    mismatch.push(spectralMismatch(spectrum, exact, k, LOW_BAND));
    for (let j = 0; j < k.length; j++) {
      squares[j] += (spectrum.re[j] - exact.re[j]) ** 2 + (spectrum.im[j] - exact.im[j]) ** 2;
    }
    if (split < options.shown) {
      shown.push([...modulus(spectrum)]);
    }
  }
  return {
    proportion,
    k: [...k],
    mismatch,
    shown,
    measuredRms: Array.from(squares, (sum) => Math.sqrt(sum / options.splits)),
    derivedRms: [...subsampleSpectrumRms(Math.round(proportion * set.rows), set.rows, modulus(exact))],
  };
}
