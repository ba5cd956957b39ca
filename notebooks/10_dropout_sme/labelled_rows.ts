/** Rows with class labels: Gaussian classes, or handwritten digits averaged to fewer pixels. */
import { classLabels, type Dataset, loadMnist } from "../../lib/data/mod.ts";
import { generator } from "../../lib/random/mod.ts";

/** Inputs and labels. */
export interface LabelledRows {
  readonly name: string;
  /** One line that names the source of the rows. */
  readonly source: string;
  readonly x: Float64Array;
  readonly labels: Int32Array;
  readonly rows: number;
  readonly features: number;
  readonly classes: number;
}

/** Gaussian classes of the paper file. */
export interface GaussianClasses {
  classes: number;
  inputs: number;
  rows: number;
  /** Standard deviation of the classes' centres. */
  centres: number;
  /** Standard deviation of the rows around them. */
  noise: number;
}

/** Rows drawn around random centres, classes in turn. */
export function gaussianClasses(settings: GaussianClasses, seed: number): LabelledRows {
  const { classes, inputs, rows, centres, noise } = settings, stream = generator(seed, "Gaussian classes");
  const centre = Float64Array.from({ length: classes * inputs }, () => centres * stream.normal());
  const labels = Int32Array.from({ length: rows }, (_, i) => i % classes);
  const x = Float64Array.from(
    { length: rows * inputs },
    (_, at) => centre[labels[Math.floor(at / inputs)] * inputs + at % inputs] + noise * stream.normal(),
  );
  const source = `${rows} points of ${classes} Gaussian classes in ${inputs} dimensions`;
  return { name: "Gaussian classes", source, x, labels, rows, features: inputs, classes };
}

/** Digits for training and for testing. */
export interface Digits {
  train: LabelledRows;
  test: LabelledRows;
}

/** MNIST's side in pixels. */
const SIDE = 28;

/** MNIST digits, averaged over squares of pixels to `side` × `side`. */
export async function pooledDigits(train: number, test: number, side: number, seed: number): Promise<Digits> {
  if (!Number.isInteger(side) || side < 1 || SIDE % side !== 0) {
    throw new RangeError(`pooledDigits: the side must divide ${SIDE}, got ${side}`);
  }
  const digits = await loadMnist({ train, test, generator: generator(seed, "digits") });
  return { train: pooled(digits.train, side, "train"), test: pooled(digits.test, side, "test") };
}

function pooled(data: Dataset, side: number, part: string): LabelledRows {
  const cell = SIDE / side, features = side * side, x = new Float64Array(data.rows * features);
  for (let i = 0; i < data.rows; i++) {
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
      const row = Math.floor(Math.floor(pixel / SIDE) / cell), column = Math.floor(pixel % SIDE / cell);
      x[i * features + row * side + column] += data.x[i * SIDE * SIDE + pixel] / (cell * cell);
    }
  }
  return {
    name: `MNIST ${part}`,
    source: `${data.source}, ${side} × ${side} pixels`,
    x,
    labels: classLabels(data),
    rows: data.rows,
    features,
    classes: data.targets,
  };
}
