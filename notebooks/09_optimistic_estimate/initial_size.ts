/** E3: how small must the initial parameters be? Lines and matrices by the size of the start. */
import { experiment } from "../../lib/experiments/mod.ts";
import { completionRecovery } from "./completion.ts";
import { lineRecovery, type LineTarget } from "./line_training.ts";
import { ON_HOST } from "./on_host.ts";

export default experiment({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  settings: {
    sigmas: [1e-1, 1e-2, 1e-3, 1e-4, 1e-5],
    line: {
      target: [1, 1, 0] as LineTarget,
      sizes: [1, 2, 3],
      learningRate: 0.05,
      stopBelow: 1e-9,
      maxSteps: 100_000,
      testPoints: 1000,
    },
    matrix: {
      name: "M1",
      sizes: Array.from({ length: 16 }, (_, i) => i + 1),
      learningRate: 0.05,
      stopBelow: 1e-9,
      maxSteps: 100_000,
    },
  },
  seeds: Array.from({ length: 50 }, (_, i) => i),
  quick: { seeds: [0, 1, 2, 3, 4] },
  steps: ({ sigmas, line, matrix }) =>
    sigmas.length * (line.sizes.length * line.maxSteps + matrix.sizes.length * matrix.maxSteps),
  async run({ sigmas, line, matrix }, seed) {
    const lines = await Promise.all(
      sigmas.map((sigma) => lineRecovery(line, "reparameterised", line.target, sigma, seed)),
    );
    const matrices = sigmas.map((sigma) =>
      completionRecovery({ ...matrix, matrix: matrix.name, pattern: "nested", sigma }, matrix, seed)
    );
    // Curves by σ.
    return { line: lines.map(({ descent }) => descent), matrix: matrices };
  },
});
