/** S11 and the interpolation of S12: how wide the minima with and without dropout are, and the loss between them. */
import { experiment } from "../../lib/experiments/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { DropoutNetwork } from "./dropout_network.ts";
import { filterNormalised } from "./filter_normalised.ts";
import { pooledDigits } from "./labelled_rows.ts";
import { rounded } from "../../lib/notebook/rounded.ts";

/** One training's end. */
export interface ProfileEnd {
  loss: number;
  testLoss: number;
  testAccuracy: number;
  /** R_S(θ + αd), mean over the directions. */
  profile: number[];
}

/** Both ends of one seed. */
export interface ProfileRun {
  alphas: number[];
  dropout: ProfileEnd;
  plain: ProfileEnd;
  /** R_S on the line from the end without dropout (0) to that with it (1), also beyond. */
  between: { share: number[]; loss: number[] };
}

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
  async run(settings, seed, context): Promise<ProfileRun> {
    const { rows, testRows, side, hidden, keep, rate, steps, reach, points } = settings;
    const { train, test } = await pooledDigits(rows, testRows, side, seed);
    const alphas = Array.from({ length: points }, (_, k) => -reach + 2 * reach * k / (points - 1));
    const networkOf = (keep: number) => {
      const options = {
        hidden,
        activation: "relu",
        keep,
        rate,
        block: "weight2",
        precision: "float32",
      } as const;
      return new DropoutNetwork(train, options, seed);
    };
    const ends: { end: ProfileEnd; theta: Float64Array }[] = [];
    for (const p of [keep, 1]) {
      const network = networkOf(p);
      try {
        await network.advance(steps, { signal: context.signal });
        const { theta } = network, { loss } = await network.evaluate(), unseen = await network.evaluate(test);
        const profile = alphas.map(() => 0);
        for (let k = 0; k < settings.directions; k++) {
          const direction = filterNormalised(theta, network.model.parameters, generator(seed, "profile", k));
          for (const [i, alpha] of alphas.entries()) {
            network.resume(theta.map((value, j) => value + alpha * direction[j]), steps);
            profile[i] += (await network.evaluate()).loss / settings.directions;
          }
        }
        const end = { loss, testLoss: unseen.loss, testAccuracy: unseen.accuracy, profile: rounded(profile) };
        ends.push({ end, theta });
        context.progress(`p = ${p}`, { step: steps, steps, loss });
      } finally {
        await network.close();
      }
    }
    const [dropout, plain] = ends, network = networkOf(keep), loss: number[] = [];
    const share = Array.from({ length: points }, (_, k) => -0.5 + 2 * k / (points - 1));
    try {
      for (const s of share) {
        network.resume(plain.theta.map((value, j) => value + s * (dropout.theta[j] - value)), steps);
        loss.push((await network.evaluate()).loss);
      }
    } finally {
      await network.close();
    }
    return {
      alphas: rounded(alphas),
      dropout: dropout.end,
      plain: plain.end,
      between: { share: rounded(share), loss: rounded(loss) },
    };
  },
});
