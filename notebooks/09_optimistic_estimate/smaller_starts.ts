/** E2: the paper's matrices from σ = 10⁻⁷ instead of 10⁻⁴, in the nested order. */
import { experiment } from "../../lib/experiments/mod.ts";
import matrixCompletion from "./matrix_completion.ts";
import { ON_HOST } from "./on_host.ts";

const { cases, ...common } = matrixCompletion.settings;
const nested = cases.filter(({ matrix, pattern }) => matrix.startsWith("M") && pattern === "nested");

export default experiment({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  settings: { cases: nested.map((one) => ({ ...one, sigma: 1e-7 })), ...common },
  seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  steps: matrixCompletion.steps,
  run: matrixCompletion.run,
});
