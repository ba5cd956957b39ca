/** S8 and S9: two bumps on a line, fitted with and without dropout, and from a minimum of R_S switched to dropout. */
import { experiment } from "../../lib/experiments/mod.ts";
import { type Condensed, CondensedNetwork } from "./condensed_network.ts";

/** Trainings of one seed. */
export type CondensationRun = Record<
  "dropout" | "plain" | "minibatch" | "toDropout" | "toModified",
  Condensed
>;

/** Points that lie evenly on [−halfWidth, halfWidth]. */
export function even(count: number, halfWidth: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => -halfWidth + 2 * halfWidth * i / (count - 1));
}

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
  async run(settings, seed, context): Promise<CondensationRun> {
    const { halfWidth, points, shownPoints, keep, rate, steps, switched } = settings;
    const { batch, batchRate, batchSteps } = settings;
    const x = even(points, halfWidth), shown = even(shownPoints, halfWidth);
    const network = new CondensedNetwork({ x, y: x.map(target), inputs: 1 }, settings.width, shown);
    const initial = network.initial(seed);
    const stage = (name: string, rest: object) =>
      network.train({ name, loss: "plain", keep, initial, steps, rate, ...rest }, seed, context);
    const plain = await stage("plain", {});
    const after = { initial: plain.parameters, steps: switched };
    return {
      dropout: (await stage("dropout", { loss: "dropout" })).end,
      plain: plain.end,
      minibatch: (await stage("minibatch", { batch, rate: batchRate, steps: batchSteps })).end,
      toDropout: (await stage("to dropout", { ...after, loss: "dropout" })).end,
      toModified: (await stage("to modified", { ...after, loss: "modified" })).end,
    };
  },
});
