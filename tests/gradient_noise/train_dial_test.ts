import { assertAlmostEquals, assertEquals, assertLess, assertNotEquals, assertRejects } from "@std/assert";
import { gaussianClasses } from "../../lib/data/mod.ts";
import { type DialParts, type DialTrainingOptions, trainDial } from "../../lib/gradient_noise/network/mod.ts";

const OPTIONS = { width: 6, keep: 0.5, rate: 0.05, steps: 300, readings: 3, probes: 3 };
const CLASSES = { classes: 3, inputs: 4, rows: 30, centres: 1.5, noise: 1 };

function trained(parts: DialParts, changes: Partial<DialTrainingOptions> = {}) {
  const data = { train: gaussianClasses(CLASSES, 1), test: gaussianClasses(CLASSES, 2) };
  return trainDial(parts, data, { ...OPTIONS, ...changes }, 1, new AbortController().signal);
}

Deno.test("the drift lowers R_1, the noise changes the path, and without dropout neither does anything", async () => {
  const plain = await trained({ drift: 0, noise: 0 }), drift = await trained({ drift: 1, noise: 0 });
  const noise = await trained({ drift: 0, noise: 1 });
  assertEquals(plain.steps, [0, 100, 200, 300]);
  assertLess(plain.loss[3], plain.loss[0]);
  assertLess(drift.regularizer[3], plain.regularizer[3]);
  assertEquals(noise.loss[0], plain.loss[0]);
  assertNotEquals(noise.loss[3], plain.loss[3]);
  const [both, none] = [
    await trained({ drift: 1, noise: 1 }, { keep: 1 }),
    await trained({ drift: 0, noise: 0 }, { keep: 1 }),
  ];
  assertAlmostEquals(both.loss[3], none.loss[3], 1e-4);
});

Deno.test("a training that runs off to infinity says by which step, and bad numbers are refused", async () => {
  const wild = await trained({ drift: 1, noise: 1 }, { rate: 100 });
  assertEquals([wild.hessianTrace, wild.diverged], [null, 100]);
  await assertRejects(() => trained({ drift: 1, noise: 1 }, { width: 0 }), RangeError, "width");
  await assertRejects(() => trained({ drift: 1, noise: -1 }), RangeError, "noise");
  await assertRejects(() => trained({ drift: 1, noise: 1 }, { rate: 0 }), RangeError, "rate");
});
