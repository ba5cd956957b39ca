/** C4 and C6 from the first step on: noise of gradients before the first checkpoint of the longer study. */
import { experiment } from "../../lib/experiments/mod.ts";
import type { NoiseData } from "../../lib/gradient_noise/network/mod.ts";
import { DIGITS } from "./noise_digits.ts";
import { onsetReading } from "./noise_readings.ts";
import { GAUSSIAN } from "./noise_structure.ts";
import { type NoiseSettings, noiseSteps, noiseStudy } from "./noise_study.ts";

const common = { sets: ["gradient"] as NoiseData[], factors: [2], profiledSeed: -1 };
const full = {
  tanh: { ...GAUSSIAN, ...common, checkpoints: [1, 2, 5, 10, 21, 45, 95, 200] } as NoiseSettings,
  digits: { ...DIGITS, ...common, checkpoints: [1, 45, 100] } as NoiseSettings,
};

export default experiment({
  at: import.meta,
  revision: 1,
  precision: ["float32", "float64"],
  data: { "mnist": "fbe4089100f72085" },
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ tanh, digits }) => noiseSteps({ ...tanh, samples: 0 }) + noiseSteps({ ...digits, samples: 0 }),
  async run(settings, seed, context) {
    const read = async (setUp: NoiseSettings) =>
      (await noiseStudy(setUp, seed, context)).checkpoints.map(onsetReading);
    return { tanh: await read(settings.tanh), digits: await read(settings.digits) };
  },
});
