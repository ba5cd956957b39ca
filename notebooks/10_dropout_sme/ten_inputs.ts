/** S10: tanh of a sum of ten inputs, fitted with and without dropout. */
import { experiment } from "../../lib/experiments/mod.ts";
import { generator, uniformArray } from "../../lib/random/mod.ts";
import { type Condensed, CondensedNetwork } from "./condensed_network.ts";
import { rounded } from "../../lib/notebook/rounded.ts";

/** Trainings of one seed, and their mean squared errors on unseen points. */
export type TenInputsRun = Record<Rival, Condensed> & { testError: Record<Rival, number> };

type Rival = "dropout" | "plain" | "minibatch";

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
  async run(settings, seed, context): Promise<TenInputsRun> {
    const { inputs, points, testPoints, width, keep, rate, steps, batch, batchRate, batchSteps } = settings;
    const draw = (count: number, name: string) => uniformArray(generator(seed, name), count * inputs, -1, 1);
    const target = (x: Float64Array) =>
      Float64Array.from(
        { length: x.length / inputs },
        (_, i) => Math.tanh(x.subarray(i * inputs, (i + 1) * inputs).reduce((sum, value) => sum + value, 0)),
      );
    const x = draw(points, "points"), unseen = draw(testPoints, "test"), truth = target(unseen);
    const network = new CondensedNetwork({ x, y: target(x), inputs }, width, unseen);
    const initial = network.initial(seed);
    const train = async (name: string, rest: object) => {
      const stage = { name, loss: "plain" as const, keep, initial, steps, rate, ...rest };
      const { end } = await network.train(stage, seed, context);
      const error = end.output.reduce((sum, value, i) => sum + (value - truth[i]) ** 2, 0) / testPoints;
      return { run: { ...end, output: [] }, error: rounded([error])[0] };
    };
    const dropout = await train("dropout", { loss: "dropout" }), plain = await train("plain", {});
    const minibatch = await train("minibatch", { batch, rate: batchRate, steps: batchSteps });
    return {
      dropout: dropout.run,
      plain: plain.run,
      minibatch: minibatch.run,
      testError: { dropout: dropout.error, plain: plain.error, minibatch: minibatch.error },
    };
  },
});
