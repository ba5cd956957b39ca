/** S8 and S9: two bumps on a line, fitted with and without dropout, and from a minimum of R_S switched to dropout. */
import { experiment } from "../../lib/experiments/mod.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import { type Stage, trainCondensed } from "./condensed_network.ts";

/** tanh(x − 6) + tanh(x + 6). */
export const target = (x: number): number => Math.tanh(x - 6) + Math.tanh(x + 6);

const full = {
  width: 200,
  points: 13,
  /** Points lie evenly on [−halfWidth, halfWidth]. */
  halfWidth: 12,
  keep: 0.9,
  rate: 1e-3,
  steps: 40_000,
  /** Steps after the switch. */
  switched: 40_000,
  batch: 2,
  batchRate: 5e-3,
  batchSteps: 40_000,
  shownPoints: 121,
};

export default experiment({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ steps, switched, batchSteps }) => 2 * steps + batchSteps + 2 * switched,
  async run(settings, seed, context) {
    const { width, halfWidth, points, shownPoints, keep, rate, steps, switched, batch } = settings;
    const onLine = (count: number) => linspace(-halfWidth, halfWidth, count);
    const x = onLine(points), task = { x, y: x.map(target), inputs: 1, width, shown: onLine(shownPoints) };
    const stage = (name: string, changes: Partial<Stage> = {}) =>
      trainCondensed(name, task, { loss: "plain", keep, steps, rate, ...changes }, seed, context);
    const plain = await stage("plain"), after = { initial: plain.parameters, steps: switched };
    const slow = { batch, rate: settings.batchRate, steps: settings.batchSteps };
    return {
      dropout: (await stage("dropout", { loss: "dropout" })).end,
      plain: plain.end,
      minibatch: (await stage("minibatch", slow)).end,
      toDropout: (await stage("to dropout", { ...after, loss: "dropout" })).end,
      toModified: (await stage("to modified", { ...after, loss: "modified" })).end,
    };
  },
});
