/** C4 and C6 from the first step on: noise of gradients at twelve checkpoints on a logarithmic scale. */
import { experiment } from "../../lib/experiments/mod.ts";
import { DIGITS } from "./noise_digits.ts";
import { levelTwo, type NoiseData, readingOf } from "../../lib/gradient_noise/network/mod.ts";
import { worstFlatness } from "./noise_readings.ts";
import { GAUSSIAN } from "./noise_structure.ts";
import { type NoiseSettings, noiseSteps, noiseStudy } from "./noise_study.ts";

const full = {
  setUps: { tanh: GAUSSIAN, relu: { ...GAUSSIAN, activation: "relu" }, digits: DIGITS } as Record<
    "tanh" | "relu" | "digits",
    NoiseSettings
  >,
  checkpoints: [1, 2, 5, 10, 21, 45, 95, 200, 425, 900, 1900, 4000],
  sets: ["gradient", "isotropic"] as NoiseData[],
};
type Settings = typeof full;

export default experiment({
  at: import.meta,
  revision: 1,
  precision: ["float32", "float64"],
  data: { "mnist": "fbe4089100f72085" },
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ setUps, ...own }) =>
    Object.values(setUps).reduce((sum, setUp) => sum + noiseSteps({ ...setUp, ...own, samples: 0 }), 0),
  async run({ setUps, ...own }, seed, context) {
    const read = async (setUp: NoiseSettings) => {
      const { checkpoints } = await noiseStudy({ ...setUp, ...own, profiledSeed: -1 }, seed, context);
      return checkpoints.map((at) => {
        const gradient = readingOf(at, "gradient"), fit = gradient.flatnessFits[levelTwo(gradient)];
        const { alignment, nullAlignment, nullAlignmentMost, traceRatio, nullTraceRatio, capped } = gradient;
        return {
          step: at.step,
          loss: at.loss,
          ...{ alignment, nullAlignment, nullAlignmentMost, traceRatio, nullTraceRatio },
          /** λ ~ F at level 2, the worst over the levels as in C4, and the share of ends beyond the search. */
          slope: fit.slope,
          spearman: fit.spearman,
          flatness: worstFlatness(gradient),
          capped,
          /** ρ of λ and F of isotropic noise. */
          isotropic: readingOf(at, "isotropic").flatnessFits[0].spearman,
        };
      });
    };
    const { tanh, relu, digits } = setUps;
    return { tanh: await read(tanh), relu: await read(relu), digits: await read(digits) };
  },
});
