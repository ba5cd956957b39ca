/** S11 and the interpolation of S12: how wide the minima with and without dropout are, and the loss between them. */
import { experiment } from "../../lib/experiments/mod.ts";
import { lossProfile } from "../../lib/nn/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator } from "../../lib/random/mod.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import { pooledDigits } from "./digits.ts";
import { DropoutNetwork } from "../../lib/gradient_noise/network/mod.ts";

const full = {
  rows: 1000,
  testRows: 2000,
  side: 14,
  hidden: [50, 50],
  keep: 0.5,
  rate: 0.1,
  steps: 3000,
  /** Random directions of a profile. */
  directions: 5,
  /** α runs over [−reach, reach]. */
  reach: 1,
  points: 21,
};

export default experiment({
  at: import.meta,
  revision: 1,
  data: { "mnist": "fbe4089100f72085" },
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ steps }) => 2 * steps,
  async run(settings, seed, { signal, progress }) {
    const { rows, testRows, side, hidden, keep, rate, steps, directions, reach, points } = settings;
    const { train, test } = await pooledDigits(rows, testRows, side, seed);
    const alphas = [...linspace(-reach, reach, points)], share = linspace(-0.5, 1.5, points);
    const fixed = { activation: "relu", block: "weight2", precision: "float32" } as const;
    const networkOf = (keep: number) => new DropoutNetwork(train, { ...fixed, hidden, keep, rate }, seed);
    const lossOf = (network: DropoutNetwork) => async (theta: Float64Array) =>
      (await network.evaluate(theta)).loss;
    const end = async (p: number) => {
      await using network = networkOf(p);
      await network.advance(steps, { signal });
      const { theta, model } = network, unseen = await network.evaluate(theta, test);
      const loss = await lossOf(network)(theta);
      const streams = Array.from({ length: directions }, (_, k) => generator(seed, "profile", k));
      const profile = await lossProfile(theta, model.parameters, lossOf(network), { alphas, streams });
      progress(`p = ${p}`, { step: steps, steps, loss });
      const { loss: testLoss, accuracy: testAccuracy } = unseen;
      /** R_S(θ + αd), mean over the directions. */
      return { theta, end: { loss, testLoss, testAccuracy, profile: rounded(profile) } };
    };
    const dropout = await end(keep), plain = await end(1), loss: number[] = [];
    await using network = networkOf(keep);
    for (const s of share) {
      const between = plain.theta.map((value, j) => value + s * (dropout.theta[j] - value));
      loss.push(await lossOf(network)(between));
    }
    return {
      alphas: rounded(alphas),
      dropout: dropout.end,
      plain: plain.end,
      /** R_S on the line from the end without dropout (0) to that with it (1), also beyond. */
      between: { share: rounded(share), loss: rounded(loss) },
    };
  },
});
