/** C2: means over paths of dropout and of the equations of order 1 and 2, by learning rate. */
import type { Observable, PathProcess, PathStatistics } from "../../lib/gradient_noise/mod.ts";
import { OBSERVABLES, simulatePaths } from "../../lib/gradient_noise/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { TrainingStopped } from "../../lib/train/mod.ts";
import { PATH_START, pathProblem } from "./path_problem.ts";
import { rounded } from "../../lib/notebook/rounded.ts";

/** Processes that are simulated besides dropout; the Euler steps' own drift error is subtracted from the second on. */
export const PROCESSES = ["dropout", "order 1", "order 2", "order 2, plain", "naive"] as const;

/** Name of a process. */
export type ProcessName = typeof PROCESSES[number];

/** Statistics as they are stored. */
export interface StoredPaths {
  paths: number;
  times: number[];
  mean: Record<Observable, number[]>;
  sd: Record<Observable, number[]>;
}

/** All processes at one p and ε. */
export interface WeakErrorCell {
  keep: number;
  rate: number;
  processes: Record<ProcessName, StoredPaths>;
}

/** Maps each observable to another value. */
function each<From, To>(
  of: Readonly<Record<Observable, From>>,
  turn: (values: From) => To,
): Record<Observable, To> {
  return Object.fromEntries(OBSERVABLES.map((name) => [name, turn(of[name])])) as Record<Observable, To>;
}

/** Eight digits of times and means, since differences of means are small compared with the means. */
function stored({ paths, times, mean, sd }: PathStatistics): StoredPaths {
  const exact = (values: Float64Array) => Array.from(values, (value) => Number(value.toPrecision(8)));
  return { paths, times: exact(times), mean: each(mean, exact), sd: each(sd, rounded) };
}

/** Restores stored statistics. */
export function statisticsOf({ paths, times, mean, sd }: StoredPaths): PathStatistics {
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

export default experiment({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  quick: {
    settings: {
      ...full,
      keeps: [0.8],
      rates: [0.2, 0.1],
      dropoutPaths: 20_000,
      equationPaths: 8000,
      naivePaths: 2000,
    },
    seeds: [0, 1, 2],
  },
  steps: ({ keeps, rates }) => keeps.length * rates.length * PROCESSES.length,
  run(settings, seed, context): Promise<WeakErrorCell[]> {
    const { keeps, rates, time, substeps, dropoutPaths, equationPaths, naivePaths } = settings;
    const processes: Record<ProcessName, [PathProcess, number]> = {
      "dropout": [{ kind: "dropout" }, dropoutPaths],
      "order 1": [{ kind: "sme", order: 1, substeps }, equationPaths],
      "order 2": [{ kind: "sme", order: 2, substeps, corrected: true }, equationPaths],
      "order 2, plain": [{ kind: "sme", order: 2, substeps }, naivePaths],
      "naive": [{ kind: "naive", substeps }, naivePaths],
    };
    const cells = keeps.flatMap((keep) => rates.map((rate) => ({ keep, rate })));
    const problem = pathProblem(), start = PATH_START, all = cells.length * PROCESSES.length;
    return Promise.resolve(cells.map(({ keep, rate }, cell) => {
      const found = PROCESSES.map((name, k) => {
        const done = cell * PROCESSES.length + k,
          steps = Math.round(time / rate),
          [process, paths] = processes[name];
        if (context.signal.aborted) throw new TrainingStopped(done, undefined);
        // Streams of different processes and seeds are independent.
        const own = seed * 1000 + cell * 10 + k;
        const found = simulatePaths({ problem, start, keep, rate, steps, paths, process, seed: own });
        context.progress("paths", { step: done + 1, steps: all, loss: found.mean.R_S.at(-1)! });
        return [name, stored(found)];
      });
      return { keep, rate, processes: Object.fromEntries(found) as Record<ProcessName, StoredPaths> };
    }));
  },
});
