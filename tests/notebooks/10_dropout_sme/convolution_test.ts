import { assertAlmostEquals, assertEquals, assertLess, assertNotEquals } from "@std/assert";
import convolutionProfiles from "../../../notebooks/10_dropout_sme/convolution_profiles.ts";
import { DigitCnn } from "../../../notebooks/10_dropout_sme/digit_cnn.ts";
import { pooledDigits } from "../../../notebooks/10_dropout_sme/digits.ts";
import { CONTEXT } from "./small_runs.ts";

const SMALL = { ...convolutionProfiles.settings, side: 7, hidden: 5, batch: 10, epochs: 4 };

Deno.test("two convolutions learn digits, and a shorter training is the beginning of a longer one", async () => {
  const { train, test } = await pooledDigits(60, 20, 7, 100);
  await using network = new DigitCnn(train, SMALL);
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

Deno.test("profiles of two convolutions start from the loss of their network", async () => {
  const run = await convolutionProfiles.run(
    { ...SMALL, rows: 40, testRows: 10, directions: 1, points: 5 },
    100,
    CONTEXT,
  );
  assertEquals(JSON.parse(JSON.stringify(run)), run);
  for (const name of ["dropout", "plain", "otherPlain", "plainAtLoss", "otherPlainAtLoss"] as const) {
    assertAlmostEquals(run[name].profile[2], run[name].loss, 1e-3);
  }
  assertEquals(run.plain.epochs, 4);
  assertEquals(run.plainAtLoss.epochs >= 1 && run.plainAtLoss.epochs <= 4, true);
});
