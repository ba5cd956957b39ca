import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type ComplexArray, fft, inverseFft } from "../../lib/spectral/mod.ts";
import golden from "../golden/numerics.json" with { type: "json" };
import { assertComplexClose, energy, signals } from "./support.ts";

const RUNS = { seed: 6, numRuns: 80 };

Deno.test("the transform agrees with the defining sum at every length up to 70", () => {
  for (let n = 1; n <= 70; n++) {
    const signal = wave(n);
    assertComplexClose(fft(signal), slowTransform(signal), 1e-12 * n);
  }
});

Deno.test("the transform agrees with NumPy", () => {
  for (const { input, output } of golden.fft) {
    const signal = { re: Float64Array.from(input.re), im: Float64Array.from(input.im) };
    assertComplexClose(fft(signal), output, 1e-12);
  }
});

Deno.test("a sine of a whole number of periods has two lines of height n/2", () => {
  for (const n of [16, 65, 100]) {
    const { re, im } = fft(Float64Array.from({ length: n }, (_, j) => Math.sin(2 * Math.PI * 6 * j / n)));
    for (let k = 0; k < n; k++) {
      assertAlmostEquals(re[k], 0, 1e-11);
      assertAlmostEquals(im[k], k === 6 ? -n / 2 : k === n - 6 ? n / 2 : 0, 1e-11);
    }
  }
});

Deno.test("the inverse returns the signal, at any length", () => {
  fc.assert(
    fc.property(signals(150), (signal) => assertComplexClose(inverseFft(fft(signal)), signal, 1e-12)),
    RUNS,
  );
});

Deno.test("a long transform of prime length keeps its accuracy", () => {
  const signal = wave(10_007);
  assertComplexClose(inverseFft(fft(signal)), signal, 1e-12);
});

Deno.test("the transform is linear", () => {
  fc.assert(
    fc.property(signals(60), fc.double({ min: -3, max: 3, noNaN: true }), (signal, factor) => {
      const other = wave(signal.re.length);
      const combined = fft(combine(signal, other, factor));
      assertComplexClose(combined, combine(fft(signal), fft(other), factor), 1e-11);
    }),
    RUNS,
  );
});

Deno.test("the energy of a spectrum is n times that of the signal (Parseval)", () => {
  fc.assert(
    fc.property(signals(150), (signal) => {
      const expected = signal.re.length * energy(signal);
      assertAlmostEquals(energy(fft(signal)), expected, 1e-11 * (1 + expected));
    }),
    RUNS,
  );
});

Deno.test("a circular shift by s multiplies the spectrum by e^{−2πi sk/n}", () => {
  fc.assert(
    fc.property(signals(80), fc.nat(200), (signal, shift) => {
      const n = signal.re.length;
      const from = (j: number) => (((j - shift) % n) + n) % n;
      const shifted = {
        re: signal.re.map((_, j) => signal.re[from(j)]),
        im: signal.im.map((_, j) => signal.im[from(j)]),
      };
      const { re, im } = fft(signal);
      const angle = (k: number) => -2 * Math.PI * ((shift * k) % n) / n;
      assertComplexClose(fft(shifted), {
        re: re.map((_, k) => re[k] * Math.cos(angle(k)) - im[k] * Math.sin(angle(k))),
        im: im.map((_, k) => re[k] * Math.sin(angle(k)) + im[k] * Math.cos(angle(k))),
      }, 1e-11);
    }),
    RUNS,
  );
});

Deno.test("the spectrum of a real signal is conjugate-symmetric and equals that of its complex form", () => {
  fc.assert(
    fc.property(signals(100), ({ re: signal }) => {
      const n = signal.length;
      const spectrum = fft(signal);
      const mirrored = {
        re: spectrum.re.map((_, k) => spectrum.re[(n - k) % n]),
        im: spectrum.im.map((_, k) => -spectrum.im[(n - k) % n]),
      };
      assertComplexClose(spectrum, mirrored, 1e-11);
      assertEquals(fft({ re: signal, im: new Float64Array(n) }), spectrum);
    }),
    RUNS,
  );
});

Deno.test("the input is left as it was", () => {
  for (const n of [1, 8, 15]) {
    const signal = wave(n);
    fft(signal);
    inverseFft(signal);
    assertEquals(signal, wave(n));
  }
});

Deno.test("an empty, non-finite or unequal input is rejected", () => {
  assertThrows(() => fft([]), RangeError, "input is empty");
  assertThrows(() => fft([1, NaN]), RangeError, "input[1] is NaN");
  assertThrows(() => fft({ re: Float64Array.of(1, 2), im: Float64Array.of(1) }), RangeError, "2 entries");
  assertThrows(
    () => inverseFft({ re: Float64Array.of(1), im: Float64Array.of(-Infinity) }),
    RangeError,
    "input.im[0] is -Infinity",
  );
});

function wave(n: number): ComplexArray {
  return {
    re: Float64Array.from({ length: n }, (_, j) => Math.sin(1.7 * j * j + 0.3)),
    im: Float64Array.from({ length: n }, (_, j) => Math.cos(0.9 * j + j * j * j)),
  };
}

function combine(a: ComplexArray, b: ComplexArray, factor: number): ComplexArray {
  return { re: a.re.map((v, j) => v + factor * b.re[j]), im: a.im.map((v, j) => v + factor * b.im[j]) };
}

function slowTransform({ re, im }: ComplexArray): ComplexArray {
  const n = re.length;
  const sum = (k: number, part: (c: number, s: number, j: number) => number) => {
    let total = 0;
    for (let j = 0; j < n; j++) {
      const angle = 2 * Math.PI * ((j * k) % n) / n;
      total += part(Math.cos(angle), Math.sin(angle), j);
    }
    return total;
  };
  return {
    re: re.map((_, k) => sum(k, (c, s, j) => re[j] * c + im[j] * s)),
    im: re.map((_, k) => sum(k, (c, s, j) => im[j] * c - re[j] * s)),
  };
}

Deno.test("numbers whose sums exceed all numbers on the way are transformed, and what itself does is refused", () => {
  for (const n of [2, 3, 7, 8]) {
    const one = fft([1, ...new Array(n - 1).fill(-1 / (n - 1))]), scale = 2 ** 1022;
    const { re, im } = fft([scale, ...new Array(n - 1).fill(-scale / (n - 1))]);
    assertComplexClose({ re: re.map((v) => v / scale), im: im.map((v) => v / scale) }, one, 1e-14);
    const same = inverseFft({ re: new Float64Array(n).fill(1e308), im: new Float64Array(n) });
    assertAlmostEquals(same.re[0] / 1e308, 1, 1e-14);
    assertThrows(() => fft(new Array(n).fill(1e308)), RangeError, "fft: result 0 exceeds the largest number");
  }
  const small = fft([1e-320, 2e-320, 3e-320]);
  assertAlmostEquals(small.re[0] / 6e-320, 1, 1e-3);
});
