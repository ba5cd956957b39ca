/** An inverse problem with the form of waveform inversion and a known answer: blurred velocities are observed. */
import { gaussianSmooth } from "../../lib/wave/models/mod.ts";
import type { VelocityMisfit } from "../../lib/wave/inversion/mod.ts";

export const SHAPE = { nz: 10, nx: 13 };

/** ½‖S(v − v*)/1000‖² with S a Gaussian blur along both axes, which is its own transpose. */
export function blurredMisfit(truth: Float64Array, sigma = 0.8): VelocityMisfit {
  return (velocity) => {
    const residual = gaussianSmooth(velocity.map((v, i) => (v - truth[i]) / 1e3), SHAPE, sigma);
    const gradient = gaussianSmooth(residual, SHAPE, sigma).map((g) => g / 1e3);
    return Promise.resolve({ misfit: residual.reduce((sum, r) => sum + r * r / 2, 0), gradient });
  };
}

/** A smooth truth of 2,000 to 3,000 m/s. */
export const TRUTH = Float64Array.from(
  { length: SHAPE.nz * SHAPE.nx },
  (_, i) => 2500 + 300 * Math.sin(i / 30) + 200 * Math.cos((i % SHAPE.nx) / 3),
);
