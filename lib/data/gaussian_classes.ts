import { generator } from "../random/mod.ts";
import { createDataset, type Dataset } from "./dataset.ts";
import { oneHot } from "./one_hot.ts";

/** What {@linkcode gaussianClasses} draws. */
export interface GaussianClassOptions {
  classes: number;
  /** Dimension. */
  inputs: number;
  rows: number;
  /** Standard deviation of the classes' centres around the origin. */
  centres: number;
  /** Standard deviation of the rows around their centres. */
  noise: number;
}

/**
 * Rows drawn around random centres, classes in turn, with one-hot targets.
 *
 * @throws {RangeError} for sizes that make no data set
 */
export function gaussianClasses(
  { classes, inputs, rows, centres, noise }: GaussianClassOptions,
  seed: number,
): Dataset {
  const name = "Gaussian classes", stream = generator(seed, name);
  const centre = Float64Array.from({ length: classes * inputs }, () => centres * stream.normal());
  const labels = Int32Array.from({ length: rows }, (_, i) => i % classes);
  const x = Float64Array.from(
    { length: rows * inputs },
    (_, at) => centre[labels[Math.floor(at / inputs)] * inputs + at % inputs] + noise * stream.normal(),
  );
  const source = `${rows} points of ${classes} Gaussian classes in ${inputs} dimensions`;
  return createDataset({ name, source, x, y: oneHot(labels, classes), features: inputs, targets: classes });
}
