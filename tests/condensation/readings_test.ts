import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { cosineMap, networkOutputs, outputChange, relativeTimes } from "../../lib/condensation/mod.ts";
import { KINDS, randomInputs, randomNetwork } from "./networks.ts";

Deno.test("a network's outputs are its model's, row by row", async () => {
  const network = randomNetwork(KINDS.perceptron, "tanh", 3),
    { inputs } = randomInputs(KINDS.perceptron, 7, 1);
  const all = await networkOutputs(network, { inputs });
  assertEquals(all.length, 7 * 2);
  const third = await networkOutputs(network, {
    inputs: { shape: [1, 3], values: inputs.values.slice(6, 9) },
  });
  third.forEach((value, k) => assertAlmostEquals(value, all[4 + k], 1e-12));
  await assertRejects(
    () => networkOutputs(network, { inputs: { shape: [7, 4], values: new Float64Array(28) } }),
    RangeError,
  );
});

Deno.test("batch norm takes its moments from the inputs that are given for them", async () => {
  const kind = KINDS["batch norm"], network = randomNetwork(kind, "relu", 3);
  const { inputs } = randomInputs(kind, 20, 1), size = inputs.values.length / 20;
  const own = await networkOutputs(network, { inputs });
  const known = await networkOutputs(network, { inputs }, inputs);
  known.forEach((value, k) => assertAlmostEquals(value, own[k], 1e-9));
  // With fixed moments an output depends on its own input alone; without, on the others, too.
  const one = { shape: [1, ...inputs.shape.slice(1)], values: inputs.values.slice(0, size) };
  const fixed = await networkOutputs(network, { inputs: one }, inputs),
    free = await networkOutputs(network, { inputs: one });
  fixed.forEach((value, k) => assertAlmostEquals(value, own[k], 1e-9));
  assert(free.some((value, k) => Math.abs(value - own[k]) > 1e-3));
});

Deno.test("a map of cosines is symmetric, has ones on its diagonal, and puts opposite neurons at its ends", () => {
  const network = randomNetwork(KINDS.perceptron, "tanh", 3), parameters = network.parameters.slice();
  // Weights [3, 5] come first: the first unit gets three copies, two of them opposite; biases follow.
  for (let i = 0; i < 3; i++) {
    for (const [j, sign] of [[1, -1], [2, 1], [3, -1]]) parameters[5 * i + j] = sign * parameters[5 * i];
  }
  for (const [j, sign] of [[1, -1], [2, 1], [3, -1]]) parameters[15 + j] = sign * parameters[15];
  const map = cosineMap({ ...network, parameters }, 0), n = 5;
  assertEquals(map.length, n * n);
  for (let i = 0; i < n; i++) {
    assertAlmostEquals(map[i * n + i], 1, 1e-9);
    for (let j = 0; j < n; j++) assertAlmostEquals(map[i * n + j], map[j * n + i], 1e-9);
  }
  assertAlmostEquals(map[1], 1, 1e-9);
  assertAlmostEquals(map[n - 1], -1, 1e-9);
  assertEquals(cosineMap(network, 0, 2).length, 4);
  assertThrows(() => cosineMap(network, 2), RangeError);
});

Deno.test("times are over the original's, and sizes are shares of its parameters", async () => {
  const network = randomNetwork(KINDS.perceptron, "tanh", 3),
    { inputs } = randomInputs(KINDS.perceptron, 50, 1);
  const smaller = randomNetwork({ ...KINDS.perceptron, widths: [2, 2] }, "tanh", 3);
  const { sizes, reduced, masked } = await relativeTimes(network, [smaller, network], inputs);
  assertEquals(sizes, [smaller.parameters.length / network.parameters.length, 1]);
  assert([...reduced, ...masked].every((ratio) => ratio > 0));
  assertEquals([reduced.length, masked.length, await outputChange(network, network, { inputs })], [2, 2, 0]);
});
