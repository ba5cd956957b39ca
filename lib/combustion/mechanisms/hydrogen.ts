import { type Mechanism, mechanism } from "../mechanism.ts";
import type { SpeciesData } from "../mechanism_data.ts";
import { GRI_SPECIES } from "./gri_species.ts";

const { H, O, H2O, O2, H2, N2 } = GRI_SPECIES;
/** With another enthalpy of formation than that of GRI-Mech 3.0; entropy is not needed. */
const OH: SpeciesData = {
  atoms: { O: 1, H: 1 },
  low: [4.12530561, -3.22544939e-3, 6.52764691e-6, -5.79853643e-9, 2.06237379e-12, 3381.53812, 0],
  high: [2.86472886, 1.05650448e-3, -2.59082758e-7, 3.05218674e-11, -1.33195876e-15, 3718.85774, 0],
};

/**
 * Hydrogen and air of Evans and Schexnayder (AIAA J. 18, 1980, 188): 7 species, 16 one-way steps, every collider alike.
 * Coefficients as in the kinetics file ESH2 of DeePODE, whose NASA polynomials are those of GRI-Mech 3.0 except for OH.
 */
export const HYDROGEN: Mechanism = mechanism({
  name: "hydrogen",
  source: "Evans and Schexnayder 1980",
  species: { H, O, H2O, OH, O2, H2, N2 },
  reactions: [
    { equation: "H2 + M => 2 H + M", rate: [5.5e18, -1, 103300] },
    { equation: "2 H + M => H2 + M", rate: [1.8e18, -1, 0] },
    { equation: "O2 + M => 2 O + M", rate: [7.2e18, -1, 117910] },
    { equation: "2 O + M => O2 + M", rate: [4e17, -1, 0] },
    { equation: "H2O + M => OH + H + M", rate: [5.2e21, -1.5, 118000] },
    { equation: "OH + H + M => H2O + M", rate: [4.4e20, -1.5, 0] },
    { equation: "OH + M => O + H + M", rate: [8.5e18, -1, 101000] },
    { equation: "O + H + M => OH + M", rate: [7.1e18, -1, 0] },
    { equation: "H2O + O => 2 OH", rate: [5.8e13, 0, 18000] },
    { equation: "2 OH => H2O + O", rate: [5.3e12, 0, 1000] },
    { equation: "H2O + H => OH + H2", rate: [8.4e13, 0, 20100] },
    { equation: "OH + H2 => H2O + H", rate: [2e13, 0, 5166] },
    { equation: "O2 + H => OH + O", rate: [2.2e14, 0, 16800] },
    { equation: "OH + O => O2 + H", rate: [1.5e13, 0, 0] },
    { equation: "H2 + O => OH + H", rate: [7.5e13, 0, 11100] },
    { equation: "OH + H => H2 + O", rate: [3e13, 0, 8800] },
  ],
});
