/** The figures of the notebook. */
export * from "./figures_beyond.ts";
export * from "./figures_digits.ts";
export * from "./figures_line.ts";
export * from "./figures_parity.ts";
export * from "./figures_spectra.ts";
