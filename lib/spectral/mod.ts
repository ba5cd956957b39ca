/**
 * Spectra: the fast Fourier transform at any length, Fourier sums on non-uniform samples and along a direction, parity
 * spectra, and the measures made from them (peaks, relative error by frequency, spectral mismatch). All frequencies k
 * are angular; complex results are `{ re, im }`.
 *
 * @module
 */
export { type ComplexArray, modulus } from "./complex.ts";
export { fft, inverseFft } from "./fft.ts";
export { nudft, nudftAlong, nudftColumns } from "./nonuniform_fourier.ts";
export { amplitudeSpectrum, meanAmplitudeSpectrum } from "./amplitude_spectrum.ts";
export { paritySpectrum, paritySpectrumExact, subsampleSpectrumRms } from "./parity_spectrum.ts";
export { relativeFrequencyError } from "./relative_error.ts";
export { type PeakOptions, selectPeaks } from "./peaks.ts";
export { type Band, spectralMismatch } from "./mismatch.ts";
export { cellWeights } from "./cell_weights.ts";
export { fPrincipleDecay } from "./decay.ts";
export { angularGrid, linspace } from "./grid.ts";
