import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { compile, trace } from "../../lib/graph/mod.ts";
import {
  perceptronOfArrays,
  readOnnxPerceptron,
  reduce,
  type TrainedNetwork,
} from "../../lib/condensation/mod.ts";
import { unflatten } from "../../lib/nn/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import golden from "../golden/05/perceptron.json" with { type: "json" };

const FILE = new URL("../golden/05/perceptron.onnx", import.meta.url);

async function outputs({ build, widths, parameters }: TrainedNetwork, inputs: readonly number[]) {
  const model = build(widths);
  const program = trace(({ flat, x }) => ({ y: model.apply(unflatten(flat, model.parameters), x) }), {
    flat: [parameters.length],
    x: [inputs.length / 3, 3],
  }, { precision: "float64" });
  const run = await compile(program);
  const { y } = await run.run({ flat: parameters, x: Float64Array.from(inputs) });
  await run.dispose();
  return y;
}

Deno.test("an ONNX file's network gives the outputs of ONNX's reference evaluator, also when its twins are merged", async () => {
  const network = readOnnxPerceptron(await Deno.readFile(FILE));
  assertEquals(network.widths, [6, 4]);
  const values = normalArray(generator(0), 300, 0, 1), data = { inputs: { shape: [100, 3], values } };
  const { network: smaller } = await reduce(network, data, { tau: 0.9999, refit: false });
  assertEquals(smaller.widths[0], 5);
  for (const one of [network, smaller]) {
    const found = await outputs(one, golden.inputs);
    golden.outputs.forEach((value, i) => assertAlmostEquals(found[i], value, 1e-5));
  }
});

Deno.test("arrays of both layouts make one network", async () => {
  const data = (length: number) => Float32Array.from({ length }, (_, i) => Math.cos(i));
  const turned = ({ shape: [m, n], data }: { shape: number[]; data: Float32Array }) => ({
    shape: [n, m],
    data: Float32Array.from(data, (_, k) => data[(k % m) * n + Math.floor(k / m)]),
  });
  const weights = [{ shape: [4, 3], data: data(12) }, { shape: [2, 4], data: data(8) }];
  const biases = [{ shape: [4], data: data(4) }, { shape: [2], data: data(2) }];
  const first = perceptronOfArrays({ weights, biases, activation: "tanh" });
  const second = perceptronOfArrays({
    weights: weights.map(turned),
    biases,
    activation: "tanh",
    layout: "inputs first",
  });
  assertEquals(first.parameters, second.parameters);
  // W₁ x + b₁ by hand.
  const [x, w] = [[1, -2, 0.5], data(12)];
  const hidden = [0, 1, 2, 3].map((o) =>
    Math.tanh(w[3 * o] * x[0] + w[3 * o + 1] * x[1] + w[3 * o + 2] * x[2] + Math.fround(Math.cos(o)))
  );
  const y = hidden.reduce((sum, h, j) => sum + data(8)[j] * h, data(2)[0]);
  assertAlmostEquals((await outputs(first, x))[0], y, 1e-12);
});

Deno.test("arrays that make no network are refused", () => {
  const weight = { shape: [2, 2], data: new Float64Array(4).fill(1) },
    bias = { shape: [2], data: new Float64Array(2) };
  const of = (weights: typeof weight[], biases = weights.map(() => bias), activation = "relu") => () =>
    perceptronOfArrays({ weights, biases, activation: activation as "relu" });
  assertThrows(of([weight]), RangeError, "needs two layers or more");
  assertThrows(
    of([weight, { shape: [2, 3], data: new Float64Array(6) }]),
    RangeError,
    "layer 2 needs 2 inputs",
  );
  assertThrows(of([weight, { ...weight, data: Float64Array.of(1, NaN, 1, 1) }]), RangeError, "is NaN");
  assertThrows(of([weight, weight], undefined, "sigmoid"), RangeError, '"sigmoid" has no merge rule');
});

Deno.test("bytes that are no such network are refused", () => {
  assertThrows(
    () => readOnnxPerceptron(new Uint8Array([255, 255, 255])),
    RangeError,
    "are no message of the format",
  );
  assertThrows(() => readOnnxPerceptron(new Uint8Array(0)), RangeError, "holds no graph");
  const bytes = Deno.readFileSync(FILE),
    text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const changed = (from: string, to: string) =>
    Uint8Array.from(text.replaceAll(from, to), (letter) => letter.charCodeAt(0));
  // "Tanh" and "Selu" are as long as "Relu", so the lengths in the file stay right.
  assertEquals(readOnnxPerceptron(changed("Relu", "Tanh")).activation, "tanh");
  assertThrows(
    () => readOnnxPerceptron(changed("Relu", "Selu")),
    RangeError,
    'the operation "Selu" is not read',
  );
  assertThrows(
    () => readOnnxPerceptron(bytes.slice(0, bytes.length - 9)),
    RangeError,
    "are no message of the format",
  );
});
