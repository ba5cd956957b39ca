/** Where the settings of the experiments come from. */
import type { Displayable } from "../../lib/notebook/mod.ts";
import { settingsTable } from "../../lib/notebook/mod.ts";

/** Of all experiments; what is not named here or with an experiment is our choice. */
const COMMON: Readonly<Record<string, string>> = {
  gas: "our choice; the paper's surrogate has 22 inputs, which T, p and 20 species of methane give",
  gammas:
    "the group's public definition: weights ~ N(0, fan-in^−2γ), biases 0; which γ the paper used is not known",
  taus: "our choice; .95 in the group's definition of condensation",
  batch: "public code of a sibling: 1,024; here smaller",
  rate: "our choice: Adam, a tenth of it at the end",
};

/** Settings of an experiment with their provenance: its own, else the common one, else "our choice". */
export function settingsHere(settings: object, known: Readonly<Record<string, string>> = {}): Displayable {
  return settingsTable(settings, known, { common: COMMON, others: "our choice" });
}
