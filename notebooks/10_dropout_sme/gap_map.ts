/** Distance of the equation's end from dropout's, over p and ε, also at extreme values of both, as a reviewer asked. */
import { experiment } from "../../lib/experiments/mod.ts";
import { modifiedLoss, type PathProcess, simulatePaths } from "../../lib/gradient_noise/mod.ts";
import { TrainingStopped } from "../../lib/train/mod.ts";
import { PATH_START, pathProblem } from "./path_problem.ts";

/** Mean L_S at the end, and its standard error; `null` if a path diverged. */
type End = { mean: number; standardError: number } | null;

/** Ends of the paths at one p and ε. */
export interface GapCell {
  keep: number;
  rate: number;
  /** L_S at the start. */
  start: number;
  dropout: End;
  order1: End;
  order2: End;
}

const full = {
  keeps: [0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9],
  rates: [0.4, 0.2, 0.1, 0.05, 0.025, 0.0125],
  time: 2,
  paths: 500,
  substeps: 8,
};

export default experiment({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ keeps, rates }) => keeps.length * rates.length,
  run({ keeps, rates, time, paths, substeps }, seed, context): Promise<GapCell[]> {
    const problem = pathProblem(),
      start = PATH_START,
      all = keeps.flatMap((keep) => rates.map((rate) => ({ keep, rate })));
    return Promise.resolve(all.map(({ keep, rate }, done) => {
      if (context.signal.aborted) throw new TrainingStopped(done, undefined);
      const end = (process: PathProcess, own: number): End => {
        const steps = Math.round(time / rate);
        try {
          const { mean, sd } = simulatePaths({
            problem,
            start,
            keep,
            rate,
            steps,
            paths,
            process,
            seed: seed * 100 + own,
          });
          const end = { mean: mean.L_S.at(-1)!, standardError: sd.L_S.at(-1)! / Math.sqrt(paths) };
          return Number.isFinite(end.mean) && Number.isFinite(end.standardError) ? end : null;
        } catch (error) {
          // Divergence is a possible result here; any other error is a mistake.
          if (error instanceof RangeError && error.message.includes("ran off to infinity")) return null;
          throw error;
        }
      };
      const cell = {
        keep,
        rate,
        start: modifiedLoss(problem, start, keep).loss,
        dropout: end({ kind: "dropout" }, 0),
        order1: end({ kind: "sme", order: 1, substeps }, 1),
        order2: end({ kind: "sme", order: 2, substeps, corrected: true }, 2),
      };
      context.progress("cells", { step: done + 1, steps: all.length, loss: cell.dropout?.mean ?? 0 });
      return cell;
    }));
  },
});
