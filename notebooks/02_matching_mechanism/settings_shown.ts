/** Where the numbers of this notebook come from. */
import type { Displayable } from "../../lib/notebook/mod.ts";
import { settingsTable } from "../../lib/notebook/mod.ts";

const OURS = "our choice";
/** "Public code" is the group's generator and training script for such chains; the paper's own code was not found. */
const SOURCES: Readonly<Record<string, string>> = {
  links: `${OURS}; public code: 6`,
  steps: "paper",
  items: `${OURS}; public code: 20 … 100`,
  rows: `${OURS}; public code: 10,000`,
  layers: "paper; public code",
  width: `${OURS}; public code: 400`,
  hidden: `${OURS}; public code: 1200`,
  batch: `${OURS}; public code: 100`,
  trainingSteps: `${OURS}; public code: 4000 epochs`,
  rate: "public code: warm-up, then a cosine; the rates are ours for the narrow network",
  weightDecay: "public code",
  clip: "public code",
  conditions: "paper: post and pre; its figures name γ = 0.5 and 1",
  condition: `${OURS}: learns in about 1,000 steps`,
  rates: "a reviewer's demand: a sweep",
  gammas: "paper: figure names",
  counts: "paper",
};

/**
 * Settings with their provenance; if other settings are given, only those that differ.
 *
 * @param further provenance that holds for this experiment alone; a setting without provenance is our choice
 */
export function settingsShown(
  settings: object,
  others: object = {},
  further: Readonly<Record<string, string>> = {},
): Displayable {
  const known = new Map(Object.entries(others).map(([name, value]) => [name, JSON.stringify(value)]));
  const shown = Object.entries(settings).filter(([name, value]) => known.get(name) !== JSON.stringify(value));
  return settingsTable(Object.fromEntries(shown), {}, { common: { ...SOURCES, ...further }, others: OURS });
}
