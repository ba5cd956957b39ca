/** Minibatches that every side of a workload takes in the same order. */
import { shuffledBatches } from "../../lib/train/mod.ts";
import type { BenchArray } from "./workload.ts";

/** Row numbers `[count, size]` of seeded minibatches of `rows` rows. */
export function storedBatches(rows: number, size: number, count: number): BenchArray {
  const batches = shuffledBatches({ rows, size, seed: 1 });
  const values = Array.from({ length: count }, (_, step) => [...batches.at(step)]).flat();
  return { shape: [count, size], values: Int32Array.from(values) };
}
