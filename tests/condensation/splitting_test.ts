import { assert, assertEquals, assertGreater, assertLess } from "@std/assert";
import * as fc from "fast-check";
import { outputChange, reduce, splitNeurons } from "../../lib/condensation/mod.ts";
import type { ActivationName } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { type Kind, KINDS, randomInputs, randomNetwork } from "./networks.ts";

const ACTIVATIONS: readonly ActivationName[] = [
  "tanh",
  "sin",
  "relu",
  "leakyRelu",
  "identity",
  "gelu",
  "silu",
];

const PLAIN = { tau: 1, refit: false } as const;

async function restored(kind: Kind, activation: ActivationName, seed: number, copies: number) {
  const original = randomNetwork(kind, activation, seed), data = randomInputs(kind, 60, seed);
  const wide = splitNeurons(original, kind.index, { copies, generator: generator(seed, "split") });
  assertEquals(wide.widths[kind.index], original.widths[kind.index] + copies);
  assertLess(await outputChange(wide, original, data), 1e-10, "the embedding keeps the function");
  const { network, reports } = await reduce(wide, data, PLAIN);
  // A ReLU that is dead on these inputs goes from both.
  assertEquals(network.widths, (await reduce(original, data, PLAIN)).network.widths);
  assertLess(await outputChange(network, original, data), 1e-10, `${activation}, seed ${seed}`);
  assert(reports.every(({ bound, change }) => bound === null || change <= bound + 1e-10));
}

for (const [name, kind] of Object.entries(KINDS)) {
  Deno.test(`${name}: splitting and reducing restores width and function under every activation`, async () => {
    for (const activation of ACTIVATIONS) await restored(kind, activation, 1, 3);
  });
}

Deno.test("splitting and reducing restores any perceptron", async () => {
  const shapes = fc.record({
    widths: fc.array(fc.integer({ min: 4, max: 8 }), { minLength: 1, maxLength: 3 }),
    activation: fc.constantFrom(...ACTIVATIONS),
    copies: fc.integer({ min: 1, max: 4 }),
    seed: fc.nat({ max: 10_000 }),
  });
  await fc.assert(
    fc.asyncProperty(shapes, async ({ widths, activation, copies, seed }) => {
      const index = seed % widths.length;
      await restored({ ...KINDS.perceptron, widths, index }, activation, seed, copies);
    }),
    { numRuns: 15, seed: 5 },
  );
});

Deno.test("copies that are turned by 5 degrees change the function when they are merged", async () => {
  for (const kind of [KINDS.perceptron, KINDS["batch norm"], KINDS.block]) {
    const original = randomNetwork(kind, "relu", 3), data = randomInputs(kind, 60, 3);
    const split = { copies: 12, generator: generator(3, "split"), angle: 5 };
    const wide = splitNeurons(original, kind.index, split);
    const { network } = await reduce(wide, data, { tau: 0.99, refit: false });
    assertLess(network.widths[kind.index], wide.widths[kind.index]);
    assertGreater(await outputChange(network, wide, data), 1e-3);
  }
});
