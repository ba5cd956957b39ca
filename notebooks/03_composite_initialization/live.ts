/** Trains one network from a start of chosen size and asks it for the pair that it never saw. */
import * as tf from "@tensorflow/tfjs-core";
import { crossEntropy, normalFanIn } from "../../lib/nn/mod.ts";
import { adamW } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { compositeTask, offsetHistogram, sampleStream } from "../../lib/sequences/anchors/mod.ts";
import { networkOf, predict } from "../../lib/sequences/anchors/training/mod.ts";
import { shuffledBatches, train } from "../../lib/train/mod.ts";
import { answerBars } from "./answer_figures.ts";
import { pairBatch } from "./composite_training.ts";

const gamma = 0.3, seed = 0, task = compositeTask("W"), asked = pairBatch(task, [4, 3], seed, 500);
const model = networkOf({ kind: "transformer", layers: 2, width: 64, hidden: 128 }, task);
const initial = normalFanIn(model.parameters, gamma, generator(seed, "initial")); // std: inputs^(−γ)
const { tokens, labels } = sampleStream(task, "train", generator(seed, "sentences")).rows(0, 50_000);
const sentences = (rows: tf.Tensor1D) => tf.gather(tf.tensor2d(tokens, [50_000, 9]), rows), steps = 1500;
const loss = (weights: readonly tf.Tensor[], rows: tf.Tensor1D) =>
  crossEntropy(model.apply(weights, sentences(rows)), tf.gather(labels, rows));
const optimizer = adamW({ learningRate: 1e-3 }), batches = shuffledBatches({ rows: 50_000, size: 64, seed });
const trained = await train({ parameters: model.parameters, initial, optimizer, batches, loss, steps });
answerBars(offsetHistogram(asked, await predict(model, trained.parameters, asked)), `γ = ${gamma}`);
