/** Where the settings of the experiments come from. */
import type { Displayable } from "../../lib/notebook/mod.ts";
import { settingsTable } from "../../lib/notebook/mod.ts";

/** Sources for all experiments; whatever is not named here or with an experiment is our choice. */
const COMMON: Readonly<Record<string, string>> = {
  hidden: "public summary: three layers of 320; reduced here",
  activation: "public summary: tanh",
  frequencies: "public summary: u″ = −sin x − 100 sin 10x, u = 0 at 0 and 2π, so u = sin x + sin 10x",
  fit: "our choice: [rate, steps] of Adam on the data loss, until it is about 10⁻⁵",
  rate: "our choice: Adam with fresh moments after the switch",
  gridPoints: "our choice: grid for errors and spectra, without the repeated end point",
};

/** Settings of an experiment with their provenance: its own, otherwise the common one, otherwise "our choice". */
export function settingsHere(settings: object, known: Readonly<Record<string, string>> = {}): Displayable {
  return settingsTable(settings, known, { common: COMMON, others: "our choice" });
}
