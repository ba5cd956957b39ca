/** C4 and C5 on consecutive parameters, over windows of several lengths, raw and without their trend. */
import { experiment } from "../../lib/experiments/mod.ts";
import { DropoutNetwork, NoiseReader } from "../../lib/gradient_noise/network/mod.ts";
import { GAUSSIAN } from "./noise_structure.ts";
import { type NoiseSettings, rowsOf } from "./noise_study.ts";

const full = {
  /** A set-up, and the step at which all its windows begin. */
  cells: [
    { name: "classes, tanh", from: 300, setUp: GAUSSIAN as NoiseSettings },
    { name: "classes, tanh", from: 4000, setUp: GAUSSIAN as NoiseSettings },
  ],
  windows: [50, 200, 800, 3000],
};

/** What is taken off a window before its covariance: the mean, or a straight line. */
export const CENTRES = { trajectory: "mean", detrended: "trend" } as const;

export default experiment({
  at: import.meta,
  revision: 1,
  precision: "float64",
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ cells, windows }) => cells.reduce((sum, { from }) => sum + from + windows.at(-1)!, 0),
  async run({ cells, windows }, seed, { signal, progress }) {
    const found: { name: string; from: number; readings: ReturnType<typeof shortened>[] }[] = [];
    for (const { name, from, setUp } of cells) {
      await using network = new DropoutNetwork(
        await rowsOf(setUp.data, seed),
        { ...setUp, precision: "float64" },
        seed,
      );
      await network.advance(from, { signal });
      const reader = await NoiseReader.at(network, { ...setUp, factors: [2], rotations: 1 });
      const columns = network.blockSize, most = windows.at(-1)!;
      const path = await network.advance(most, { keepBlocks: true, signal });
      const readings: ReturnType<typeof shortened>[] = [];
      for (const window of windows) {
        const sample = { rows: path.subarray(0, window * columns), count: window, columns };
        for (const data of ["trajectory", "detrended"] as const) {
          const { reading } = await reader.read(sample, CENTRES[data]);
          readings.push(shortened(window, data, reading));
        }
      }
      found.push({ name, from, readings });
      progress(name, { step: from + most, steps: from + most, loss: 0 });
    }
    return found;
  },
});

/** The two power laws of a window. */
function shortened(
  window: number,
  data: keyof typeof CENTRES,
  { flatnessFits: [flat], curvatureFit }: Awaited<ReturnType<NoiseReader["read"]>>["reading"],
) {
  return {
    window,
    data,
    flatness: { slope: flat.slope, spearman: flat.spearman },
    curvature: curvatureFit && { slope: curvatureFit.slope, spearman: curvatureFit.spearman },
  };
}
