/** Hook sets that cut attention edges, by position and without touching weights. */
import * as tf from "@tensorflow/tfjs-core";
import { type Hooks, knockOut } from "../../nn/mod.ts";
import { edgeMask, type EdgesOfBatch, layersOf, type SeenPositions } from "./attention_edges.ts";

/** Settings of {@linkcode knockOutEdges} and {@linkcode keepEdges}. */
export interface KnockOutOptions {
  /** Which positions a query of the model sees; "causal" by default. */
  readonly mask?: SeenPositions;
  /** `false` leaves the rest of a row unchanged; by default it is divided by its sum. */
  readonly renormalize?: boolean;
}

/**
 * Hooks that cut these edges (paper 07, claim C3; paper 03, claim C4) with `knockOut` of `nn`.
 *
 * @param edges edges of every sequence, or a list for each sequence of the batch
 * @throws {RangeError} for no edges; on application, for an edge that the model does not have, different numbers of
 *   lists and sequences, or rows that lose all their edges although they must be renormalised
 */
export function knockOutEdges(edges: EdgesOfBatch, options: KnockOutOptions = {}): Hooks {
  return edgeHooks("knockOutEdges", edges, options, (cut) => cut);
}

/**
 * Hooks that cut all other edges in each row of these edges: the circuit of these edges alone (paper 07, B1).
 *
 * Rows without such an edge stay intact. The residual stream still carries the content of a position; to remove what a
 * position has mixed in an earlier layer, keep only the edge to itself there.
 *
 * @param edges edges of every sequence, or a list for each sequence of the batch
 * @throws {RangeError} as {@linkcode knockOutEdges}
 */
export function keepEdges(edges: EdgesOfBatch, options: KnockOutOptions = {}): Hooks {
  return edgeHooks("keepEdges", edges, options, (kept, keys) =>
    kept.map((value, i) => {
      const row = i - i % keys;
      return kept.subarray(row, row + keys).includes(1) ? 1 - value : 0;
    }));
}

function edgeHooks(
  caller: string,
  edges: EdgesOfBatch,
  { mask = "causal", renormalize = true }: KnockOutOptions,
  cutOf: (named: Float32Array, keys: number) => Float32Array,
): Hooks {
  return Object.fromEntries(
    layersOf(caller, edges).map((
      layer,
    ) => [`layer${layer}.attention`, (attention: tf.Tensor, name: string) => {
      const { shape, values } = edgeMask(caller, edges, layer, attention.shape, mask);
      const cut = cutOf(values, shape[3]);
      if (renormalize) requireSomethingLeft(caller, layer, cut, shape, mask);
      return knockOut(tf.tensor(cut, shape), { renormalize })(attention, name);
    }]),
  );
}

/** A row without an edge would be renormalised to 0/0. */
function requireSomethingLeft(
  caller: string,
  layer: number,
  cut: Float32Array,
  [, , queries, keys]: readonly number[],
  mask: SeenPositions,
): void {
  for (let row = 0; row < cut.length / keys; row++) {
    const query = keys - queries + row % queries, seen = mask === "causal" ? query + 1 : keys;
    if (!cut.subarray(row * keys, row * keys + seen).includes(0)) {
      throw new RangeError(
        `${caller}: position ${query} of layer ${layer} loses every edge, so that its row cannot be renormalised; ` +
          "leave one, or set renormalize: false",
      );
    }
  }
}
