/** Distance of the equation's end from dropout's, over p and ε, also at extreme values of both, as a reviewer asked. */
import { experiment } from "../../lib/experiments/mod.ts";
import { modifiedLoss, type PathProcess } from "../../lib/gradient_noise/mod.ts";
import { TrainingStopped } from "../../lib/train/mod.ts";
import { PATH_START, pathProblem, pathsTo } from "./path_problem.ts";

const full = {
  keeps: [0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9],
  rates: [0.4, 0.2, 0.1, 0.05, 0.025, 0.0125],
  time: 2,
  paths: 500,
  substeps: 8,
};

/** Mean L_S at the end, and its standard error; `null` where a path ran off to infinity. */
function endOf(time: number, options: Parameters<typeof pathsTo>[1]) {
  try {
    const { mean, sd } = pathsTo(time, options);
    const end = { mean: mean.L_S.at(-1)!, standardError: sd.L_S.at(-1)! / Math.sqrt(options.paths) };
    return Number.isFinite(end.mean) && Number.isFinite(end.standardError) ? end : null;
  } catch (error) {
    // Running off to infinity is what is looked for here; anything else is a mistake.
    if (error instanceof RangeError && error.message.includes("ran off to infinity")) return null;
    throw error;
  }
}

export default experiment({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ keeps, rates }) => keeps.length * rates.length,
  run({ keeps, rates, time, paths, substeps }, seed, { signal, progress }) {
    const all = keeps.flatMap((keep) => rates.map((rate) => ({ keep, rate })));
    return Promise.resolve(all.map((at, done) => {
      if (signal.aborted) throw new TrainingStopped(done, undefined);
      const end = (process: PathProcess, own: number) =>
        endOf(time, { ...at, paths, process, seed: seed * 100 + own });
      const cell = {
        ...at,
        /** L_S at the start. */
        start: modifiedLoss(pathProblem(), PATH_START, at.keep).loss,
        dropout: end({ kind: "dropout" }, 0),
        order1: end({ kind: "sme", order: 1, substeps }, 1),
        order2: end({ kind: "sme", order: 2, substeps, corrected: true }, 2),
      };
      progress("cells", { step: done + 1, steps: all.length, loss: cell.dropout?.mean ?? 0 });
      return cell;
    }));
  },
});
