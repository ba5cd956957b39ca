/** The generated list of checks, run on every detector. */
import { checkDetectors, type DetectorCheckRow, DETECTORS } from "../../lib/anomaly/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";

export default experiment<{ detectors: number }, DetectorCheckRow[]>({
  at: import.meta,
  revision: 2,
  precision: ["float32", "float64"],
  engine: ["host", "onnx"],
  settings: { detectors: DETECTORS.length },
  seeds: [0],
  steps: ({ detectors }) => detectors,
  run: ({ detectors }) => checkDetectors(DETECTORS.slice(0, detectors)),
});
