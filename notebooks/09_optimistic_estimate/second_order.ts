/** X4: does what small parameters do survive Levenberg–Marquardt, from the start or at the end only? */
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
import { SIZE } from "./completion.ts";
import { matrixNamed } from "./target_matrices.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface SecondOrderSettings {
  /** Matrices, with the number of entries that is their optimistic sample size. */
  matrices: { name: string; entries: number }[];
  sigma: number;
  learningRate: number;
  stopBelow: number;
  maxSteps: number;
  /** Training error, as a share of that at the start, at which Levenberg–Marquardt takes over. */
  handOver: number[];
  maxIterations: number;
}

/** Test errors of one matrix. */
export interface SecondOrderRun {
  descent: number | null;
  /** By share, in the order of the settings; a share of 1 is Levenberg–Marquardt from the start. */
  finished: (number | null)[];
}

const full: SecondOrderSettings = {
  matrices: [{ name: "NB1", entries: 7 }, { name: "NB2", entries: 12 }, { name: "NB3", entries: 15 }],
  sigma: 1e-4,
  learningRate: 0.1,
  stopBelow: 1e-16,
  maxSteps: 50_000,
  handOver: [1, 0.5, 0.1, 0.01, 0.001],
  maxIterations: 300,
};

async function finishEach(settings: SecondOrderSettings, seed: number): Promise<SecondOrderRun[]> {
  const model = factorisation(SIZE), runs: SecondOrderRun[] = [], { stopBelow, maxIterations } = settings;
  const everywhere = Array.from({ length: SIZE * SIZE }, (_, i) => i);
  for (const { name, entries } of settings.matrices) {
    const { entries: target } = matrixNamed(name), test = entrySamples(target, everywhere);
    const samples = entrySamples(target, samplingPattern("nested", SIZE, entries));
    const initial = smallStart(model.parameterCount, settings.sigma, generator(seed, "initial", name));
    const before = meanSquaredError(model, initial, samples);
    const until = (stopBelow: number) =>
      descend(model, [{ samples, initial }], { ...settings, stopBelow })[0];
    const error = (theta: Float64Array) => rounded(meanSquaredError(model, theta, test));
    const finished: (number | null)[] = [];
    for (const share of settings.handOver) {
      const from = share === 1 ? initial : until(share * before).parameters;
      const fit = await finishByLeastSquares(model, samples, from, { stopBelow, maxIterations });
      finished.push(error(fit.parameters));
    }
    runs.push({ descent: error(until(stopBelow).parameters), finished });
  }
  return runs;
}

export default experiment<SecondOrderSettings, SecondOrderRun[]>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: full,
  seeds: Array.from({ length: 20 }, (_, i) => i),
  steps: ({ matrices, maxSteps, handOver }) => matrices.length * maxSteps * handOver.length,
  run: (settings, seed) => finishEach(settings, seed),
});
