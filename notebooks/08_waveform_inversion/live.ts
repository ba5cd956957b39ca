/** The live cell of paper 08: it trains one network in seconds. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../lib/graph/mod.ts";
import { multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { train } from "../../lib/train/mod.ts";
import { outputFigure } from "./figures.ts";

const [WIDTH, HIGH, SEED, STEPS] = [32, 5, 0, 2000]; // change these, and run the cell again
const x = Float64Array.from({ length: 65 }, (_, i) => Math.PI * (2 * i / 65 - 1));
const y = x.map((one) => Math.sin(one) + Math.sin(HIGH * one));
const { parameters, apply } = multilayerPerceptron({ widths: [1, WIDTH, WIDTH, 1], activation: "tanh" });
const initial = uniformFanIn(parameters, generator(SEED, "live")), optimizer = adam({ learningRate: 1e-3 });
const output = (p: tf.Tensor[]) => apply(p, constant(x, [65, 1]));
const loss = (p: tf.Tensor[]) => tf.mean<tf.Scalar>(tf.squaredDifference(output(p), constant(y, [65, 1])));
const snapshot = (p: tf.Tensor[]) => ({ output: output(p) }), snapshotAt = [100, 400, STEPS];
const trained = await train({ parameters, initial, loss, optimizer, steps: STEPS, snapshot, snapshotAt });
outputFigure({ x, target: y, snapshots: trained.snapshots });
