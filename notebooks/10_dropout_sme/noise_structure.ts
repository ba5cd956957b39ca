/** S3–S6 on Gaussian classes: noise against flatness and curvature, three times during training, tanh. */
import type { GaussianClassOptions } from "../../lib/data/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { type NoiseRun, type NoiseSettings, noiseSteps, noiseStudy } from "./noise_study.ts";

/** The small set-up; the notebook says where its numbers come from. */
export const GAUSSIAN = {
  /** Gaussian classes, or digits with so many pixels of a side. */
  data: { classes: 5, inputs: 12, rows: 300, centres: 1.5, noise: 1 } as
    | GaussianClassOptions
    | { rows: number; side: number },
  hidden: [20, 20],
  activation: "tanh" as "tanh" | "relu",
  keep: 0.8,
  rate: 0.1,
  /** The parameter tensor that is looked at. */
  block: "weight2",
  /** Steps before each reading; the trajectory data are the steps after it. */
  checkpoints: [300, 2000, 4000],
  /** Rows of each data set, N. */
  samples: 1500,
  /** Last principal component that is looked at; index 0 is left out, since a trajectory drifts along it. */
  directions: 39,
  /** Levels of the flatness, over the loss. */
  factors: [1.5, 2, Math.E],
  /** Eigenvectors of the Hessian, and random rotations of the null. */
  curvatures: 40,
  rotations: 20,
  /** Rows of the data on which the Hessian is taken. */
  hessianRows: 300,
  /** Loss profiles are kept of this seed. */
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
