/** Training and testing of image networks. */
import * as tf from "@tensorflow/tfjs-core";
import { networkOutputs, type TrainedNetwork } from "../../lib/condensation/mod.ts";
import { type LabelledImages, loadCifar10 } from "../../lib/data/mod.ts";
import { constant } from "../../lib/graph/mod.ts";
import * as nn from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { type EvaluationArray, type RunContext, shuffledBatches, train } from "../../lib/train/mod.ts";
import { IMAGE_NETWORKS } from "./image_networks.ts";
import { four } from "./four.ts";
import type { ImageSettings } from "./image_settings.ts";

/** One seed's images and networks. */
export class ImageTask {
  private constructor(
    readonly settings: ImageSettings,
    readonly seed: number,
    readonly context: RunContext,
    /** Each image and its mirror image. */
    readonly training: LabelledImages,
    readonly test: LabelledImages,
    readonly calibration: { inputs: EvaluationArray; precision: "float32" },
  ) {}

  static async open(settings: ImageSettings, seed: number, context: RunContext): Promise<ImageTask> {
    const { train, test, side, calibration } = settings, random = generator(seed, "images");
    const images = await loadCifar10({ train, test, side, generator: random }), size = side * side * 3;
    const values = images.train.images.slice(0, calibration * size);
    const inputs = { shape: [calibration, side, side, 3], values };
    const training = withMirrorImages(images.train, side);
    return new ImageTask(settings, seed, context, training, images.test, { inputs, precision: "float32" });
  }

  /** A network of the settings' kind. */
  network(widths: readonly number[], parameters: Float64Array): TrainedNetwork {
    const { build, layers, activation } = IMAGE_NETWORKS[this.settings.network];
    return { build, layers, widths, activation, parameters };
  }

  initial(start: "kaiming" | number, widths: readonly number[], label: string): Float64Array {
    const specs = IMAGE_NETWORKS[this.settings.network].build(widths).parameters;
    const random = generator(this.seed, label, String(start));
    return start === "kaiming" ? nn.kaimingNormal(specs, random) : nn.normalFanIn(specs, start, random);
  }

  /** Epochs of cross-entropy; an epoch sees as many images as there are without mirror images. */
  async fit(
    name: string,
    { widths, parameters, build }: TrainedNetwork,
    { epochs, rate }: { epochs: number; rate: number },
  ): Promise<TrainedNetwork> {
    const { images, labels, rows } = this.training, { side, batch, dropAfter } = this.settings;
    const model = build(widths), steps = Math.round(epochs * rows / 2 / batch);
    const trained = await train({
      parameters: model.parameters,
      initial: parameters,
      loss: (theta, chosen) => {
        const x = tf.gather(constant(images, [rows, side, side, 3]), chosen);
        const y = tf.gather(tf.tensor1d(labels, "int32"), chosen);
        return nn.crossEntropy(model.apply(theta, x), y);
      },
      optimizer: adam({ learningRate: (step) => (step <= dropAfter * steps ? rate : rate / 10) }),
      steps,
      batches: shuffledBatches({ rows, size: batch, seed: this.seed }),
      signal: this.context.signal,
      progress: (progress) => this.context.progress(name, progress),
      checkpoint: this.context.checkpoint(name),
    });
    return this.network(widths, trained.parameters);
  }

  /** Accuracy on the test images, batch norm fixed by the calibration images. */
  async accuracy(network: TrainedNetwork): Promise<number> {
    const { images, labels, rows } = this.test, { inputs, precision } = this.calibration;
    const data = { inputs: { shape: [rows, ...inputs.shape.slice(1)], values: images }, precision };
    const scores = await networkOutputs(network, data, inputs), classes = scores.length / rows;
    const right = labels.filter((label, i) => {
      const own = scores.subarray(i * classes, (i + 1) * classes);
      return own.every((score) => score <= own[label]);
    });
    return four(right.length / rows);
  }
}

function withMirrorImages({ images, labels, rows }: LabelledImages, side: number): LabelledImages {
  const both = new Float32Array(2 * images.length), line = side * 3;
  both.set(images);
  for (let k = 0; k < images.length; k++) {
    const inLine = k % line, x = Math.floor(inLine / 3), mirrored = (side - 1 - x) * 3 + inLine % 3;
    both[images.length + k - inLine + mirrored] = images[k];
  }
  return { images: both, labels: Int32Array.from([...labels, ...labels]), rows: 2 * rows };
}
