/** X4: does the effect of small parameters survive Levenberg–Marquardt, from the start or only at the end? */
import { experiment } from "../../lib/experiments/mod.ts";
import { descend, type Errors, finishByLeastSquares } from "../../lib/identifiability/mod.ts";
import { meanSquaredError, samplingPattern } from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { allEntries, PRODUCT, SIZE, startOn } from "./completion.ts";
import { ON_HOST } from "./on_host.ts";

export default experiment({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
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
    const { sigma, stopBelow, maxIterations } = settings;
    const runs: { descent: number | null; finished: Errors }[] = [];
    for (const { name, entries } of settings.matrices) {
      const test = allEntries(name), seen = samplingPattern("nested", SIZE, entries);
      const start = startOn(name, seen, sigma, seed, name), { samples, initial } = start;
      const before = meanSquaredError(PRODUCT, initial, samples);
      const until = (stopBelow: number) =>
        descend(PRODUCT, [start], { ...settings, stopBelow })[0].parameters;
      const error = (theta: Float64Array) => rounded(meanSquaredError(PRODUCT, theta, test));
      const finished: Errors = [];
      for (const share of settings.handOver) {
        const from = share === 1 ? initial : until(share * before);
        const fit = await finishByLeastSquares(PRODUCT, samples, from, { stopBelow, maxIterations });
        finished.push(error(fit.parameters));
      }
      runs.push({ descent: error(until(stopBelow)), finished });
    }
    return runs;
  },
});
