import type { Generator } from "../random/mod.ts";
import { createDataset } from "./dataset.ts";
import { oneHot } from "./one_hot.ts";
import type { Split } from "./split.ts";

/** Options of {@link imageStandIn}. */
export interface ImageStandInOptions {
  /** number of training images */
  readonly train: number;
  /** number of test images */
  readonly test: number;
  /** decides templates, shifts and noise; not advanced */
  readonly generator: Generator;
  /** largest shift in each direction, in pixels; default 2 */
  readonly shift?: number;
  /** standard deviation of the pixel noise, in units of the brightest template pixel; default 0.1 */
  readonly noise?: number;
}

const SIDE = 28;
const CLASSES = 10;

/**
 * Makes a synthetic image set with the sizes of MNIST: ten smooth class templates (sums of 3 to 5 Gaussian bumps on
 * 28 × 28 pixels, brightest pixel 1), shifted at random by whole pixels, with normal pixel noise, clipped to [0, 1].
 *
 * This is our own stand-in; no source describes it. Training and test images share templates and differ in class, shift
 * and noise.
 *
 * ```ts
 * import { generator } from "@paper-notebooks/lib/random";
 * import { imageStandIn } from "@paper-notebooks/lib/data";
 *
 * const { train, test } = imageStandIn({ train: 20, test: 10, generator: generator(0, "images") });
 * if (train.x.length !== 20 * 784 || test.y.length !== 10 * 10) throw new Error();
 * ```
 *
 * @param options sizes, generator, shift and noise
 * @returns training and test set: 784 features in [0, 1], 10 one-hot targets
 * @throws {RangeError} if a number of images is not an integer ≥ 1, the shift not an integer in 0 … 14, or the noise
 * not finite and ≥ 0
 */
export function imageStandIn(options: ImageStandInOptions): Split {
  const { train, test, generator, shift = 2, noise = 0.1 } = options;
  for (const [name, count] of [["train", train], ["test", test]] as const) {
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(`imageStandIn: ${name} must be an integer ≥ 1, got ${count}`);
    }
  }
  if (!Number.isInteger(shift) || shift < 0 || shift > SIDE / 2) {
    throw new RangeError(`imageStandIn: the shift must be an integer in 0 … ${SIDE / 2}, got ${shift}`);
  }
  if (!Number.isFinite(noise) || noise < 0) {
    throw new RangeError(`imageStandIn: the noise must be finite and ≥ 0, got ${noise}`);
  }
  const templates = Array.from(
    { length: CLASSES },
    (_, label) => template(generator.fork("template").fork(label)),
  );
  const make = (part: "train" | "test", count: number) => {
    const source = generator.fork(part);
    const labels = Uint8Array.from({ length: count }, () => source.integer(CLASSES));
    const x = new Float64Array(count * SIDE * SIDE);
    labels.forEach((label, i) => {
      x.set(variant(templates[label], shift, noise, source), i * SIDE * SIDE);
    });
    return createDataset({
      name: "synthetic images",
      source:
        `${count} ${part} images: 10 smooth templates, shift ±${shift} px, noise ${noise} (made here, not MNIST)`,
      features: SIDE * SIDE,
      targets: CLASSES,
      x,
      y: oneHot(labels, CLASSES),
    });
  };
  return { train: make("train", train), test: make("test", test) };
}

function template(generator: Generator): Float64Array {
  const image = new Float64Array(SIDE * SIDE);
  const bumps = 3 + generator.integer(3);
  for (let bump = 0; bump < bumps; bump++) {
    // Centres stay away from the border, so a shift does not push a bump out of the image.
    const row = 6 + 15 * generator.uniform();
    const column = 6 + 15 * generator.uniform();
    const width = 2 + 2 * generator.uniform();
    const height = 0.5 + 0.5 * generator.uniform();
    for (let i = 0; i < image.length; i++) {
      const squared = (Math.floor(i / SIDE) - row) ** 2 + (i % SIDE - column) ** 2;
      image[i] += height * Math.exp(-squared / (2 * width * width));
    }
  }
  const brightest = image.reduce((a, b) => Math.max(a, b));
  return image.map((pixel) => pixel / brightest);
}

function variant(image: Float64Array, shift: number, noise: number, generator: Generator): Float64Array {
  const down = generator.integer(2 * shift + 1) - shift;
  const right = generator.integer(2 * shift + 1) - shift;
  return image.map((_, i) => {
    const row = Math.floor(i / SIDE) - down;
    const column = i % SIDE - right;
    const inside = row >= 0 && row < SIDE && column >= 0 && column < SIDE;
    const pixel = (inside ? image[row * SIDE + column] : 0) + noise * generator.normal();
    return Math.max(0, Math.min(1, pixel));
  });
}
