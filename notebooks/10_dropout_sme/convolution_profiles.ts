/** S11 on a convolutional network: how wide the minima with and without dropout are. */
import { experiment } from "../../lib/experiments/mod.ts";
import { DropoutCnn } from "../../lib/gradient_noise/network/dropout_cnn.ts";
import { lossProfile } from "../../lib/nn/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator } from "../../lib/random/mod.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import { TrainingStopped } from "../../lib/train/mod.ts";
import { pooledDigits } from "./digits.ts";

/** Sizes of the network and of its digits, and how it is trained. */
export const CNN = {
  rows: 2000,
  testRows: 2000,
  /** Pixels of a side. */
  side: 14,
  /** Filters of the two convolutions, 3 × 3, each followed by max pooling over 2 × 2. */
  filters: [8, 16] as [number, number],
  /** Units of the fully connected layer before the output. */
  hidden: 64,
  /** Probability to keep a unit of the pooled maps, and one of the fully connected layer. */
  keepMaps: 0.8,
  keepHidden: 0.5,
  /** Adam's. */
  rate: 1e-3,
  batch: 100,
  epochs: 300,
  /** Random directions of a profile. */
  directions: 5,
  /** α runs over [−reach, reach]. */
  reach: 1,
  points: 21,
};

/** Offset of the seed for the other start, far from every seed of a claim or of a trial. */
const OTHER_START = 10_000;

export default experiment({
  at: import.meta,
  revision: 1,
  data: { "mnist": "fbe4089100f72085" },
  settings: CNN,
  seeds: [0, 1, 2],
  steps: ({ rows, batch, epochs }) => 3 * epochs * Math.floor(rows / batch),
  async run(settings, seed, context) {
    const { rows, testRows, side, reach, points, directions, epochs } = settings;
    const { train, test } = await pooledDigits(rows, testRows, side, seed);
    const alphas = [...linspace(-reach, reach, points)];
    await using network = new DropoutCnn(train, settings);
    /** Loss, accuracies and profile of parameters; the same draws of directions for every network. */
    const read = async (theta: Float64Array, epochs: number) => {
      const seen = await network.evaluate(theta), unseen = await network.evaluate(theta, test);
      const streams = Array.from({ length: directions }, (_, k) => generator(seed, "profile", k));
      const lossAt = async (moved: Float64Array) => {
        if (context.signal.aborted) throw new TrainingStopped(epochs, undefined);
        return (await network.evaluate(moved)).loss;
      };
      const profile = await lossProfile(theta, network.model.parameters, lossAt, { alphas, streams });
      const [loss, accuracy] = rounded([seen.loss, seen.accuracy]);
      const [testLoss, testAccuracy] = rounded([unseen.loss, unseen.accuracy]);
      /** Epochs made, and R_S(θ + αd), mean over the directions, beside them. */
      return { epochs, loss, accuracy, testLoss, testAccuracy, profile: rounded(profile) };
    };
    const dropout = await network.train("dropout", { dropout: true, seed }, context);
    const without = async (name: string, seed: number) => {
      const whole = await network.train(name, { dropout: false, seed }, context);
      const found = whole.loss.findIndex((loss) => loss <= dropout.loss.at(-1)!);
      const fewer = found < 0 ? epochs : found + 1, options = { dropout: false, seed, epochs: fewer };
      const stopped = await network.train(`${name}, stopped`, options, context);
      return { end: await read(whole.theta, epochs), atLoss: await read(stopped.theta, fewer) };
    };
    // From the same initial parameters and with the same minibatches as with dropout; and from other ones.
    const plain = await without("no dropout", seed);
    const other = await without("other start", seed + OTHER_START);
    return {
      data: train.source,
      alphas: rounded(alphas),
      dropout: await read(dropout.theta, epochs),
      plain: plain.end,
      otherPlain: other.end,
      /** After the first epoch in which R_S is at most that of dropout's end. */
      plainAtLoss: plain.atLoss,
      otherPlainAtLoss: other.atLoss,
    };
  },
});
