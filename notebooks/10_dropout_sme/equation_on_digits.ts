/** S1: loss and accuracy of dropout and of its equations on digits, over p and ε. */
import * as tf from "@tensorflow/tfjs-core";
import { experiment } from "../../lib/experiments/mod.ts";
import { compile, compileLoop, constant, grad, hvp, stepInputs, trace } from "../../lib/graph/mod.ts";
import { twoLayerLosses } from "../../lib/gradient_noise/network/mod.ts";
import { sampleDropoutMask } from "../../lib/gradient_noise/mod.ts";
import { flatten, multilayerPerceptron, unflatten, xavierNormal } from "../../lib/nn/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator } from "../../lib/random/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { TrainingStopped } from "../../lib/train/mod.ts";
import { pooledDigits } from "./digits.ts";

/** Means over the paths, at even times. */
export interface DigitCurves {
  loss: number[];
  testAccuracy: number[];
}

const PROCESSES = ["dropout", "order1", "order2"] as const;
type ProcessName = typeof PROCESSES[number];

/** One p and ε; `null` where a path ran off to infinity. */
export interface DigitCell extends Record<ProcessName, DigitCurves | null> {
  keep: number;
  rate: number;
  times: number[];
}

const full = {
  rows: 300,
  testRows: 1000,
  side: 14,
  width: 50,
  keeps: [0.3, 0.5, 0.8],
  rates: [0.05, 0.025, 0.0125],
  /** T */
  time: 2.5,
  substeps: 8,
  dropoutPaths: 4,
  equationPaths: 2,
  readings: 5,
};

/** Steps of all paths. */
const stepsOf = ({ keeps, rates, time, substeps, dropoutPaths, equationPaths }: typeof full) =>
  rates.reduce(
    (sum, rate) =>
      sum + keeps.length * Math.round(time / rate) * (dropoutPaths + 2 * substeps * equationPaths),
    0,
  );

export default experiment({
  at: import.meta,
  revision: 1,
  data: { "mnist": "fbe4089100f72085" },
  settings: full,
  seeds: [0, 1, 2],
  steps: stepsOf,
  async run(settings, seed, { signal, progress }): Promise<DigitCell[]> {
    const { rows, testRows, side, width, keeps, rates, time, substeps, readings } = settings;
    const { train, test } = await pooledDigits(rows, testRows, side, seed);
    const model = multilayerPerceptron({
      widths: [train.features, width, train.targets],
      activation: "tanh",
    });
    const specs = model.parameters, initial = xavierNormal(specs, generator(seed, "initial"));
    const P = initial.length;
    const look = await compile(trace(({ theta }) => {
      const tensors = unflatten(theta, specs), { loss } = twoLayerLosses(model, tensors, train, 1);
      return { loss, accuracy: twoLayerLosses(model, tensors, test, 1).accuracy };
    }, { theta: [P] }));

    /** One step of dropout, or one substep of an equation, with the Euler steps' own drift error taken off. */
    const stepOf = (process: ProcessName, keep: number, rate: number) => {
      const dt = rate / substeps, correction = (process === "order2" ? rate : 0) - dt;
      const move = ({ theta, mask }: Record<string, tf.Tensor>) => {
        const tensors = unflatten(theta, specs);
        const slope = (value: tf.Tensor) => flatten(grad(value, tensors));
        const noisy = slope(twoLayerLosses(model, tensors, train, keep, mask).loss);
        if (process === "dropout") return { theta: tf.sub(theta, tf.mul(constant(rate), noisy)) };
        const { loss, regularizer } = twoLayerLosses(model, tensors, train, keep);
        const modified = tf.add(loss, regularizer), drift = slope(modified);
        const bent = flatten(hvp(modified, tensors, unflatten(drift, specs)));
        const noise = tf.mul(constant(Math.sqrt(rate * dt)), tf.sub(drift, noisy));
        const flow = tf.add(drift, tf.mul(constant(correction / 2), bent));
        return { theta: tf.add(theta, tf.sub(noise, tf.mul(constant(dt), flow))) };
      };
      return compileLoop(trace(move, { theta: [P], mask: [width] }), ["theta"]);
    };

    /** Means over the paths of a process, with some steps of dropout between two readings. */
    const meansOf = async (process: ProcessName, keep: number, rate: number, every: number) => {
      const loop = await stepOf(process, keep, rate), paths: DigitCurves[] = [];
      const isDropout = process === "dropout", calls = every * (isDropout ? 1 : substeps);
      for (let path = 0; path < (isDropout ? settings.dropoutPaths : settings.equationPaths); path++) {
        if (signal.aborted) throw new TrainingStopped(0, undefined);
        const stream = generator(seed, "masks", process, keep, rate, path);
        const curves: DigitCurves = { loss: [], testAccuracy: [] };
        let theta = initial;
        for (let reading = 0;; reading++) {
          const { loss, accuracy } = await look.run({ theta });
          curves.loss.push(loss[0]);
          curves.testAccuracy.push(accuracy[0]);
          if (reading === readings) break;
          const masks = stepInputs(0, calls, () => ({ mask: sampleDropoutMask(stream, width, keep) }));
          const { state } = await loop.run({ theta }, masks, calls);
          theta = Float64Array.from(state.theta);
        }
        paths.push(curves);
      }
      await loop.dispose();
      if (!paths.every(({ loss }) => loss.every(Number.isFinite))) return null;
      const means = (of: keyof DigitCurves) =>
        rounded(paths[0][of].map((_, k) => mean(paths.map((one) => one[of][k]))));
      return { loss: means("loss"), testAccuracy: means("testAccuracy") };
    };

    const cells: DigitCell[] = [], all = keeps.flatMap((keep) => rates.map((rate) => ({ keep, rate })));
    for (const { keep, rate } of all) {
      const every = Math.round(time / rate) / readings;
      const times = rounded(Array.from({ length: readings + 1 }, (_, k) => k * every * rate));
      const found = {} as Record<ProcessName, DigitCurves | null>;
      for (const process of PROCESSES) found[process] = await meansOf(process, keep, rate, every);
      cells.push({ keep, rate, times, ...found });
      const steps = stepsOf(settings), step = Math.round(cells.length / all.length * steps);
      progress("cells", { step, steps, loss: found.dropout?.loss.at(-1) ?? 0 });
    }
    await look.dispose();
    return cells;
  },
});
