import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  envelopeMisfit,
  globalCorrelationMisfit,
  hilbertTransform,
  l2Misfit,
  type Misfit,
} from "../../../lib/wave/mod.ts";
import { dot, noise, relativeDifference } from "../../support/wave.ts";

const STEPS = 50, RECEIVERS = 3, LENGTH = STEPS * RECEIVERS;
/** Smooth traces, so that envelopes stay away from zero. */
const gather = (seed: number, shift = 0) =>
  noise(LENGTH, seed).map((value, i) => {
    const n = Math.floor(i / RECEIVERS), r = i % RECEIVERS;
    return 0.1 * value + Math.cos(0.4 * (n - shift) + r) * Math.exp(-(((n - 25 - shift) / 9) ** 2));
  });

const MISFITS: Record<string, (observed: readonly Float64Array[]) => Misfit> = {
  l2Misfit,
  globalCorrelationMisfit: (observed) => globalCorrelationMisfit(observed, observed.map(() => RECEIVERS)),
  envelopeMisfit: (observed) => envelopeMisfit(observed, observed.map(() => RECEIVERS)),
};

for (const [name, of] of Object.entries(MISFITS)) {
  Deno.test(`${name}() is zero for the observed data and positive for others`, () => {
    const observed = gather(1), misfit = of([observed]), same = misfit(observed, 0);
    assertAlmostEquals(same.misfit, 0, 1e-12);
    assertLess(Math.sqrt(dot(same.adjointSource, same.adjointSource)), 1e-7);
    assertLess(1e-3, misfit(gather(2, 3), 0).misfit);
  });

  Deno.test(`${name}() has the adjoint source that central differences have`, () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(6), (seed, shift) => {
        const misfit = of([gather(seed)]), p = gather(seed + 1, shift), change = noise(LENGTH, seed + 2);
        const at = (share: number) => misfit(p.map((value, i) => value + share * change[i]), 0).misfit;
        const slope = dot(misfit(p, 0).adjointSource, change);
        assertAlmostEquals((at(1e-5) - at(-1e-5)) / 2e-5, slope, 1e-5 * (1 + Math.abs(slope)));
      }),
      { numRuns: 20, seed: 3 },
    );
  });

  Deno.test(`${name}() refuses data of another size, and a shot that was not observed`, () => {
    const misfit = of([gather(1)]);
    assertThrows(
      () => misfit(gather(1).subarray(3), 0),
      RangeError,
      "has 147 entries but observed data of shot 0",
    );
    assertThrows(() => misfit(gather(1), 1), RangeError, "shot 1 was not observed, got data of 1 shots");
  });
}

Deno.test("globalCorrelationMisfit() does not see amplitudes, nor traces without anything", () => {
  const observed = gather(1), misfit = MISFITS.globalCorrelationMisfit([observed]), p = gather(2, 2);
  assertAlmostEquals(misfit(p.map((value) => 7 * value), 0).misfit, misfit(p, 0).misfit, 1e-12);
  const quiet = observed.map((d, i) => i % RECEIVERS === 1 ? 0 : d);
  const { misfit: found, adjointSource } = MISFITS.globalCorrelationMisfit([quiet])(observed, 0);
  assertAlmostEquals(found, 0, 1e-12);
  assertEquals(adjointSource.filter((_, i) => i % RECEIVERS === 1), new Float64Array(STEPS));
  assertAlmostEquals(misfit(quiet, 0).misfit, 1, 1e-12);
});

Deno.test("hilbertTransform() makes cosines sines inside a gather, for even and odd counts, and its transpose is minus it", () => {
  for (const receivers of [1, 2, 3]) {
    const steps = 400,
      wave = (turn: (x: number) => number) =>
        Float64Array.from({ length: steps * receivers }, (_, i) => {
          const n = Math.floor(i / receivers), r = i % receivers;
          return turn(0.3 * n + r) * Math.exp(-(((n - 200) / 40) ** 2));
        });
    assertLess(relativeDifference(hilbertTransform(wave(Math.cos), receivers), wave(Math.sin)), 1e-6);
    const a = noise(steps * receivers, 1), b = noise(steps * receivers, 2);
    assertAlmostEquals(
      dot(hilbertTransform(a, receivers), b),
      -dot(a, hilbertTransform(b, receivers)),
      1e-10,
    );
  }
  assertThrows(() => hilbertTransform([1, 2, 3], 2), RangeError, "no whole rows of 2");
});
