/** Tables of settings and of numbers. */
import type { Displayable } from "../../lib/notebook/mod.ts";
import { settingsTable } from "../../lib/notebook/mod.ts";

/** Common provenance of settings; a notebook's cell gives the exceptions. */
const COMMON: Readonly<Record<string, string>> = {
  network: "our choice; released code: 4 layers, 4 heads, width 400, 1200 units",
  initial:
    "our choice: standard deviation fan-in^−γ, or PyTorch's defaults (framework) as in the released code",
  batch: "released code: 50 or 100",
  rows: "released code",
  sentences: "released code",
  steps: "our choice; released code: 4000 epochs",
  rate: "our choice for the smaller width; warm-up and cosine as in the released code",
  weightDecay: "released code",
  clip: "released code",
  schedule:
    "released code: AdamW, weight decay 0.01, clip 1, batch 50, warm-up and cosine, framework initialisation; " +
    "the rate (there 2·10⁻⁴ at the peak) is ours for the narrow network",
  vocabulary: "our choice: holds every label; released code: 201",
  testRows: "our choice; released code: 500",
  readEvery: "our choice",
  sentence: "released code: the sentence of the maps",
};

/**
 * The settings of an experiment with their provenance.
 *
 * @param own provenance of single settings instead of the common one
 * @throws {RangeError} if a setting has no provenance, or a provenance no setting
 */
export function settingsOf(settings: object, own: Readonly<Record<string, string>> = {}): Displayable {
  return settingsTable(settings, own, { common: COMMON });
}
