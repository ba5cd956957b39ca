/** The matrices of a decoder that matching uses. */
import { type Model, parametersByName } from "../../nn/mod.ts";
import type { MatchingLayer } from "../matching/matching_score.ts";
import { valueOutputMatrix } from "../matching/matching_path.ts";
import { queryKeyHead } from "../measures/query_key_head.ts";

/** Settings of {@linkcode matchingLayers}. */
export interface MatchingLayersOptions {
  /** Whether the gain of the layer norm before a layer is multiplied into its matrices (default). */
  readonly gains?: boolean;
  /** Shared parameters, as in `tieParameters`. */
  readonly ties?: Readonly<Record<string, string>>;
}

/**
 * W^Q, W^K and W^{vo} of each layer of a one-head decoder, for `matchingScores`, `bufferReadout` and `kernelMatrix`.
 *
 * A layer reads the output of the layer norm before it: its own for "pre", the last one of the previous layer for
 * "post"; the first layer of a post-norm decoder has none. Fixed matrices added to the attention are not included.
 *
 * @param parameters flat vector of the model
 * @throws {RangeError} for a model without attention layers or without projections, or parameters that do not fit
 */
export function matchingLayers(
  model: Model,
  parameters: Float64Array,
  { gains = true, ties = {} }: MatchingLayersOptions = {},
): MatchingLayer[] {
  const own = parametersByName(parameters, model.parameters);
  const weights = {
    ...own,
    ...Object.fromEntries(Object.entries(ties).map(([name, to]) => [name, own[to]])),
  };
  const pre = Object.hasOwn(weights, "final_norm.gain");
  const layers: MatchingLayer[] = [];
  for (let layer = 1; Object.hasOwn(weights, `layer${layer}.query`); layer++) {
    const of = (name: string) => weights[`layer${layer}.${name}`];
    const width = weights["tokens.table"].length /
      model.parameters.find(({ name }) => name === "tokens.table")!.shape[0];
    const norm = pre ? `layer${layer}.norm1.gain` : lastNorm(weights, layer - 1);
    const gain = gains && norm !== undefined ? weights[norm] : undefined;
    const folded = (matrix: Float64Array) =>
      gain ? matrix.map((value, i) => value * gain[Math.floor(i / (matrix.length / width))]) : matrix;
    if (of("value").length !== of("output").length || of("query").length !== of("key").length) {
      throw new RangeError(`matchingLayers: layer ${layer} has no projection back to the width ${width}`);
    }
    layers.push({
      heads: [queryKeyHead(folded(of("query")), folded(of("key")), { width })],
      valueOutput: valueOutputMatrix(folded(of("value")), of("output"), width),
    });
  }
  if (layers.length === 0) {
    throw new RangeError(
      `matchingLayers: the model has no layer with attention, its parameters are ${
        Object.keys(weights).join(", ")
      }`,
    );
  }
  return layers;
}

/** Name of the gain of a layer's last norm, if it has one. */
function lastNorm(weights: Readonly<Record<string, Float64Array>>, layer: number): string | undefined {
  return [`layer${layer}.norm2.gain`, `layer${layer}.norm1.gain`].find((name) =>
    Object.hasOwn(weights, name)
  );
}
