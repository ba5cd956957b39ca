/** S3–S6 on Gaussian classes with ReLU, whose Hessian is piecewise. */
import { experiment } from "../../lib/experiments/mod.ts";
import { GAUSSIAN } from "./noise_structure.ts";
import { type NoiseRun, type NoiseSettings, noiseSteps, noiseStudy } from "./noise_study.ts";

const full: NoiseSettings = { ...GAUSSIAN, activation: "relu" };

export default experiment<NoiseSettings, NoiseRun>({
  at: import.meta,
  revision: 2,
  precision: "float64",
  settings: full,
  seeds: [0, 1, 2],
  steps: noiseSteps,
  run: noiseStudy,
});
