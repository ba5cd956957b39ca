import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import {
  continued,
  effectiveFrequencies,
  errorAt,
  greatestRise,
  indexAtShare,
  jump,
  meanFrequency,
  medianJump,
  orderRank,
  orderStep,
  peakIndex,
  recovers,
  riseAtTenth,
  sineAmplitudes,
  spectrumAt,
} from "../../../notebooks/04_loss_jump/measures.ts";
import { plateaus } from "../../../lib/pde/mod.ts";
import { DOWN, JUMPS, lineRun, orderRun, path, stairs, STAYS, STEPS, switchRun, UP } from "./made_up_runs.ts";

Deno.test("orders are read in the windows of the claim", () => {
  const data = orderRun(0.28, UP), model = orderRun(0.014, DOWN);
  assertEquals([orderStep(data, "data"), orderStep(model, "model")], [1000, 1000]);
  assertEquals([orderRank(data, "data", "Fourier"), orderRank(model, "model", "sine")], [1, -1]);
});

Deno.test("plateaus: long, level, lower than the one before, and after a fast fall", () => {
  const steps = (values: readonly number[]) => values.map((_, i) => 50 * i);
  const counted = (values: readonly number[]) => plateaus(steps(values), values).length;
  assertEquals(counted(stairs([100, 80, 60])), 3);
  assertEquals(plateaus(steps(stairs([100, 80])), stairs([100, 80])), [
    { from: 0, to: 550, level: 100 },
    { from: 600, to: 1150, level: 80 },
  ]);
  assertEquals(counted(Array(8).fill(100)), 0, "350 steps are too short");
  assertEquals(counted(stairs([100, 97])), 1, "a fall of 3 % does not separate");
  assertEquals(counted(stairs([100, 120])), 1, "a rise does not separate");
  // 8 % in 1000 steps: never 5 % within 500.
  const ramp = Array.from({ length: 20 }, (_, i) => 100 - 8 * (i + 1) / 20);
  assertEquals(counted([...stairs([100]), ...ramp, ...stairs([92])]), 1, "a slow fall does not separate");
  assertEquals(counted(Array.from({ length: 60 }, (_, i) => 100 * 0.97 ** i)), 0, "a steady fall has none");
  assertThrows(() => plateaus([0, 1], [1]), RangeError, "1 values for 2 steps");
});

Deno.test("measures read the made-up runs", () => {
  assertAlmostEquals(jump(JUMPS), 5000, 1e-9);
  assertEquals([JUMPS.steps[peakIndex(JUMPS)], recovers(JUMPS), recovers(lineRun([1, 50, 60, 70, 80]))], [
    200,
    true,
    false,
  ]);
  assertLess(effectiveFrequencies(JUMPS)[2], effectiveFrequencies(JUMPS)[0] / 5);
  assertEquals(indexAtShare([100, 50, 20, 2, 1], 0.014), 4);
  assertEquals([greatestRise([3, 2, 1]), greatestRise([3, 1, 2, 0, 5, 4])], [0, 5]);
  assertEquals(sineAmplitudes(JUMPS, 200), [9, 7, 5, 3, 1]);
  assertThrows(() => spectrumAt(JUMPS, 7), RangeError, "step 7: nothing was read");
  assertAlmostEquals(meanFrequency([1, 2, 1]), 1, 1e-12);
  assertEquals(riseAtTenth(path(500)), 500);
  const middle = medianJump([JUMPS, STAYS, lineRun([1, 2, 40, 30, 2])]);
  assertEquals([middle.index, jump(middle.run)], [2, 40]);
  assertThrows(() => continued([switchRun()], "nothing" as "kept"), RangeError, "not in every run");
});

Deno.test("the error is rebuilt from its ends and sine amplitudes", () => {
  const sines = {
    steps: STEPS,
    ends: STEPS.map((): [number, number] => [0.1, 0.3]),
    amplitudes: STEPS.map(() => [0, 2]),
  };
  const x = [0, Math.PI / 2, 2 * Math.PI],
    [left, middle, right] = errorAt(lineRun([1, 1, 1, 1, 1], { sines }), 200, x);
  assertAlmostEquals(left, 0.1, 1e-12);
  assertAlmostEquals(middle, 0.15 + 2, 1e-12);
  assertAlmostEquals(right, 0.3, 1e-12);
});
