/** S1: loss and accuracy of dropout and of its equations on digits, over p and ε. */
import * as tf from "@tensorflow/tfjs-core";
import { experiment } from "../../lib/experiments/mod.ts";
import type { LoopExecutable } from "../../lib/graph/mod.ts";
import { compile, compileLoop, constant, grad, hvp, trace } from "../../lib/graph/mod.ts";
import { sampleDropoutMask } from "../../lib/gradient_noise/mod.ts";
import { flatten, multilayerPerceptron, unflatten, xavierNormal } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { TrainingStopped } from "../../lib/train/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { pooledDigits } from "./labelled_rows.ts";
import { rounded } from "../../lib/notebook/rounded.ts";
import { rightShare, twoLayerLosses } from "./two_layer_losses.ts";

/** Means over the paths, at even times. */
export interface DigitCurves {
  loss: number[];
  testAccuracy: number[];
}

/** One p and ε; `null` if a path diverged. */
export type DigitCell =
  & { keep: number; rate: number; times: number[] }
  & Record<ProcessName, DigitCurves | null>;

const PROCESSES = ["dropout", "order1", "order2"] as const;
type ProcessName = typeof PROCESSES[number];

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
  async run(settings, seed, context): Promise<DigitCell[]> {
    const { rows, testRows, side, width, keeps, rates, time, substeps, readings } = settings;
    const { train, test } = await pooledDigits(rows, testRows, side, seed);
    const model = multilayerPerceptron({
      widths: [train.features, width, train.classes],
      activation: "tanh",
    });
    const specs = model.parameters,
      initial = xavierNormal(specs, generator(seed, "initial")),
      P = initial.length;
    const look = await compile(trace(({ theta }) => {
      const tensors = unflatten(theta, specs), unseen = twoLayerLosses(model, tensors, test, 1);
      return {
        loss: twoLayerLosses(model, tensors, train, 1).loss,
        accuracy: rightShare(unseen.output, test),
      };
    }, { theta: [P] }));
    const cells: DigitCell[] = [], all = keeps.flatMap((keep) => rates.map((rate) => ({ keep, rate })));
    try {
      for (const { keep, rate } of all) {
        const every = Math.round(time / rate) / readings,
          found = {} as Record<ProcessName, DigitCurves | null>;
        const times = rounded(Array.from({ length: readings + 1 }, (_, k) => k * every * rate));
        for (const process of PROCESSES) {
          const loop = await stepOf(process, keep, rate), paths: DigitCurves[] = [];
          const count = process === "dropout" ? settings.dropoutPaths : settings.equationPaths;
          try {
            for (let path = 0; path < count; path++) {
              if (context.signal.aborted) throw new TrainingStopped(0, undefined);
              paths.push(await follow(loop, process, { keep, rate, path, every }));
            }
          } finally {
            await loop.dispose();
          }
          const means = (of: keyof DigitCurves) =>
            rounded(times.map((_, k) => mean(paths.map((one) => one[of][k]))));
          const finite = paths.every(({ loss }) => loss.every(Number.isFinite));
          found[process] = finite ? { loss: means("loss"), testAccuracy: means("testAccuracy") } : null;
        }
        cells.push({ keep, rate, times, ...found });
        const steps = stepsOf(settings), step = Math.round(cells.length / all.length * steps);
        context.progress("cells", { step, steps, loss: found.dropout?.loss.at(-1) ?? 0 });
      }
    } finally {
      await look.dispose();
    }
    return cells;

    /** One step of dropout, or one substep of an equation, with the Euler steps' own drift error subtracted. */
    function stepOf(process: ProcessName, keep: number, rate: number): Promise<LoopExecutable> {
      const dt = rate / substeps, correction = (process === "order2" ? rate : 0) - dt;
      return compileLoop(
        trace(
          ({ theta, mask }) => {
            const tensors = unflatten(theta, specs);
            const slope = (value: tf.Tensor) => flatten(grad(value, tensors));
            const noisy = slope(twoLayerLosses(model, tensors, train, keep, mask).loss);
            if (process === "dropout") return { theta: tf.sub(theta, tf.mul(constant(rate), noisy)) };
            const { loss, regularizer } = twoLayerLosses(model, tensors, train, keep),
              modified = tf.add(loss, regularizer);
            const drift = slope(modified), along = unflatten(drift, specs);
            const bent = flatten(hvp(modified, tensors, along));
            const noise = tf.mul(constant(Math.sqrt(rate * dt)), tf.sub(drift, noisy));
            const flow = tf.add(drift, tf.mul(constant(correction / 2), bent));
            return { theta: tf.add(theta, tf.sub(noise, tf.mul(constant(dt), flow))) };
          },
          { theta: [P], mask: [width] },
        ),
        ["theta"],
      );
    }

    async function follow(
      loop: LoopExecutable,
      process: ProcessName,
      { keep, rate, path, every }: { keep: number; rate: number; path: number; every: number },
    ): Promise<DigitCurves> {
      const stream = generator(seed, "masks", process, keep, rate, path),
        calls = every * (process === "dropout" ? 1 : substeps);
      const curves: DigitCurves = { loss: [], testAccuracy: [] };
      let theta = initial;
      for (let reading = 0;; reading++) {
        const { loss, accuracy } = await look.run({ theta });
        curves.loss.push(loss[0]);
        curves.testAccuracy.push(accuracy[0]);
        if (reading === readings) return curves;
        const mask = new Float64Array(calls * width);
        for (let k = 0; k < calls; k++) mask.set(sampleDropoutMask(stream, width, keep), k * width);
        const { state } = await loop.run({ theta }, { mask }, calls);
        theta = Float64Array.from(state.theta as Float32Array);
      }
    }
  },
});
