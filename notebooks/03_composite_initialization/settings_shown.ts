/** Tables of settings with their provenance. */
import type { Block } from "../../lib/experiments/mod.ts";
import { settingsTable } from "../../lib/notebook/mod.ts";
import { settingValues } from "../../lib/notebook/setting_values.ts";
import { type CompositeSettings, FULL_TRAINING } from "./composite_training.ts";

/** Sources of the numbers of all trainings. */
export const TRAINING = {
  layers:
    "paper: 2 in its pictures (2–7 in its phase diagram), one head, layer norm after each part, ε = 1e-5",
  width: "paper: 400",
  hidden: "paper: 1200",
  rows: "paper: 900,000 sentences",
  batch: "paper: 2048",
  steps: "paper: about 92,000",
  rate: "paper: 1e-5, up to 2.5e-4 in 10 of 210 epochs, cosine to 1e-5; here another height, our choice",
  weightDecay: "paper: 0.01; ours, AdamW with β 0.9 and 0.999",
  clip: "paper: 1",
  watched: "our choice: sentences on which a curve is measured",
  readings: "our choice: readings of a curve",
  answers: "our choice: sentences with (4, 3)",
};

/** For a grid, only the peaks are shown. */
const PEAK = { "peak rate": "paper: 2.5e-4, the best of nine for its map of phases" };

/** The settings of an experiment that are not those of the end points' training. */
export function ownSettings(settings: object, provenance: Readonly<Record<string, string>>) {
  const common = new Map(Object.entries(FULL_TRAINING));
  const own = Object.entries(settings).filter(([name, value]) =>
    JSON.stringify(value) !== JSON.stringify(common.get(name))
  );
  return settingsTable(Object.fromEntries(own), {}, { common: { ...TRAINING, ...PEAK, ...provenance } });
}

/** The values that each setting takes in the cells of a grid; for the rates, the peaks. */
export function settingsOf(blocks: readonly Block<CompositeSettings>[]): Record<string, unknown> {
  return settingValues(
    blocks.flatMap(({ settings }) => settings)
      .map(({ rate, ...settings }) => ({ ...settings, "peak rate": rate.peak })),
  );
}
