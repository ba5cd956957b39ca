/** Vectors in which a decoder has combined key and anchors. */
import type { HostArray } from "../../graph/mod.ts";
import type { Model } from "../../nn/mod.ts";
import { rowsAtPositions } from "../measures/mod.ts";
import { type ReadingOptions, readInner } from "./inner_reader.ts";
import type { Sequences } from "./sequences.ts";

/** One vector per sequence. */
export interface SequenceVectors {
  /** `[count, columns]`, row-major */
  readonly rows: Float64Array;
  readonly columns: number;
}

/** Settings of {@linkcode fusedVectors}. */
export interface VectorOptions extends ReadingOptions {
  /** Layer, from 1; 2 by default. */
  readonly layer?: number;
}

/**
 * v(x; a₁, a₂): the vector of the last position after a layer's attention, X^{ao(2)} (paper 03, section 2), the inner
 * tensor `layer2.middle`.
 *
 * @throws {RangeError} for a layer that the model does not have, or tokens that do not fit
 */
export async function fusedVectors(
  model: Model,
  parameters: HostArray,
  sequences: Sequences,
  { layer = 2, ...options }: VectorOptions = {},
): Promise<SequenceVectors> {
  const name = `layer${layer}.middle`;
  const inner = await readInner(model, parameters, sequences, [name], options);
  const rows = rowsAtPositions(inner[name], -1);
  return { rows, columns: rows.length / sequences.count };
}
