/** E2: matrices of ranks 1 to 4 from 1 to 16 of their entries, in two orders; and controls. */
import { experiment } from "../../lib/experiments/mod.ts";
import { type CompletionCase, completionRecovery } from "./completion.ts";
import { ON_HOST } from "./on_host.ts";

const nested = (matrix: string, learningRate: number): CompletionCase => ({
  matrix,
  pattern: "nested",
  sigma: 1e-4,
  sizes: Array.from({ length: 16 }, (_, i) => i + 1),
  learningRate,
});
const TAUGHT = ["NB1", "NB2", "NB3"].map((matrix) => nested(matrix, 0.1));
const CONTROLS: CompletionCase[] = [
  ...TAUGHT.map((one) => ({ ...one, sigma: 0.1 })),
  ...TAUGHT.map((one) => ({ ...one, pattern: "random" as const })),
];
const PAPER = ["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8"].map((matrix) => nested(matrix, 0.05));
const CROSSES = PAPER.map((one) => ({ ...one, pattern: "cross" as const }));

export default experiment({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  settings: { cases: [...TAUGHT, ...CONTROLS, ...PAPER, ...CROSSES], stopBelow: 1e-9, maxSteps: 100_000 },
  seeds: Array.from({ length: 50 }, (_, i) => i),
  quick: {
    settings: { cases: [...TAUGHT, ...CONTROLS, nested("M6", 0.05)], stopBelow: 1e-9, maxSteps: 20_000 },
    seeds: [0, 1, 2, 3, 4],
  },
  steps: ({ cases, maxSteps }) => cases.reduce((sum, { sizes }) => sum + sizes.length, 0) * maxSteps,
  run: (settings, seed) =>
    Promise.resolve(settings.cases.map((one) => completionRecovery(one, settings, seed))),
});
