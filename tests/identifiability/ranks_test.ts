import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  type Architecture,
  balancedFactors,
  denseTanhRank,
  diagonalNetwork,
  diagonalRank,
  empiricalModelRank,
  factorisation,
  lineModel,
  modelRank,
  nullEmbedding,
  optimisticSampleSize,
  samplingPattern,
  splittingEmbedding,
  splitToWidth,
  twoLayerNetwork,
} from "../../lib/identifiability/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

const normal = (seed: number, count: number) => normalArray(generator(seed), count, 0, 1);

Deno.test("the rank of AB at a balanced factorisation is 2rd − r², and d² at random factors, for d = 2 … 6 and all r", () => {
  for (let d = 2; d <= 6; d++) {
    const model = factorisation(d), probes = Float64Array.from({ length: d * d }, (_, i) => i);
    const rankAt = (theta: Float64Array) => modelRank(model, theta, { probes, allInputs: true });
    for (let r = 1; r <= d; r++) {
      const [U, V] = [normal(10 * d + r, d * r), normal(100 * d + r, r * d)],
        target = new Float64Array(d * d);
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          for (let k = 0; k < r; k++) target[i * d + j] += U[i * r + k] * V[k * d + j];
        }
      }
      const R = optimisticSampleSize({ kind: "factorisation", rows: d, columns: d, rank: r });
      assertEquals(rankAt(balancedFactors(target)), R, `d ${d}, r ${r}`);
      // The entries of the nested order, of which the optimistic size suffices.
      assertEquals(
        empiricalModelRank(
          model,
          balancedFactors(target),
          Float64Array.from(samplingPattern("nested", d, R)),
        ),
        R,
      );
    }
    assertEquals(rankAt(normal(d, 2 * d * d)), d * d);
  }
});

for (const architecture of ["dense", "convolution", "local"] as Architecture[]) {
  Deno.test(`the rank of ${architecture} networks at null and splitting embeddings is the formula, at widths 1, 3, 10 with and without bias`, () => {
    for (const bias of [true, false]) {
      const narrow = architecture === "dense" ? 3 : 1;
      const build = (width: number) => twoLayerNetwork({ architecture, inputs: 5, kernel: 3, width, bias });
      const R = optimisticSampleSize({ kind: architecture, inputs: 5, kernel: 3, targetWidth: narrow, bias });
      for (const times of bias ? [1, 3, 10] : [3]) {
        const network = build(narrow * times), count = network.parameterCount, probes = normal(0, 15 * count);
        const theta = normal(times, build(narrow).parameterCount);
        const wide = [
          nullEmbedding(theta, network.parametersPerWidth, narrow * times),
          splitToWidth(build, theta, narrow, narrow * times),
        ];
        const inputs = normal(7, 25), expected = build(narrow).values(theta, inputs);
        for (const at of wide) {
          network.values(at, inputs).forEach((value, i) => assertAlmostEquals(value, expected[i], 1e-12));
          assertEquals(modelRank(network, at, { probes }), R);
          if (architecture === "dense") assertEquals(denseTanhRank(network, at), R);
        }
        const random = normal(99, count);
        assertEquals(modelRank(network, random, { probes }), count);
        if (architecture === "dense") assertEquals(denseTanhRank(network, random), count);
      }
    }
  });
}

Deno.test("denseTanhRank() counts w and −w once, parallel weights of another length twice, and zero neurons as they are", () => {
  const network = twoLayerNetwork({ architecture: "dense", inputs: 2, width: 4, bias: false });
  // Neurons are (w₁, w₂, a).
  const theta = Float64Array.of(1, 2, 1, -1, -2, 0, 2, 4, 0, 0, 0, 3), probes = normal(3, 2 * 40);
  // m_w = 2 (of three weights two are opposite), m_a = 1 + 1 (the zero neuron has an output weight).
  assertEquals(denseTanhRank(network, theta), 2 + 2 * 2);
  assertEquals(modelRank(network, theta, { probes }), 6);
  assertEquals(denseTanhRank(network, new Float64Array(12)), 0);
  const biased = twoLayerNetwork({ architecture: "dense", inputs: 1, width: 1, bias: true });
  assertThrows(() => denseTanhRank(biased, Float64Array.of(0, 2, 1)), RangeError, "no weights");
});

Deno.test("diagonal networks and the two models of a line have the ranks of the paper", () => {
  for (const depth of [2, 3, 4]) {
    const model = diagonalNetwork(4, depth),
      probes = normal(depth, 4 * 4 * depth * 3),
      theta = new Float64Array(4 * depth);
    // One active coefficient, one with a single zero factor, two with more.
    for (let l = 0; l < depth; l++) theta[l] = 1 + l, theta[depth + l] = l === 0 ? 0 : 2;
    assertEquals(modelRank(model, theta, { probes }), 2);
    assertEquals(diagonalRank(theta, depth), 2);
  }
  const probes = normal(1, 36),
    rank = (...theta: number[]) =>
      modelRank(lineModel("reparameterised"), Float64Array.from(theta), { probes });
  assertEquals([rank(1, 2, 0, 0), rank(1, 2, 0, 1), rank(0, 0, 1, 1)], [2, 3, 3]);
  assertEquals(modelRank(lineModel("linear"), new Float64Array(3), { probes }), 3);
});

Deno.test("ranks and embeddings refuse what does not fit", () => {
  const network = twoLayerNetwork({ architecture: "dense", inputs: 2, width: 2, bias: false }),
    theta = normal(1, 6);
  assertThrows(() => modelRank(network, theta, { probes: normal(1, 10) }), RangeError, "5 probes");
  assertThrows(() => modelRank(network, normal(1, 5), { probes: normal(1, 60) }), RangeError, "5 parameters");
  assertThrows(() => empiricalModelRank(network, theta, normal(1, 3)), RangeError, "no whole samples");
  assertThrows(() => nullEmbedding(theta, 3, 1), RangeError, "wide width");
  assertThrows(() => nullEmbedding(theta, 4, 2), RangeError, "narrow width");
  assertThrows(() => splittingEmbedding(network, theta, 2, 0.5), RangeError, "neuron");
  assertThrows(() => splittingEmbedding(network, theta, 0, NaN), RangeError, "delta");
  assertThrows(() => diagonalRank([1, 2, 3], 2), RangeError, "no whole coefficients");
});
