import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  balancedFactors,
  diagonalNetwork,
  diagonalRank,
  entrySamples,
  factorisation,
  fewestOnOneSide,
  lineModel,
  matrixProduct,
  productModel,
  sparseCoefficients,
  sparsestFactors,
  twoLayerNetwork,
} from "../../lib/identifiability/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { assertDerivatives } from "./gradients.ts";

const normal = (seed: number, count: number) => normalArray(generator(seed), count, 0, 1);

Deno.test("factorisation: derivatives agree with differences, samples are entries of AB", () => {
  const model = factorisation(3), theta = normal(1, 18);
  assertDerivatives(model, theta, Float64Array.of(0, 5, 7));
  assertEquals(model.values(theta, Float64Array.of(4))[0], matrixProduct(theta, 3)[4]);
});

Deno.test("products of parameters: derivatives agree with differences", () => {
  for (const factors of [[1, 1, 2], [3, 3], [1, 4]]) {
    const model = productModel(factors);
    assertDerivatives(model, normal(2, model.parameterCount), normal(3, 4 * factors.length));
  }
  assertEquals(
    lineModel("linear").values(Float64Array.of(1, 2, 3), Float64Array.of(1, 0.5, -1)),
    Float64Array.of(-1),
  );
  assertEquals(
    lineModel("reparameterised").values(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 0.5, -1)),
    Float64Array.of(-10),
  );
});

for (const architecture of ["dense", "convolution", "local"] as const) {
  for (const bias of [false, true]) {
    Deno.test(`two-layer ${architecture} network ${bias ? "with" : "without"} bias: derivatives agree with differences`, () => {
      const network = twoLayerNetwork({ architecture, inputs: 4, kernel: 2, width: 2, bias });
      assertDerivatives(network, normal(4, network.parameterCount), normal(5, 12));
    });
  }
}

Deno.test("two-layer networks have the paper's numbers of parameters", () => {
  const count = (architecture: "dense" | "convolution" | "local", width: number) =>
    twoLayerNetwork({ architecture, inputs: 5, kernel: 3, width, bias: true }).parameterCount;
  assertEquals([3, 9, 30, 102, 300].map((width) => count("dense", width)), [21, 63, 210, 714, 2100]);
  assertEquals([1, 3, 10, 34, 100].map((width) => count("convolution", width)), [7, 21, 70, 238, 700]);
  assertEquals([1, 3].map((width) => count("local", width)), [15, 45]);
});

Deno.test("a convolution is a local network with equal weights at all positions", () => {
  const options = { inputs: 4, kernel: 2, width: 1, bias: true };
  const [w1, w2, b, a1, a2, a3] = normal(6, 6), inputs = normal(7, 12);
  const shared = twoLayerNetwork({ architecture: "convolution", ...options });
  const local = twoLayerNetwork({ architecture: "local", ...options });
  const values = local.values(Float64Array.of(w1, w2, b, a1, w1, w2, b, a2, w1, w2, b, a3), inputs);
  shared.values(Float64Array.of(w1, w2, b, a1, a2, a3), inputs).forEach((value, i) =>
    assertAlmostEquals(value, values[i], 1e-14)
  );
});

Deno.test("balancedFactors() gives factors of the matrix with AᵀA = BBᵀ, for any rank", () => {
  const column = normal(8, 3), row = normal(9, 3);
  for (
    const matrix of [
      normal(10, 9),
      Float64Array.from({ length: 9 }, (_, i) => column[Math.floor(i / 3)] * row[i % 3]),
    ]
  ) {
    const theta = balancedFactors(matrix), B = theta.subarray(9);
    matrixProduct(theta, 3).forEach((value, i) => assertAlmostEquals(value, matrix[i], 1e-13));
    for (let j = 0; j < 3; j++) {
      for (let k = 0; k < 3; k++) {
        let [ata, bbt] = [0, 0];
        for (let i = 0; i < 3; i++) {
          ata += theta[i * 3 + j] * theta[i * 3 + k];
          bbt += B[j * 3 + i] * B[k * 3 + i];
        }
        assertAlmostEquals(ata, bbt, 1e-13);
      }
    }
  }
});

Deno.test("models refuse sizes, kernels and entries that are none", () => {
  const network = (changes: object) => () =>
    twoLayerNetwork({ architecture: "convolution", inputs: 4, kernel: 2, width: 1, bias: true, ...changes });
  assertThrows(network({ width: 0 }), RangeError, "the width must be a positive integer, got 0");
  for (const kernel of [0, 5]) assertThrows(network({ kernel }), RangeError, `1 … 4, got ${kernel}`);
  assertThrows(network({ kernel: undefined }), RangeError, "needs a kernel length");
  assertThrows(
    () =>
      twoLayerNetwork({ architecture: "dense", inputs: 1, width: 1, bias: false, activation: "relu" })
        .lossGradient({ inputs: Float64Array.of(1), targets: Float64Array.of(1) }),
    RangeError,
    "written for tanh",
  );
  assertThrows(() => factorisation(0), RangeError, "got 0");
  const matrix = Float64Array.from({ length: 16 }, (_, i) => i);
  assertThrows(() => entrySamples(matrix, [0, 16]), RangeError, "0 … 15, got 16");
  assertThrows(() => entrySamples(matrix, [3, 3]), RangeError, "entry 3 is given twice");
  assertThrows(() => entrySamples(matrix, []), RangeError, "number of entries");
  assertThrows(() => entrySamples([1, 2, 3], [0]), RangeError, "not square");
  assertThrows(() => entrySamples([1, NaN, 3, 4], [0]), RangeError, "[1] is NaN");
  assertThrows(() => balancedFactors([1, 2]), RangeError, "not square");
  assertThrows(() => productModel([]), RangeError, "number of coefficients");
  assertThrows(() => diagonalNetwork(3, 0), RangeError, "depth");
});

Deno.test("a sparse target has k coefficients of ±1, and its sparsest factors are that target", () => {
  const coefficients = sparseCoefficients(9, 3, generator(2));
  assertEquals(coefficients.filter((value) => Math.abs(value) === 1).length, 3);
  const inputs = normalArray(generator(0), 9, 0, 1), theta = sparsestFactors(coefficients, 3);
  const [value] = diagonalNetwork(9, 3).values(theta, inputs);
  assertAlmostEquals(value, inputs.reduce((sum, x, j) => sum + coefficients[j] * x, 0), 1e-14);
  assertEquals(diagonalRank(theta, 3), 3);
  assertThrows(() => sparsestFactors(coefficients, 0), RangeError, "depth");
});

Deno.test("inputs on the rarer side of a kink are counted, the least of the units", () => {
  const network = twoLayerNetwork({
    architecture: "dense",
    inputs: 1,
    width: 2,
    bias: true,
    activation: "relu",
  });
  // Kinks at 0.5 and at 10.
  const theta = Float64Array.of(1, -0.5, 1, 1, -10, 1);
  assertEquals(fewestOnOneSide(network, theta, Float64Array.of(0, 1, 2, 3)), 0);
  assertEquals(fewestOnOneSide(network, theta, Float64Array.of(0, 1, 11, 12)), 1);
});
