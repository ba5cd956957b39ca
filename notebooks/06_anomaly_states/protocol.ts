/** The protocol of every comparison: detectors fitted on standard windows alone. */
import { type CutOptions, type Detector, detectorByName, DETECTORS } from "../../lib/anomaly/mod.ts";

/** Detectors beside the 38: variants that a claim needs. */
export const VARIANTS: Readonly<Record<string, readonly [name: string, options: object]>> = {
  "Sampling (100)": ["Sampling", { subset: 100 }],
};
/** Names of all detectors, in the order of the list. */
export const ALL_DETECTORS: readonly string[] = DETECTORS.map(({ about }) => about.name);

/** Detectors that learn by steps of an optimiser. */
export const NETS = ALL_DETECTORS.filter((name) =>
  "epochs" in (detectorByName(name).about.defaults as object)
);

/** Detectors that forecast the last point of a window. */
export const FORECASTERS: readonly string[] = DETECTORS.filter(({ about }) => about.family === "forecast")
  .map(({ about }) => about.name);

/** How series are cut and what is compared. */
export interface ProtocolSettings extends CutOptions {
  readonly detectors: readonly string[];
  readonly netEpochs: number;
  readonly netRate: number;
}

/** A detector by its name, or that of a variant; nets with the settings' epochs and rate. */
export function detectorOf(name: string, settings: ProtocolSettings, seed: number): Detector {
  const [known, options] = VARIANTS[name] ?? [name, {}], factory = detectorByName(known);
  const defaults = factory.about.defaults as Record<string, unknown>;
  return factory({
    ...options,
    ..."seed" in defaults ? { seed } : {},
    ..."epochs" in defaults ? { epochs: settings.netEpochs } : {},
    ..."learningRate" in defaults ? { learningRate: settings.netRate } : {},
  } as object);
}
