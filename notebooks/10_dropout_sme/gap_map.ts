/** Figure 9 and a reviewer's question: how far the equation's end is from dropout's, over p and ε, also where both are extreme. */
import { modifiedLoss, type PathProcess, simulatePaths } from "../../lib/gradient_noise/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { TrainingStopped } from "../../lib/train/mod.ts";
import { PATH_START, pathProblem } from "./path_problem.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface GapSettings {
  keeps: number[];
  rates: number[];
  time: number;
  paths: number;
  substeps: number;
}

/** Ends of the paths at one p and ε; `null` where a path ran off to infinity. */
export interface GapCell {
  keep: number;
  rate: number;
  /** L_S at the start. */
  start: number;
  /** Mean L_S of dropout at the end, and its standard error. */
  dropout: { mean: number; standardError: number } | null;
  /** The same of the equations. */
  order1: { mean: number; standardError: number } | null;
  order2: { mean: number; standardError: number } | null;
}

const full: GapSettings = {
  keeps: [0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9],
  rates: [0.4, 0.2, 0.1, 0.05, 0.025, 0.0125],
  time: 2,
  paths: 500,
  substeps: 8,
};

export default experiment<GapSettings, GapCell[]>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ keeps, rates }) => keeps.length * rates.length,
  run({ keeps, rates, time, paths, substeps }, seed, context) {
    let done = 0;
    const cells = keeps.flatMap((keep) =>
      rates.map((rate): GapCell => {
        if (context.signal.aborted) throw new TrainingStopped(done, undefined);
        const end = (process: PathProcess, own: number) => {
          try {
            const { mean, sd } = simulatePaths({
              problem: pathProblem(),
              start: PATH_START,
              keep,
              rate,
              steps: Math.round(time / rate),
              paths,
              process,
              seed: seed * 100 + own,
            });
            const end = { mean: mean.L_S.at(-1)!, standardError: sd.L_S.at(-1)! / Math.sqrt(paths) };
            return Number.isFinite(end.mean) && Number.isFinite(end.standardError) ? end : null;
          } catch (error) {
            // Running off to infinity is what is looked for here; anything else is a mistake.
            if (error instanceof RangeError && error.message.includes("ran off to infinity")) return null;
            throw error;
          }
        };
        const cell = {
          keep,
          rate,
          start: modifiedLoss(pathProblem(), PATH_START, keep).loss,
          dropout: end({ kind: "dropout" }, 0),
          order1: end({ kind: "sme", order: 1, substeps }, 1),
          order2: end({ kind: "sme", order: 2, substeps, corrected: true }, 2),
        };
        context.progress("cells", {
          step: ++done,
          steps: keeps.length * rates.length,
          loss: cell.dropout?.mean ?? 0,
        });
        return cell;
      })
    );
    return Promise.resolve(cells);
  },
});
