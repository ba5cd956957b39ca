/**
 * How many times as many steps a second of CPU time several seeds of a narrow network make when they are trained
 * together, in one program, as when one after another. Prints one JSON object for each network; `--repeats N` takes the
 * median of N interleaved measurements, 3 unless given.
 *
 * Run it with `deno run -A tests/bench/seeds_together.ts`.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs-core";
import process from "node:process";
import { multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { train, trainTogether } from "../../lib/train/mod.ts";

/** A fully connected tanh network on one input, by the widths of its layers, and its full batch. */
export interface NarrowNetwork {
  readonly widths: readonly number[];
  readonly rows: number;
}

/** Networks as narrow as those of the papers. */
export const NARROW_NETWORKS: readonly NarrowNetwork[] = [
  { widths: [1, 16, 16, 1], rows: 50 },
  { widths: [1, 100, 1], rows: 64 },
  { widths: [1, 50, 50, 1], rows: 100 },
  { widths: [1, 32, 32, 32, 1], rows: 200 },
  { widths: [1, 64, 64, 1], rows: 100 },
  { widths: [1, 64, 64, 64, 1], rows: 200 },
];

const TOGETHER = [2, 4, 8, 16, 32], STEPS = 4000;

/** Median over the repeats of (time of a step by itself) / (time of a step of one of `n` networks), by `n`. */
export async function seedsTogether(network: NarrowNetwork, repeats = 3): Promise<Record<number, number>> {
  const ratios = Object.fromEntries(TOGETHER.map((count) => [count, [] as number[]]));
  for (let repeat = 0; repeat < repeats; repeat++) {
    const alone = await stepTime(network, 1);
    for (const count of TOGETHER) ratios[count].push(alone / await stepTime(network, count));
  }
  return Object.fromEntries(
    Object.entries(ratios).map(([count, all]) => [count, all.sort((a, b) => a - b)[repeats >> 1]]),
  );
}

/** CPU milliseconds of a step of one of `count` networks: the difference of a long training and a short one. */
async function stepTime(network: NarrowNetwork, count: number): Promise<number> {
  const steps = Math.ceil(STEPS / count), short = Math.ceil(steps / 4);
  const before = await trainingTime(network, count, short), whole = await trainingTime(network, count, steps);
  return (whole - before) / (steps - short) / count;
}

async function trainingTime({ widths, rows }: NarrowNetwork, count: number, steps: number): Promise<number> {
  const model = multilayerPerceptron({ widths: [...widths], activation: "tanh" });
  const initial = (seed: number) => uniformFanIn(model.parameters, generator(seed, "initial"));
  const common = {
    parameters: model.parameters,
    loss(parameters: tf.Tensor[]) {
      const x = tf.reshape(tf.linspace(-1, 1, rows), [rows, 1]);
      return tf.mean(tf.squaredDifference(model.apply(parameters, x), tf.sin(tf.mul(x, 3)))) as tf.Scalar;
    },
    optimizer: adam({ learningRate: 1e-3 }),
    steps,
  };
  const began = process.cpuUsage();
  if (count === 1) await train({ ...common, initial: initial(0) });
  else {
    const networks = Array.from({ length: count }, (_, seed) => ({ initial: initial(seed) }));
    await trainTogether({ ...common, networks });
  }
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

if (import.meta.main) {
  const [option, text = "3"] = Deno.args, repeats = Number(text);
  if ((option !== undefined && option !== "--repeats") || !Number.isInteger(repeats) || repeats < 1) {
    throw new RangeError(`allowed is --repeats with a positive integer, got ${Deno.args.join(" ")}`);
  }
  for (const network of NARROW_NETWORKS) {
    console.log(JSON.stringify({ ...network, gain: await seedsTogether(network, repeats) }));
  }
}
