/** G7: spectra of random parts of the (10,[10]) parity set, without training. */
import { type Dataset, splitByProportion } from "../../lib/data/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import {
  modulus,
  paritySpectrum,
  paritySpectrumExact,
  spectralMismatch,
  subsampleSpectrumRms,
} from "../../lib/spectral/mod.ts";

/** Low frequencies of the parity: below the middle of [0, π/2]. */
export const LOW_BAND = { from: 0, to: Math.PI / 4 };

/** Spectra of one proportion over many splits. */
export interface ProportionSpectra {
  proportion: number;
  /** Largest spurious amplitude at low frequency, one a split. */
  mismatch: number[];
  /** Amplitudes of the first splits, one row a split. */
  shown: number[][];
  /** Root mean square over the splits of |F_S − F|, by frequency. */
  measuredRms: number[];
  /** The same from the formula of sampling without replacement. */
  derivedRms: number[];
}

/** Spectra along (1, …, 1) of `splits` random parts of the parity set, for one proportion. */
export function parityProportion(
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
    mismatch,
    shown,
    measuredRms: Array.from(squares, (sum) => Math.sqrt(sum / options.splits)),
    derivedRms: [...subsampleSpectrumRms(Math.round(proportion * set.rows), set.rows, modulus(exact))],
  };
}
