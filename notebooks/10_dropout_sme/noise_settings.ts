/** S3–S6 on digits at other p and learning rates, gradient data. */
import { experiment } from "../../lib/experiments/mod.ts";
import { DIGITS } from "./noise_digits.ts";
import type { NoiseData } from "../../lib/gradient_noise/network/mod.ts";
import { type NoiseRun, noiseSteps, noiseStudy } from "./noise_study.ts";

const { keep: _, rate: __, ...common } = DIGITS;
const full = {
  ...common,
  checkpoints: [2500],
  factors: [2],
  sets: ["gradient"] as NoiseData[],
  cells: [{ keep: 0.8, rate: 0.05 }, { keep: 0.9, rate: 0.1 }, { keep: 0.9, rate: 0.05 }],
};

export default experiment({
  at: import.meta,
  revision: 2,
  data: { "mnist": "fbe4089100f72085" },
  precision: "float64",
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ cells, ...rest }) => cells.length * noiseSteps({ ...rest, ...cells[0] }),
  async run({ cells, ...rest }, seed, context) {
    const found: (NoiseRun & typeof cells[number])[] = [];
    for (const cell of cells) {
      found.push({ ...cell, ...await noiseStudy({ ...rest, ...cell }, seed, context) });
    }
    return found;
  },
});
