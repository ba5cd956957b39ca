import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { autoregressive, GENERATED_SETS, generatedSetNamed, surrogate } from "../../../lib/anomaly/mod.ts";
import { generator } from "../../../lib/random/mod.ts";
import { fft } from "../../../lib/spectral/mod.ts";
import { mean, pearson, standardDeviation } from "../../../lib/stats/mod.ts";

const lagOne = (x: Float64Array, lag = 1) => pearson(x.slice(lag), x.slice(0, -lag));

for (const set of GENERATED_SETS) {
  Deno.test(`${set.name}: samples by class, standardised, by seed, and one sample does not depend on how many are drawn`, () => {
    const { samples, labels, length } = set.draw(5, generator(1));
    assertEquals([samples.length, length], [5 * set.classes.length, set.length]);
    assertEquals([...new Set(labels)], set.classes);
    for (const sample of samples) {
      assertAlmostEquals(mean(sample), 0, 1e-12);
      assertAlmostEquals(standardDeviation(sample), Math.sqrt(length / (length - 1)), 1e-12);
    }
    assertEquals(set.draw(2, generator(1)).samples[1], samples[1]);
    assert(set.draw(1, generator(2)).samples[0][0] !== samples[0][0]);
    assertThrows(() => set.draw(0, generator(1)), RangeError, "got 0");
  });
}

Deno.test("classes are what they say: bells rise, funnels fall, regimes ring at their period, trends go up and down", () => {
  const average = (name: string, label: string) => {
    const { samples, labels, length } = generatedSetNamed(name).draw(200, generator(5));
    const own = samples.filter((_, i) => labels[i] === label);
    return Float64Array.from({ length }, (_, t) => mean(own.map((sample) => sample[t])));
  };
  const time = Float64Array.from({ length: 60 }, (_, t) => t);
  assert(pearson(time, average("SyntheticControl", "increasing")) > 0.95);
  assert(pearson(time, average("SyntheticControl", "decreasing")) < -0.95);
  const bell = average("CBF", "bell"), funnel = average("CBF", "funnel");
  assert(bell[75] > bell[35] && funnel[35] > funnel[75]);
  const { samples, labels } = generatedSetNamed("AR-regimes").draw(50, generator(6));
  const ringing = samples.filter((_, i) => labels[i] === "period 8");
  assert(
    mean(ringing.map((sample) => lagOne(sample, 4))) < -0.5 &&
      mean(ringing.map((sample) => lagOne(sample, 8))) > 0.4,
  );
});

Deno.test("surrogates keep exactly the values, exactly the spectrum, or the values and nearly the spectrum", () => {
  const next = autoregressive(0.9, 0)(generator(7)), series = Float64Array.from({ length: 500 }, next);
  const sorted = (x: Float64Array) => x.slice().sort(),
    sizes = (x: Float64Array) => {
      const { re, im } = fft(x);
      return re.map((value, k) => Math.hypot(value, im[k]));
    };
  const values = surrogate(series, "values", generator(1)),
    spectrum = surrogate(series, "spectrum", generator(1));
  const both = surrogate(series, "both", generator(1));
  assertEquals(sorted(values), sorted(series));
  assert(Math.abs(lagOne(values)) < 0.15);
  sizes(spectrum).forEach((size, k) => assertAlmostEquals(size, sizes(series)[k], 1e-8));
  assertEquals(sorted(both), sorted(series));
  assertAlmostEquals(lagOne(both), lagOne(series), 0.03);
  assert(both.some((value, i) => value !== series[i]));
  assertThrows(() => surrogate([1, 2, 3], "values", generator(1)), RangeError, "at least 4");
});

Deno.test("an unknown set is refused with the names there are", () => {
  assertThrows(() => generatedSetNamed("CFB"), RangeError, "allowed CBF, TwoPatterns");
});
