/** S3–S6 on Gaussian classes with ReLU, whose Hessian is that of pieces. */
import type { Experiment } from "../../lib/train/mod.ts";
import { GAUSSIAN } from "./noise_structure.ts";
import { type NoiseRun, type NoiseSettings, noiseSteps, noiseStudy } from "./noise_study.ts";

const full: NoiseSettings = { ...GAUSSIAN, activation: "relu" };

const experiment: Experiment<NoiseSettings, NoiseRun> = {
  name: "noise_relu",
  settings: { quick: full, full },
  seeds: { quick: [0, 1, 2], full: [0, 1, 2] },
  steps: noiseSteps,
  run: noiseStudy,
};

export default experiment;
