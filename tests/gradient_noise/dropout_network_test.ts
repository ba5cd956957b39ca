import { assertAlmostEquals, assertEquals, assertGreater, assertThrows } from "@std/assert";
import { gaussianClasses } from "../../lib/data/mod.ts";
import { DropoutNetwork, dropoutNoise, NO_MASK, normalNoise } from "../../lib/gradient_noise/network/mod.ts";
import { parametersByName } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";

const CLASSES = { classes: 3, inputs: 4, rows: 30, centres: 1.5, noise: 1 };

function network(changes: Partial<ConstructorParameters<typeof DropoutNetwork>[1]> = {}): DropoutNetwork {
  return new DropoutNetwork(gaussianClasses(CLASSES, 1), {
    hidden: [5, 4],
    activation: "tanh",
    keep: 0.8,
    rate: 0.1,
    block: "weight2",
    precision: "float64",
    ...changes,
  }, 1);
}

Deno.test("the Hessian of a block is the change of its gradient, and the loss along a line is that of the block", async () => {
  await using net = network();
  const n = net.blockSize, h = 1e-5, start = net.theta.slice();
  const H = await net.blockHessian(), blockLoss = await net.blockLoss(), block = net.block;
  assertAlmostEquals(await blockLoss(block), (await net.evaluate(net.theta)).loss, 1e-12);
  const at = start.length - parametersByName(start, net.model.parameters).weight3.length - 3 - 4 - n;
  const gradientAt = async (by: number) => {
    net.resume(start.map((value, k) => value + (k === at + 7 ? by : 0)), 0);
    return await net.blockGradients(1, { mask: NO_MASK });
  };
  const ahead = await gradientAt(h), behind = await gradientAt(-h);
  for (let i = 0; i < n; i++) assertAlmostEquals(H[i * n + 7], (ahead[i] - behind[i]) / (2 * h), 1e-8);
});

Deno.test("a window of the trajectory is the training itself, in calls of any length", async () => {
  await using whole = network(), parts = network(), again = network();
  await whole.advance(7);
  await parts.advance(3);
  const rows = await parts.advance(4, { keepBlocks: true });
  assertEquals(rows.length, 4 * parts.blockSize);
  await parts.advance(1);
  await whole.advance(1);
  assertEquals(whole.step, parts.step);
  assertEquals(parts.theta, whole.theta);
  await again.advance(3);
  assertEquals(Array.from(again.block), Array.from(rows.subarray(0, again.blockSize)));
});

Deno.test("gradients differ by what is random, and by nothing else", async () => {
  await using net = network();
  const n = net.blockSize;
  const DRAWS = 8;
  const spread = async (noise?: Parameters<typeof net.blockGradients>[1]) => {
    const rows = await net.blockGradients(DRAWS, noise);
    return rows.reduce((most, value, k) => Math.max(most, Math.abs(value - rows[k % n])), 0);
  };
  assertEquals(await spread({ mask: NO_MASK }), 0);
  assertGreater(await spread(), 0);
  assertGreater(await spread({ mask: NO_MASK, batch: 4 }), 0);
  assertGreater(await spread({ mask: NO_MASK, shift: 0.1 }), 0);
  assertEquals(normalNoise(1).mask(generator(0), 2), Float64Array.of(1, 1));
  const many = normalNoise(0.5).mask(generator(0), 4000);
  assertAlmostEquals(many.reduce((sum, value) => sum + (value - 1) ** 2, 0) / 4000, 1, 0.1);
  assertEquals(dropoutNoise(1).mask(generator(0), 3), Float64Array.of(1, 1, 1));
  assertThrows(() => network({ block: "weight9" }), RangeError, "weight9");
  assertThrows(
    () => net.resume(new Float64Array(3), 0),
    RangeError,
    "needs 64 parameters to resume from, got 3",
  );
});
