import * as tf from "@tensorflow/tfjs-core";
import { type Hooks, patch, type Recording } from "../../nn/mod.ts";

/** Settings of {@linkcode patchPositions}. */
export interface PatchOptions {
  /**
   * Number of positions of a sequence; needed if a tensor has only the last positions, as in a last layer with a query
   * only at the last position. By default a tensor has all.
   */
  readonly length?: number;
}

/**
 * Hooks that copy the content of some positions from another run into this one (activation patching; paper 03, B3),
 * with `patch` of `nn`.
 *
 * A tensor's positions are its second-to-last axis: `[batch, n, width]`, or `[batch, heads, n, …]`, which are the
 * queries of an attention map.
 *
 * @param source inner tensors of the other run, in the same trace and recorded before
 * @param positions positions of every sequence, or a list for each sequence of the batch
 * @throws {RangeError} for nothing recorded, tensors with other axes or different batches, different numbers of lists
 *   and sequences, no position, or a position that a tensor does not have
 */
export function patchPositions(
  source: Recording | Recording["tensors"],
  positions: readonly number[] | readonly (readonly number[])[],
  options: PatchOptions = {},
): Hooks {
  const tensors = (isRecording(source) ? source.tensors : source) as Recording["tensors"];
  const entries = Object.entries(tensors);
  if (entries.length === 0) {
    throw new RangeError(
      "patchPositions: nothing was recorded; apply the model with the recording's hooks before",
    );
  }
  return Object.fromEntries(
    entries.map((
      [name, tensor],
    ) => [name, patch(tensor, positionMask(name, tensor.shape, positions, options))]),
  );
}

function isRecording(source: Recording | Recording["tensors"]): source is Recording {
  return "hooks" in source && "tensors" in source;
}

/** 1 at the positions and 0 elsewhere, of a shape that broadcasts to the tensor's. */
function positionMask(
  name: string,
  shape: readonly number[],
  positions: readonly number[] | readonly (readonly number[])[],
  options: PatchOptions,
): tf.Tensor {
  const caller = "patchPositions";
  if (shape.length !== 3 && shape.length !== 4) {
    throw new RangeError(
      `${caller}: "${name}" has shape [${shape}], needs [batch,n,width] or [batch,heads,n,width]`,
    );
  }
  const each = positions.length > 0 && Array.isArray(positions[0]);
  const lists = (each ? positions : [positions]) as readonly (readonly number[])[];
  const batch = shape[0], rows = shape[shape.length - 2], { length = rows } = options, first = length - rows;
  if (each && lists.length !== batch) {
    throw new RangeError(
      `${caller}: got ${lists.length} lists of positions for ${batch} sequences of "${name}"`,
    );
  }
  const values = new Float32Array(lists.length * rows);
  lists.forEach((list, sequence) => {
    if (list.length === 0) throw new RangeError(`${caller}: needs one position or more, got none`);
    for (const position of list) {
      if (!Number.isInteger(position) || position < first || position >= length) {
        throw new RangeError(
          `${caller}: "${name}" has positions ${first} … ${length - 1}, got ${position}`,
        );
      }
      values[sequence * rows + position - first] = 1;
    }
  });
  const middle = shape.length === 4 ? [1] : [];
  return tf.tensor(values, [lists.length, ...middle, rows, 1]);
}
