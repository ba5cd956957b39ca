/** Handwritten digits with fewer pixels. */
import { loadMnist, pooledImages } from "../../lib/data/mod.ts";
import { generator } from "../../lib/random/mod.ts";

/** MNIST's digits for training and for testing, averaged over squares of pixels to `side` × `side`. */
export async function pooledDigits(rows: number, testRows: number, side: number, seed: number) {
  const digits = await loadMnist({ train: rows, test: testRows, generator: generator(seed, "digits") });
  return { train: pooledImages(digits.train, side), test: pooledImages(digits.test, side) };
}
