import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { earlyTestLossRise, firstStepAbove, firstStepBelow, grokkingDelay } from "../../lib/stats/mod.ts";

const steps = [0, 25, 50, 75, 100];

Deno.test("the first passage counts, not a later spike and not the last value", () => {
  assertEquals(firstStepBelow(steps, [1, 0.5, 0.001, 0.9, 0.0001], 0.01), 50);
  assertEquals(firstStepAbove(steps, [0.1, 0.96, 0.4, 0.99, 0.2], 0.95), 25);
});

Deno.test("a threshold is reached by equality, on the first step too", () => {
  assertEquals(firstStepBelow(steps, [1, 0.5, 0.5, 0.5, 0.5], 0.5), 25);
  assertEquals(firstStepAbove(steps, [1, 1, 1, 1, 1], 1), 0);
});

Deno.test("a threshold that is never reached gives null, not NaN", () => {
  assertEquals(firstStepBelow(steps, [5, 4, 3, 2, 1], 0.5), null);
  assertEquals(firstStepAbove(steps, [0, 0, 0, 0, 0], 0.5), null);
});

Deno.test("below and above mirror each other", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 5, maxLength: 5 }), (values) => {
      assertEquals(firstStepBelow(steps, values, 1), firstStepAbove(steps, values.map((v) => -v), -1));
    }),
    { seed: 12, numRuns: 100 },
  );
});

Deno.test("the delay is the test passage minus the training passage", () => {
  const losses = { steps, train: [1, 0.1, 0, 0, 0], test: [1, 2, 1, 0.1, 0], threshold: 0.1 };
  assertEquals(grokkingDelay({ ...losses, direction: "below" }), { train: 25, test: 75, delay: 50 });
  const accuracies = { steps, train: [0, 0, 1, 1, 1], test: [0, 1, 1, 1, 1], threshold: 0.9 };
  assertEquals(grokkingDelay({ ...accuracies, direction: "above" }), { train: 50, test: 25, delay: -25 });
});

Deno.test("a delay with a side that is never reached is null and says which side", () => {
  const curves = { steps, train: [1, 0, 0, 0, 0], test: [1, 1, 1, 1, 1], threshold: 0.1 };
  assertEquals(grokkingDelay({ ...curves, direction: "below" }), { train: 25, test: null, delay: null });
});

Deno.test("the early rise is the greatest test loss before the training loss is low", () => {
  const curves = { steps, train: [1, 0.9, 0.8, 0.01, 0.01], test: [2, 3, 2.5, 100, 0], threshold: 0.1 };
  assertEquals(earlyTestLossRise(curves), { ratio: 1.5, step: 25, trainStep: 75 });
});

Deno.test("without a rise the ratio is 1 at the first step", () => {
  const curves = { steps, train: [1, 0.9, 0.8, 0.01, 0.01], test: [2, 1, 1, 1, 1], threshold: 0.1 };
  assertEquals(earlyTestLossRise(curves), { ratio: 1, step: 0, trainStep: 75 });
});

Deno.test("if the training loss never gets low, the whole run counts", () => {
  const { ratio, step, trainStep } = earlyTestLossRise({
    steps,
    train: [1, 1, 1, 1, 1],
    test: [1, 1, 1, 1, 1.3],
    threshold: 0.1,
  });
  assertAlmostEquals(ratio, 1.3, 1e-15);
  assertEquals([step, trainStep], [100, null]);
});

Deno.test("bad curves, thresholds and directions are rejected", () => {
  const good = { steps: [0, 1], train: [1, 0], test: [1, 0], threshold: 0.5 };
  assertThrows(() => firstStepBelow([], [], 1), RangeError, "at least 1");
  assertThrows(() => firstStepBelow([0, 1], [1], 1), RangeError, "values has 1 entries but steps has 2");
  assertThrows(() => firstStepBelow([0, 1], [1, NaN], 1), RangeError, "values[1] is NaN");
  assertThrows(() => firstStepAbove([0, 0], [1, 1], 1), RangeError, "steps[1] = 0 follows 0");
  assertThrows(() => firstStepAbove([0, 1], [1, 1], NaN), RangeError, "got NaN");
  assertThrows(() => grokkingDelay({ ...good, direction: "up" as "above" }), RangeError, "got up");
  assertThrows(() => earlyTestLossRise({ ...good, test: [0, 1] }), RangeError, "positive, got 0");
  assertThrows(() => earlyTestLossRise({ ...good, train: [0.1, 0] }), RangeError, "from the first step on");
  assertThrows(() => earlyTestLossRise({ ...good, test: [1] }), RangeError, "test");
});
