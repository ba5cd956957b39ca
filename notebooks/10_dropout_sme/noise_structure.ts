/** S3–S6 on Gaussian classes: noise against flatness and curvature, three times during training, tanh. */
import { experiment } from "../../lib/experiments/mod.ts";
import { type NoiseRun, type NoiseSettings, noiseSteps, noiseStudy } from "./noise_study.ts";

/** The small set-up of the paper file. */
export const GAUSSIAN: NoiseSettings = {
  data: { classes: 5, inputs: 12, rows: 300, centres: 1.5, noise: 1 },
  hidden: [20, 20],
  activation: "tanh",
  keep: 0.8,
  rate: 0.1,
  block: "weight2",
  checkpoints: [300, 2000, 4000],
  samples: 1500,
  directions: 39,
  factors: [1.5, 2, Math.E],
  curvatures: 40,
  rotations: 20,
  hessianRows: 300,
  profiledSeed: 0,
};

export default experiment<NoiseSettings, NoiseRun>({
  at: import.meta,
  revision: 2,
  precision: "float64",
  settings: GAUSSIAN,
  seeds: [0, 1, 2, 3, 4],
  quick: {
    settings: {
      ...GAUSSIAN,
      checkpoints: [300, 1500, 2700],
      samples: 800,
      directions: 24,
      curvatures: 30,
      sets: ["gradient", "detrended", "isotropic"],
    },
    seeds: [0, 1, 2],
  },
  steps: noiseSteps,
  run: noiseStudy,
});
