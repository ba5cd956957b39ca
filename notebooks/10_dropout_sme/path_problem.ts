/** The two-layer network of the weak-error study, and its paths. */
import { type PathProcess, simulatePaths, type TwoLayerProblem } from "../../lib/gradient_noise/mod.ts";

/** m = 4 tanh neurons with bias on n = 6 points of sin 2x. */
export function pathProblem(): TwoLayerProblem {
  const points = Array.from({ length: 6 }, (_, i) => -1 + 2 * i / 5);
  return {
    activation: "tanh",
    neurons: 4,
    inputs: 2,
    x: Float64Array.from(points.flatMap((x) => [x, 1])),
    y: Float64Array.from(points, (x) => Math.sin(2 * x)),
  };
}

/** θ_0, rows (a, w, b). */
export const PATH_START: readonly number[] = [0.9, 1.1, -0.4, -0.7, 0.6, 0.8, 0.5, -1.2, 0.3, 1.2, 0.4, -0.9];

/** Paths of a process from there up to a time. */
export function pathsTo(
  time: number,
  { rate, ...options }: { keep: number; rate: number; paths: number; process: PathProcess; seed: number },
) {
  const steps = Math.round(time / rate);
  return simulatePaths({ problem: pathProblem(), start: PATH_START, rate, steps, ...options });
}
