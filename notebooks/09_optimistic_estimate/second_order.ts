/** X4: does the effect of small parameters survive Levenberg–Marquardt, from the start or only at the end? */
import { experiment } from "../../lib/experiments/mod.ts";
import {
  descend,
  entrySamples,
  factorisation,
  finishByLeastSquares,
  meanSquaredError,
  samplingPattern,
  smallStart,
} from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/notebook/rounded.ts";
import { generator } from "../../lib/random/mod.ts";
import { allEntries, SIZE } from "./completion.ts";
import type { Errors } from "./recovery.ts";
import { matrixNamed } from "./target_matrices.ts";

export default experiment({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: {
    // With the number of entries that is their optimistic sample size.
    matrices: [{ name: "NB1", entries: 7 }, { name: "NB2", entries: 12 }, { name: "NB3", entries: 15 }],
    sigma: 1e-4,
    learningRate: 0.1,
    stopBelow: 1e-16,
    maxSteps: 50_000,
    // Training error, as a fraction of that at the start, at which Levenberg–Marquardt takes over; 1 is from the start.
    handOver: [1, 0.5, 0.1, 0.01, 0.001],
    maxIterations: 300,
  },
  seeds: Array.from({ length: 20 }, (_, i) => i),
  steps: ({ matrices, maxSteps, handOver }) => matrices.length * maxSteps * handOver.length,
  async run(settings, seed) {
    const model = factorisation(SIZE), runs: { descent: number | null; finished: Errors }[] = [];
    for (const { name, entries } of settings.matrices) {
      const test = allEntries(name);
      const samples = entrySamples(matrixNamed(name).entries, samplingPattern("nested", SIZE, entries));
      const initial = smallStart(model.parameterCount, settings.sigma, generator(seed, "initial", name));
      const before = meanSquaredError(model, initial, samples);
      const until = (stopBelow: number) =>
        descend(model, [{ samples, initial }], { ...settings, stopBelow })[0].parameters;
      const error = (theta: Float64Array) => rounded(meanSquaredError(model, theta, test));
      const finished: Errors = [];
      for (const share of settings.handOver) {
        const from = share === 1 ? initial : until(share * before);
        const { stopBelow, maxIterations } = settings;
        const fit = await finishByLeastSquares(model, samples, from, { stopBelow, maxIterations });
        finished.push(error(fit.parameters));
      }
      runs.push({ descent: error(until(settings.stopBelow)), finished });
    }
    return runs;
  },
});
