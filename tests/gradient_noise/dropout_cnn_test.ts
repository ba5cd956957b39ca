import { assertAlmostEquals, assertEquals, assertLess, assertNotEquals } from "@std/assert";
import { loadMnist, pooledImages } from "../../lib/data/mod.ts";
import { DropoutCnn } from "../../lib/gradient_noise/network/dropout_cnn.ts";
import { generator } from "../../lib/random/mod.ts";

const CONTEXT = { signal: new AbortController().signal, progress() {}, checkpoint: () => undefined };
const SMALL = {
  side: 7,
  filters: [8, 16] as const,
  hidden: 5,
  keepMaps: 0.8,
  keepHidden: 0.5,
  rate: 1e-3,
  batch: 10,
  epochs: 4,
};

async function pooledDigits(rows: number, testRows: number) {
  const { train, test } = await loadMnist({
    train: rows,
    test: testRows,
    generator: generator(100, "digits"),
  });
  return { train: pooledImages(train, 7), test: pooledImages(test, 7) };
}

Deno.test("two convolutions learn digits, and a shorter training is the beginning of a longer one", async () => {
  const { train, test } = await pooledDigits(60, 20);
  await using network = new DropoutCnn(train, SMALL);
  const whole = await network.train("whole", { dropout: false, seed: 100 }, CONTEXT);
  assertEquals(whole.loss.length, 4);
  assertLess(whole.loss[3], whole.loss[0]);
  assertAlmostEquals((await network.evaluate(whole.theta)).loss, whole.loss[3], 1e-5);
  const start = await network.train("start", { dropout: false, seed: 100, epochs: 2 }, CONTEXT);
  assertEquals(start.loss, whole.loss.slice(0, 2));
  const dropout = await network.train("dropout", { dropout: true, seed: 100 }, CONTEXT);
  assertEquals(dropout.theta.every(Number.isFinite), true);
  assertEquals(dropout.theta.some((value, k) => value !== whole.theta[k]), true);
  const seen = await network.evaluate(whole.theta), unseen = await network.evaluate(whole.theta, test);
  assertNotEquals(unseen.loss, seen.loss);
  assertAlmostEquals(unseen.accuracy * 20, Math.round(unseen.accuracy * 20), 1e-5);
});
