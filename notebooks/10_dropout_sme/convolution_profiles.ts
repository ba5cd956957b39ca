/** S11 on a convolutional network: how wide the minima with and without dropout are. */
import { experiment } from "../../lib/experiments/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { type RunContext, TrainingStopped } from "../../lib/train/mod.ts";
import { DigitCnn } from "./digit_cnn.ts";
import { filterNormalised } from "./filter_normalised.ts";
import { type LabelledRows, pooledDigits } from "./labelled_rows.ts";
import { rounded } from "../../lib/notebook/rounded.ts";

/** A network during or after training. */
export interface ConvolutionEnd {
  /** Epochs made. */
  epochs: number;
  loss: number;
  accuracy: number;
  testLoss: number;
  testAccuracy: number;
  /** R_S(θ + αd), mean over the directions. */
  profile: number[];
}

/**
 * Networks of one seed: with dropout; without, from the same initial parameters and with the same minibatches; without,
 * from other ones; and both without after the first epoch in which R_S is at most that of dropout's end.
 */
export interface ConvolutionRun
  extends Record<"dropout" | "plain" | "otherPlain" | "plainAtLoss" | "otherPlainAtLoss", ConvolutionEnd> {
  data: string;
  alphas: number[];
}

const full = {
  rows: 2000,
  testRows: 2000,
  side: 14,
  filters: [8, 16] as [number, number],
  hidden: 64,
  keepMaps: 0.8,
  keepHidden: 0.5,
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
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ rows, batch, epochs }) => 3 * epochs * Math.floor(rows / batch),
  async run(settings, seed, context): Promise<ConvolutionRun> {
    const { rows, testRows, side, reach, points } = settings;
    const { train, test } = await pooledDigits(rows, testRows, side, seed);
    const alphas = Array.from({ length: points }, (_, k) => -reach + 2 * reach * k / (points - 1));
    const network = new DigitCnn(train, settings),
      look = { test, alphas, directions: settings.directions, seed, context };
    const read = (theta: Float64Array, epochs: number) => readEnd(network, { theta, epochs }, look);
    try {
      const dropout = await network.train("dropout", { dropout: true, seed }, context);
      const without = async (name: string, from: number) => {
        const whole = await network.train(name, { dropout: false, seed: from }, context);
        const found = whole.loss.findIndex((loss) => loss <= dropout.loss.at(-1)!);
        const epochs = found < 0 ? settings.epochs : found + 1;
        const stopped = await network.train(
          `${name}, stopped`,
          { dropout: false, seed: from, epochs },
          context,
        );
        return { end: await read(whole.theta, settings.epochs), atLoss: await read(stopped.theta, epochs) };
      };
      const plain = await without("no dropout", seed),
        other = await without("other start", seed + OTHER_START);
      return {
        data: train.source,
        alphas: rounded(alphas),
        dropout: await read(dropout.theta, settings.epochs),
        plain: plain.end,
        otherPlain: other.end,
        plainAtLoss: plain.atLoss,
        otherPlainAtLoss: other.atLoss,
      };
    } finally {
      await network.close();
    }
  },
});

/** Loss, accuracies and profile of parameters; the same draws of directions for every network. */
async function readEnd(
  network: DigitCnn,
  { theta, epochs }: { theta: Float64Array; epochs: number },
  { test, alphas, directions, seed, context }: {
    test: LabelledRows;
    alphas: readonly number[];
    directions: number;
    seed: number;
    context: RunContext;
  },
): Promise<ConvolutionEnd> {
  const profile = alphas.map(() => 0);
  const seen = await network.evaluate(theta), unseen = await network.evaluate(theta, test);
  for (let k = 0; k < directions; k++) {
    const direction = filterNormalised(theta, network.model.parameters, generator(seed, "profile", k));
    for (const [i, alpha] of alphas.entries()) {
      if (context.signal.aborted) throw new TrainingStopped(epochs, undefined);
      const moved = theta.map((value, j) => value + alpha * direction[j]);
      profile[i] += (await network.evaluate(moved)).loss / directions;
    }
  }
  const [loss, accuracy, testLoss, testAccuracy] = rounded([
    seen.loss,
    seen.accuracy,
    unseen.loss,
    unseen.accuracy,
  ]);
  return { epochs, loss, accuracy, testLoss, testAccuracy, profile: rounded(profile) };
}
