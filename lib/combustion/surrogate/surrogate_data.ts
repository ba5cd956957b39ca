import { encodeStates, type SurrogateEncoding } from "./surrogate_encoding.ts";
import type { Pairs } from "./pairs.ts";

/** Mean and deviation of each column, those of a column that does not vary 1. */
export interface ColumnScaling {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** Scaling of a surrogate's inputs and outputs. */
export interface SurrogateScaling {
  /** of encoded states */
  readonly inputs: ColumnScaling;
  /** of their increments over a step */
  readonly increments: ColumnScaling;
}

/** What a network is trained on, in float32. */
export interface SurrogateData {
  readonly rows: number;
  readonly width: number;
  /** encoded states, mean 0 and variance 1 over the pairs of the scaling, `[rows, width]` */
  readonly inputs: Float32Array;
  /** their increments over a step, scaled likewise, `[rows, width]` */
  readonly labels: Float32Array;
}

/** Spread below which a column counts as constant, against its largest value: round-off, as of nitrogen's increments. */
const CONSTANT = 1e-12;

/**
 * Scaling by the mean and deviation over pairs, which should be the training pairs.
 *
 * @throws {RangeError} for no pairs
 */
export function surrogateScaling(encoding: SurrogateEncoding, pairs: Pairs): SurrogateScaling {
  if (pairs.trajectory.length === 0) throw new RangeError("surrogateScaling: pairs are needed, got none");
  const inputs = encodeStates(encoding, pairs.states, pairs.size);
  const { width } = encoding;
  return {
    inputs: columnScaling(inputs, inputs, width),
    increments: columnScaling(incrementsOf(encoding, inputs, pairs), inputs, width),
  };
}

/** Inputs and labels of pairs; differences are taken in float64, before they are rounded. */
export function surrogateData(
  encoding: SurrogateEncoding,
  scaling: SurrogateScaling,
  pairs: Pairs,
): SurrogateData {
  const encoded = encodeStates(encoding, pairs.states, pairs.size), { width } = encoding;
  return {
    rows: pairs.trajectory.length,
    width,
    inputs: standardized(encoded, scaling.inputs),
    labels: standardized(incrementsOf(encoding, encoded, pairs), scaling.increments),
  };
}

function incrementsOf(encoding: SurrogateEncoding, encoded: Float64Array, pairs: Pairs): Float64Array {
  return encodeStates(encoding, pairs.next, pairs.size).map((value, i) => value - encoded[i]);
}

function standardized(values: Float64Array, { mean, deviation }: ColumnScaling): Float32Array {
  const width = mean.length;
  return Float32Array.from(values, (value, i) => (value - mean[i % width]) / deviation[i % width]);
}

function columnScaling(values: Float64Array, sizes: Float64Array, width: number): ColumnScaling {
  const rows = values.length / width, mean = new Float64Array(width), deviation = new Float64Array(width);
  const most = new Float64Array(width);
  for (const [i, value] of values.entries()) {
    mean[i % width] += value / rows;
    most[i % width] = Math.max(most[i % width], Math.abs(sizes[i]));
  }
  for (const [i, value] of values.entries()) deviation[i % width] += (value - mean[i % width]) ** 2 / rows;
  for (let j = 0; j < width; j++) {
    deviation[j] = Math.sqrt(deviation[j]);
    if (deviation[j] <= CONSTANT * most[j]) deviation[j] = 1;
  }
  return { mean, deviation };
}
