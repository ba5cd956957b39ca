/** S3–S6 on handwritten digits: noise against flatness and curvature, three times during training. */
import { experiment } from "../../lib/experiments/mod.ts";
import { GAUSSIAN } from "./noise_structure.ts";
import { type NoiseRun, type NoiseSettings, noiseSteps, noiseStudy } from "./noise_study.ts";

/** MNIST with fewer pixels and a narrower network than the paper's 784-50-50-10. */
export const DIGITS: NoiseSettings = {
  ...GAUSSIAN,
  data: { rows: 2000, side: 14 },
  hidden: [30, 30],
  checkpoints: [300, 1800, 4000],
  samples: 1200,
  hessianRows: 500,
  sets: ["gradient", "detrended", "isotropic"],
};

export default experiment<NoiseSettings, NoiseRun>({
  at: import.meta,
  revision: 2,
  precision: ["float32", "float64"],
  data: { "mnist": "fbe4089100f72085" },
  settings: DIGITS,
  seeds: [0, 1, 2, 3, 4],
  steps: noiseSteps,
  run: noiseStudy,
});
