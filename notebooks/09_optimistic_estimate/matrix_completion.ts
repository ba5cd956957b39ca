/** E2: matrices of ranks 1 to 4 from 1 to 16 of their entries, in two orders; and controls. */
import { experiment } from "../../lib/experiments/mod.ts";
import { type CompletionCase, completionRecovery } from "./completion.ts";
import type { Recovery } from "./recovery.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface CompletionSettings {
  cases: CompletionCase[];
  stopBelow: number;
  maxSteps: number;
}

/** Curves in the order of the cases. */
export type CompletionRun = Recovery[];

const SIZES = Array.from({ length: 16 }, (_, i) => i + 1);
const nested = (matrix: string, learningRate: number, sigma = 1e-4): CompletionCase => ({
  matrix,
  pattern: "nested",
  sigma,
  sizes: SIZES,
  learningRate,
});
const TAUGHT = ["NB1", "NB2", "NB3"].map((matrix) => nested(matrix, 0.1));
const CONTROLS: CompletionCase[] = [
  ...TAUGHT.map((one) => ({ ...one, sigma: 0.1 })),
  ...TAUGHT.map((one) => ({ ...one, pattern: "random" as const })),
];
const PAPER = ["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8"].map((matrix) => nested(matrix, 0.05));

const quick: CompletionSettings = {
  cases: [...TAUGHT, ...CONTROLS, nested("M6", 0.05)],
  stopBelow: 1e-9,
  maxSteps: 20_000,
};
const full: CompletionSettings = {
  cases: [...TAUGHT, ...CONTROLS, ...PAPER, ...PAPER.map((one) => ({ ...one, pattern: "cross" as const }))],
  stopBelow: 1e-9,
  maxSteps: 100_000,
};

export default experiment<CompletionSettings, CompletionRun>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: full,
  seeds: Array.from({ length: 50 }, (_, i) => i),
  quick: { settings: quick, seeds: [0, 1, 2, 3, 4] },
  steps: ({ cases, maxSteps }) => cases.reduce((sum, { sizes }) => sum + sizes.length, 0) * maxSteps,
  run: (settings, seed) =>
    Promise.resolve(settings.cases.map((one) => completionRecovery(one, settings, seed))),
});
