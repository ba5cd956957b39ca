/** S10: tanh of a sum of ten inputs, fitted with and without dropout. */
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator, uniformArray } from "../../lib/random/mod.ts";
import { type Stage, trainCondensed } from "./condensed_network.ts";

const full = {
  inputs: 10,
  points: 30,
  testPoints: 500,
  width: 100,
  keep: 0.5,
  rate: 1e-3,
  steps: 60_000,
  batch: 2,
  batchRate: 1e-2,
  batchSteps: 20_000,
};

export default experiment({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  quick: { seeds: [0, 1, 2] },
  steps: ({ steps, batchSteps }) => 2 * steps + batchSteps,
  async run(settings, seed, context) {
    const { inputs, points, testPoints, width, keep, rate, steps, batch, batchRate, batchSteps } = settings;
    const draw = (count: number, name: string) => uniformArray(generator(seed, name), count * inputs, -1, 1);
    const target = (x: Float64Array) =>
      Float64Array.from(
        { length: x.length / inputs },
        (_, i) => Math.tanh(x.subarray(i * inputs, (i + 1) * inputs).reduce((sum, value) => sum + value, 0)),
      );
    const x = draw(points, "points"), shown = draw(testPoints, "test"), truth = target(shown);
    const train = async (name: string, changes: Partial<Stage>) => {
      const stage = { loss: "plain" as const, keep, steps, rate, ...changes };
      const { end } = await trainCondensed(
        name,
        { x, y: target(x), inputs, width, shown },
        stage,
        seed,
        context,
      );
      const error = end.output.reduce((sum, value, i) => sum + (value - truth[i]) ** 2, 0) / testPoints;
      return { run: { ...end, output: [] as number[] }, error: rounded(error)! };
    };
    const dropout = await train("dropout", { loss: "dropout" }), plain = await train("plain", {});
    const minibatch = await train("minibatch", { batch, rate: batchRate, steps: batchSteps });
    return {
      dropout: dropout.run,
      plain: plain.run,
      minibatch: minibatch.run,
      /** Mean squared errors on points that were not seen. */
      testError: { dropout: dropout.error, plain: plain.error, minibatch: minibatch.error },
    };
  },
});
