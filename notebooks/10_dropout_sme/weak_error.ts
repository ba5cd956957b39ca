/** C2: means over paths of dropout and of the equations of order 1 and 2, by learning rate. */
import { type Observable, OBSERVABLES, type PathProcess } from "../../lib/gradient_noise/mod.ts";
import type { PathStatistics } from "../../lib/gradient_noise/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { TrainingStopped } from "../../lib/train/mod.ts";
import { pathsTo } from "./path_problem.ts";

/** What is simulated beside dropout; the Euler steps' own drift error is taken off from the second on. */
const PROCESSES = ["dropout", "order 1", "order 2", "order 2, plain", "naive"] as const;

/** Name of a process. */
export type ProcessName = typeof PROCESSES[number];

/** Each observable, turned into something else. */
function each<From, To>(of: Readonly<Record<Observable, From>>, turn: (values: From) => To) {
  return Object.fromEntries(OBSERVABLES.map((name) => [name, turn(of[name])])) as Record<Observable, To>;
}

/** Statistics as they are stored: eight digits of times and means, since differences of means are small beside the means. */
function stored({ paths, times, mean, sd }: PathStatistics) {
  const exact = (values: Float64Array) => Array.from(values, (value) => Number(value.toPrecision(8)));
  return { paths, times: exact(times), mean: each(mean, exact), sd: each(sd, (values) => rounded(values)) };
}

/** Stored statistics as they were. */
export function statisticsOf({ paths, times, mean, sd }: ReturnType<typeof stored>): PathStatistics {
  const array = (values: number[]) => Float64Array.from(values);
  return { paths, times: array(times), mean: each(mean, array), sd: each(sd, array) };
}

const full = {
  keeps: [0.8, 0.6],
  rates: [0.2, 0.1, 0.05],
  /** T: every path runs to this time. */
  time: 2,
  dropoutPaths: 30_000,
  equationPaths: 10_000,
  naivePaths: 3000,
  /** ℓ */
  substeps: 8,
};
const fewer = {
  keeps: [0.8],
  rates: [0.2, 0.1],
  dropoutPaths: 20_000,
  equationPaths: 8000,
  naivePaths: 2000,
};

export default experiment({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  quick: { settings: { ...full, ...fewer }, seeds: [0, 1, 2] },
  steps: ({ keeps, rates }) => keeps.length * rates.length * PROCESSES.length,
  run(settings, seed, { signal, progress }) {
    const { keeps, rates, time, substeps, dropoutPaths, equationPaths, naivePaths } = settings;
    const processes: Record<ProcessName, [PathProcess, number]> = {
      "dropout": [{ kind: "dropout" }, dropoutPaths],
      "order 1": [{ kind: "sme", order: 1, substeps }, equationPaths],
      "order 2": [{ kind: "sme", order: 2, substeps, corrected: true }, equationPaths],
      "order 2, plain": [{ kind: "sme", order: 2, substeps }, naivePaths],
      "naive": [{ kind: "naive", substeps }, naivePaths],
    };
    const cells = keeps.flatMap((keep) => rates.map((rate) => ({ keep, rate })));
    return Promise.resolve(cells.map((at, cell) => {
      const found = PROCESSES.map((name, k) => {
        const done = cell * PROCESSES.length + k, [process, paths] = processes[name];
        if (signal.aborted) throw new TrainingStopped(done, undefined);
        // Streams of different processes and seeds have nothing in common.
        const found = pathsTo(time, { ...at, paths, process, seed: seed * 1000 + cell * 10 + k });
        const steps = cells.length * PROCESSES.length, loss = found.mean.R_S.at(-1)!;
        progress("paths", { step: done + 1, steps, loss });
        return [name, stored(found)];
      });
      return {
        ...at,
        processes: Object.fromEntries(found) as Record<ProcessName, ReturnType<typeof stored>>,
      };
    }));
  },
});
