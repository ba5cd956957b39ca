import { createDataset, type Dataset } from "./dataset.ts";

/**
 * Square grey images averaged over squares of pixels.
 *
 * @param data images of n × n pixels, row by row
 * @param side pixels of a side of the result, a divisor of n
 * @throws {RangeError} for images that are not square, or a side that does not divide theirs
 */
export function pooledImages(data: Dataset, side: number): Dataset {
  const { rows } = data, pixels = data.features, whole = Math.sqrt(pixels), cell = whole / side;
  if (!Number.isInteger(whole)) {
    throw new RangeError(`pooledImages: images must be square, got ${pixels} pixels`);
  }
  if (!Number.isInteger(cell) || !Number.isInteger(side) || side < 1) {
    throw new RangeError(`pooledImages: the side must divide ${whole}, got ${side}`);
  }
  const features = side * side, x = new Float64Array(rows * features);
  for (let i = 0; i < rows; i++) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      const row = Math.floor(Math.floor(pixel / whole) / cell), column = Math.floor(pixel % whole / cell);
      x[i * features + row * side + column] += data.x[i * pixels + pixel] / (cell * cell);
    }
  }
  return createDataset({ ...data, source: `${data.source}, ${side} × ${side} pixels`, x, features });
}
