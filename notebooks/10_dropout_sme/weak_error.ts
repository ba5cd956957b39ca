/** C2: means over paths of dropout and of the equations of order 1 and 2, by learning rate. */
import {
  type Observable,
  OBSERVABLES,
  type PathProcess,
  type PathStatistics,
  simulatePaths,
} from "../../lib/gradient_noise/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { TrainingStopped } from "../../lib/train/mod.ts";
import { PATH_START, pathProblem } from "./path_problem.ts";
import { rounded } from "./rounded.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface WeakErrorSettings {
  keeps: number[];
  rates: number[];
  /** T: every path runs to this time. */
  time: number;
  dropoutPaths: number;
  equationPaths: number;
  naivePaths: number;
  /** ℓ */
  substeps: number;
}

/** What is simulated beside dropout; the Euler steps' own drift error is taken off from the second on. */
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

/** Seven digits: differences of means are small beside the means. */
function stored({ paths, times, mean, sd }: PathStatistics): StoredPaths {
  const all = (of: Readonly<Record<Observable, Float64Array>>, digits: (values: Float64Array) => number[]) =>
    Object.fromEntries(OBSERVABLES.map((name) => [name, digits(of[name])])) as Record<Observable, number[]>;
  const exact = (values: Float64Array) => Array.from(values, (value) => Number(value.toPrecision(8)));
  return { paths, times: exact(times), mean: all(mean, exact), sd: all(sd, rounded) };
}

/** Stored statistics as they were. */
export function statisticsOf({ paths, times, mean, sd }: StoredPaths): PathStatistics {
  const all = (of: Record<Observable, number[]>) =>
    Object.fromEntries(OBSERVABLES.map((name) => [name, Float64Array.from(of[name])])) as Record<
      Observable,
      Float64Array
    >;
  return { paths, times: Float64Array.from(times), mean: all(mean), sd: all(sd) };
}

const full: WeakErrorSettings = {
  keeps: [0.8, 0.6],
  rates: [0.2, 0.1, 0.05],
  time: 2,
  dropoutPaths: 30_000,
  equationPaths: 10_000,
  naivePaths: 3000,
  substeps: 8,
};

export default experiment<WeakErrorSettings, WeakErrorCell[]>({
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
  run(settings, seed, context) {
    const { keeps, rates, time, substeps, dropoutPaths, equationPaths, naivePaths } = settings;
    const processes: Record<ProcessName, [PathProcess, number]> = {
      "dropout": [{ kind: "dropout" }, dropoutPaths],
      "order 1": [{ kind: "sme", order: 1, substeps }, equationPaths],
      "order 2": [{ kind: "sme", order: 2, substeps, corrected: true }, equationPaths],
      "order 2, plain": [{ kind: "sme", order: 2, substeps }, naivePaths],
      "naive": [{ kind: "naive", substeps }, naivePaths],
    };
    const cells = keeps.flatMap((keep) => rates.map((rate) => ({ keep, rate })));
    let done = 0;
    return Promise.resolve(cells.map(({ keep, rate }, cell): WeakErrorCell => ({
      keep,
      rate,
      processes: Object.fromEntries(PROCESSES.map((name, k) => {
        if (context.signal.aborted) throw new TrainingStopped(done, undefined);
        const [process, paths] = processes[name];
        const found = simulatePaths({
          problem: pathProblem(),
          start: PATH_START,
          keep,
          rate,
          steps: Math.round(time / rate),
          paths,
          process,
          // Streams of different processes and seeds have nothing in common.
          seed: seed * 1000 + cell * 10 + k,
        });
        context.progress("paths", {
          step: ++done,
          steps: cells.length * PROCESSES.length,
          loss: found.mean.R_S.at(-1)!,
        });
        return [name, stored(found)];
      })) as Record<ProcessName, StoredPaths>,
    })));
  },
});
