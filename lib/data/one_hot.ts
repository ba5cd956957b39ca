import type { Dataset } from "./dataset.ts";

/**
 * Encodes class labels as one-hot rows.
 *
 * @param labels n class numbers, each in 0 … classes − 1
 * @param classes number of classes
 * @returns n × classes, row-major, one 1 per row
 * @throws {RangeError} if a label is not one of the classes
 */
export function oneHot(labels: ArrayLike<number>, classes: number): Float64Array {
  const rows = new Float64Array(labels.length * classes);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      throw new RangeError(`oneHot: label ${i} is ${label}, labels must be integers in 0 … ${classes - 1}`);
    }
    rows[i * classes + label] = 1;
  }
  return rows;
}

/**
 * Reads the class of each row of a data set with one-hot targets.
 *
 * @param data a data set whose target rows have one 1 and otherwise zeros
 * @returns one class number per row
 * @throws {RangeError} if a target row is not one-hot
 */
export function classLabels(data: Dataset): Int32Array {
  return Int32Array.from({ length: data.rows }, (_, i) => {
    const row = data.y.subarray(i * data.targets, (i + 1) * data.targets);
    const label = row.indexOf(1);
    if (label < 0 || row.some((value, j) => j !== label && value !== 0)) {
      throw new RangeError(
        `classLabels: row ${i} of the data set "${data.name}" is not one-hot (${row.join(", ")})`,
      );
    }
    return label;
  });
}
