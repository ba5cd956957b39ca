/** R8: a small convolutional network on a subset of CIFAR-10. */
import { experiment } from "../../lib/experiments/mod.ts";
import { imageSteps, runImages } from "./image_run.ts";
import type { ImageRun, ImageSettings } from "./image_settings.ts";

/** Settings of both networks. */
export const IMAGE_SETTINGS: ImageSettings = {
  network: "small",
  train: 2000,
  test: 2000,
  side: 16,
  starts: ["kaiming", 2],
  batch: 64,
  epochs: 10,
  rate: 3e-3,
  dropAfter: 0.7,
  rounds: [0.6, 0.3, 0.115],
  retrain: { epochs: 2, rate: 1e-3 },
  calibration: 500,
};

export default experiment<ImageSettings, ImageRun>({
  at: import.meta,
  revision: 1,
  settings: IMAGE_SETTINGS,
  seeds: [0, 1, 2],
  data: { "cifar10": "1307c7489592298a" },
  steps: imageSteps,
  run: runImages,
});
