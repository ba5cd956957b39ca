/** Training and testing of image networks. */
import * as tf from "@tensorflow/tfjs-core";
import type { Calibration, TrainedNetwork } from "../../lib/condensation/mod.ts";
import { type LabelledImages, loadCifar10 } from "../../lib/data/mod.ts";
import { compile, constant, trace } from "../../lib/graph/mod.ts";
import * as nn from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { type RunContext, shuffledBatches, train } from "../../lib/train/mod.ts";
import { IMAGE_NETWORKS } from "./image_networks.ts";
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
    readonly calibration: Calibration,
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
    const { build, layers } = IMAGE_NETWORKS[this.settings.network];
    return { build, layers, widths, activation: "relu", parameters };
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
  async accuracy({ widths, parameters, build }: TrainedNetwork): Promise<number> {
    const model = build(widths), { images, labels, rows } = this.test, { inputs } = this.calibration;
    const inner = nn.recordInner(
      model.parameters.filter(({ name }) => name.endsWith(".gain"))
        .flatMap(({ name }) => ["mean", "variance"].map((what) => name.replace(/gain$/, what))),
    );
    const shape = [rows, ...inputs.shape.slice(1)];
    const program = trace(({ flat, known, x, y }) => {
      const tensors = nn.unflatten(flat, model.parameters);
      model.apply(tensors, known, inner.hooks);
      return { accuracy: nn.accuracy(model.apply(tensors, x, nn.repeatInner(inner)), y) };
    }, { flat: [parameters.length], known: inputs.shape, x: shape, y: { shape: [rows], dtype: "int32" } });
    const run = await compile(program);
    const { accuracy } = await run.run({ flat: parameters, known: inputs.values, x: images, y: labels });
    await run.dispose();
    return Number(accuracy[0].toFixed(4));
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
