/** Measures of a network's weights: condensation, spectra and order of the embeddings. */
import { condensationIndex, neuronWeights, selectRows, seriation } from "../../lib/interpret/measures/mod.ts";
import * as linalg from "../../lib/linalg/mod.ts";
import type { KeyTask } from "../../lib/sequences/anchors/mod.ts";
import { type Model, parametersByName } from "../../lib/nn/mod.ts";
import { spearman } from "../../lib/stats/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";

/** Embeddings `[items, width]` of the tokens that are keys, ascending. */
export function itemEmbeddings(
  model: Model,
  parameters: Float64Array,
  { keys: { from, to } }: Pick<KeyTask, "keys">,
  width: number,
): Float64Array {
  const { "tokens.table": table } = parametersByName(parameters, model.parameters);
  return selectRows(table, width, Array.from({ length: to - from + 1 }, (_, i) => from + i));
}

/** Input weights of the query neurons of layer 1, one row per neuron. */
export function queryNeurons(model: Model, parameters: Float64Array): { rows: Float64Array; inputs: number } {
  const { shape: [inputs, units] } = model.parameters.find(({ name }) => name === "layer1.query")!;
  const weights = parametersByName(parameters, model.parameters)["layer1.query"];
  return { rows: neuronWeights(weights, units), inputs };
}

/** κ of W^{Q(1)}. */
export function queryCondensation(model: Model, parameters: Float64Array): number {
  const { rows, inputs } = queryNeurons(model, parameters);
  return condensationIndex(rows, inputs);
}

/** Cosines of the query neurons, `[n][n]`, two digits, as a picture shows no more. */
export function queryCosines(model: Model, parameters: Float64Array): number[][] {
  const { rows, inputs } = queryNeurons(model, parameters), n = rows.length / inputs;
  const cosines = linalg.cosineSimilarityMatrix(rows, inputs);
  return Array.from(
    { length: n },
    (_, i) => Array.from(cosines.subarray(i * n, (i + 1) * n), (value) => Number(value.toFixed(2))),
  );
}

/** Geometry of numbers in the embeddings. */
export interface EmbeddingOrder {
  /** Effective rank of the covariance's spectrum. */
  effectiveRank: number;
  /** |Spearman's ρ| between a token's value and its place on the line of the seriation. */
  seriation: number;
  /** The same with the first principal component. */
  firstComponent: number;
  /** Scores on two principal components, `[item][2]`, and their fractions of the variance. */
  scores: number[][];
  explained: number[];
}

/** Rank and order of embeddings `[items, width]` whose values rise by one from row to row. */
export function embeddingOrder(items: Float64Array, width: number): EmbeddingOrder {
  const count = items.length / width, values = Array.from({ length: count }, (_, i) => i);
  const { scores, explained } = linalg.principalComponents(items, width, 2);
  const first = values.map((i) => scores[2 * i]);
  return {
    effectiveRank: linalg.effectiveRankOfSpectrum(linalg.covarianceSpectrum(items, width)),
    seriation: Math.abs(spearman(values, Array.from(seriation(items, width).coordinates))),
    firstComponent: Math.abs(spearman(values, first)),
    scores: values.map((i) => rounded(scores.subarray(2 * i, 2 * i + 2))),
    explained: rounded(explained),
  };
}

/** Singular values of all matrices of a network, by the parameter's name. */
export function layerSpectra(model: Model, parameters: Float64Array): Record<string, number[]> {
  const byName = parametersByName(parameters, model.parameters);
  return Object.fromEntries(
    model.parameters.filter(({ shape }) => shape.length === 2)
      .map(({ name, shape }) => [name, rounded(linalg.singularValues(byName[name], shape[1]))]),
  );
}
