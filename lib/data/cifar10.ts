import { type Generator, sampleWithoutReplacement } from "../random/mod.ts";
import { DATA_DIRECTORY_VARIABLE, DataNotFoundError, findDataFile } from "./data_directory.ts";
import { dataDigest } from "./digest.ts";
import { noteDataSet } from "./used_sets.ts";

/** How many images {@link loadCifar10} draws, and how large. */
export interface Cifar10Options {
  /** number of training images, drawn from `data_batch_1.bin` */
  readonly train: number;
  /** number of test images, drawn from `test_batch.bin` */
  readonly test: number;
  /** pixels a side: 32, or 16 or 8, for which squares of pixels are averaged */
  readonly side?: 32 | 16 | 8;
  /** decides which images; not advanced */
  readonly generator: Generator;
}

/** Colour images with a class each. */
export interface LabelledImages {
  /** `[rows, side, side, 3]`, row-major; each channel with the mean 0 and the variance 1 of the whole set */
  readonly images: Float32Array;
  /** classes 0 … 9 */
  readonly labels: Int32Array;
  readonly rows: number;
}

/** Thrown where a file is not of the binary layout of CIFAR-10. */
export class Cifar10Error extends Error {
  override readonly name = "Cifar10Error";
}

const SIDE = 32, PLANE = SIDE * SIDE, RECORD = 1 + 3 * PLANE;
/** Mean and deviation of the 50,000 training images, a channel each, of values in 0 … 1. */
const MEAN = [0.4914, 0.4822, 0.4465], DEVIATION = [0.247, 0.2435, 0.2616];
const FILES = { train: "data_batch_1.bin", test: "test_batch.bin" };

/**
 * Draws images of CIFAR-10 by seed (Krizhevsky, 2009), from files of its binary version in PAPERS_DATA_DIR or
 * `data/cache`. Training images come from the first batch of files.
 *
 * @throws {RangeError} for numbers of images that are not positive integers or more than there are, or an unknown side
 * @throws {Cifar10Error} for a file of another layout
 * @throws {DataNotFoundError} where a file is missing; the message says where to get it
 */
export async function loadCifar10(
  { train, test, side = 32, generator }: Cifar10Options,
): Promise<{ train: LabelledImages; test: LabelledImages; source: string }> {
  if (![32, 16, 8].includes(side)) {
    throw new RangeError(`loadCifar10: the side must be 32, 16 or 8, got ${side}`);
  }
  const files = { train: await records("train"), test: await records("test") };
  noteDataSet("cifar10");
  const draw = (part: "train" | "test", count: number): LabelledImages => {
    const { bytes } = files[part], all = bytes.length / RECORD;
    if (!Number.isInteger(count) || count < 1 || count > all) {
      throw new RangeError(`loadCifar10: ${part} must be an integer in 1 … ${all}, got ${count}`);
    }
    return imagesOf(bytes, sampleWithoutReplacement(generator.fork(part), all, count), side);
  };
  return {
    train: draw("train", train),
    test: draw("test", test),
    source:
      `CIFAR-10 from ${files.train.origin}: ${train} training and ${test} test images of ${side} × ${side}`,
  };
}

/**
 * Digest of the files, of which results can say that they were computed from them.
 *
 * @returns 16 hexadecimal digits of a SHA-256
 * @throws {DataNotFoundError} where a file is missing
 */
export async function cifar10Digest(): Promise<string> {
  const parts = await Promise.all((["train", "test"] as const).map(records));
  return dataDigest(parts.map(({ bytes }) => bytes));
}

async function records(part: "train" | "test"): Promise<{ bytes: Uint8Array; origin: string }> {
  const file = await findDataFile("cifar10", [FILES[part]]);
  if (file === null) {
    throw new DataNotFoundError(
      `Cannot find cifar10/${
        FILES[part]
      }: unpack https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz and set ` +
        `${DATA_DIRECTORY_VARIABLE} to a folder that holds its files in cifar10/`,
    );
  }
  const bytes = await Deno.readFile(file.path);
  const isWhole = bytes.length > 0 && bytes.length % RECORD === 0;
  if (!isWhole || bytes.some((byte, i) => i % RECORD === 0 && byte > 9)) {
    throw new Cifar10Error(
      `Cannot read cifar10/${FILES[part]}: ${bytes.length} bytes are no records of a class 0 … 9 and ${
        3 * PLANE
      } pixels`,
    );
  }
  return { bytes, origin: file.origin };
}

function imagesOf(bytes: Uint8Array, rows: Int32Array, side: number): LabelledImages {
  const block = SIDE / side, area = block * block, size = side * side * 3;
  const images = new Float32Array(rows.length * size), labels = new Int32Array(rows.length);
  rows.forEach((row, i) => {
    const from = row * RECORD;
    labels[i] = bytes[from];
    for (let p = 0; p < PLANE; p++) {
      const y = Math.floor(p / SIDE / block), x = Math.floor((p % SIDE) / block);
      for (let c = 0; c < 3; c++) {
        images[i * size + (y * side + x) * 3 + c] += bytes[from + 1 + c * PLANE + p] / (255 * area);
      }
    }
  });
  for (let k = 0; k < images.length; k++) images[k] = (images[k] - MEAN[k % 3]) / DEVIATION[k % 3];
  return { images, labels, rows: rows.length };
}
