/** A small MobileNetV2 on a subset of CIFAR-10. */
import { experiment } from "../../lib/experiments/mod.ts";
import { imageSteps, runImages } from "./image_run.ts";
import { IMAGE_SETTINGS } from "./images.ts";
import type { ImageRun, ImageSettings } from "./image_settings.ts";

export default experiment<ImageSettings, ImageRun>({
  at: import.meta,
  revision: 1,
  settings: { ...IMAGE_SETTINGS, network: "mobilenet", calibration: 300 },
  seeds: [0, 1, 2],
  data: { "cifar10": "1307c7489592298a" },
  long: true,
  steps: imageSteps,
  run: runImages,
});
