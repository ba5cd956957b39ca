import { type Mechanism, mechanism } from "../mechanism.ts";

/**
 * Hydrogen and air of Evans and Schexnayder (AIAA J. 18, 1980, 188): 7 species, 16 one-way steps, every collider alike.
 * Coefficients as in the kinetics file ESH2 of DeePODE; NASA polynomials of GRI-Mech 3.0 without those of entropy, which
 * one-way steps do not need.
 */
export const HYDROGEN: Mechanism = mechanism({
  name: "hydrogen",
  source: "Evans and Schexnayder 1980",
  species: {
    H: {
      atoms: { H: 1 },
      low: [2.5, 7.05332819e-13, -1.99591964e-15, 2.30081632e-18, -9.27732332e-22, 25473.6599, 0],
      high: [2.50000001, -2.30842973e-11, 1.61561948e-14, -4.73515235e-18, 4.98197357e-22, 25473.6599, 0],
    },
    O: {
      atoms: { O: 1 },
      low: [3.1682671, -3.27931884e-3, 6.64306396e-6, -6.12806624e-9, 2.11265971e-12, 29122.2592, 0],
      high: [2.56942078, -8.59741137e-5, 4.19484589e-8, -1.00177799e-11, 1.22833691e-15, 29217.5791, 0],
    },
    H2O: {
      atoms: { H: 2, O: 1 },
      low: [4.19864056, -2.0364341e-3, 6.52040211e-6, -5.48797062e-9, 1.77197817e-12, -30293.7267, 0],
      high: [3.03399249, 2.17691804e-3, -1.64072518e-7, -9.7041987e-11, 1.68200992e-14, -30004.2971, 0],
    },
    OH: {
      atoms: { O: 1, H: 1 },
      low: [4.12530561, -3.22544939e-3, 6.52764691e-6, -5.79853643e-9, 2.06237379e-12, 3381.53812, 0],
      high: [2.86472886, 1.05650448e-3, -2.59082758e-7, 3.05218674e-11, -1.33195876e-15, 3718.85774, 0],
    },
    O2: {
      atoms: { O: 2 },
      low: [3.78245636, -2.99673416e-3, 9.84730201e-6, -9.68129509e-9, 3.24372837e-12, -1063.94356, 0],
      high: [3.28253784, 1.48308754e-3, -7.57966669e-7, 2.09470555e-10, -2.16717794e-14, -1088.45772, 0],
    },
    H2: {
      atoms: { H: 2 },
      low: [2.34433112, 7.98052075e-3, -1.9478151e-5, 2.01572094e-8, -7.37611761e-12, -917.935173, 0],
      high: [3.3372792, -4.94024731e-5, 4.99456778e-7, -1.79566394e-10, 2.00255376e-14, -950.158922, 0],
    },
    N2: {
      atoms: { N: 2 },
      low: [3.298677, 1.4082404e-3, -3.963222e-6, 5.641515e-9, -2.444854e-12, -1020.8999, 0],
      high: [2.92664, 1.4879768e-3, -5.68476e-7, 1.0097038e-10, -6.753351e-15, -922.7977, 0],
    },
  },
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
