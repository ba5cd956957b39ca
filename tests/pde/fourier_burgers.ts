/** Burgers' equation by a Fourier method, which shares nothing with Cole and Hopf's formula. */
import { type ComplexArray, fft, inverseFft } from "../../lib/spectral/mod.ts";

/**
 * u on n even points −1 + 2i/n at time `end`, from u(x, 0) = −sin πx or another odd function of period 2, which keeps both
 * ends at 0.
 *
 * Diffusion exactly, by an integrating factor; advection by the classical Runge–Kutta method, dealiased by the 2/3 rule.
 */
export function fourierBurgers(
  viscosity: number,
  n: number,
  steps: number,
  end: number,
  initial: (x: number) => number = (x) => -Math.sin(Math.PI * x),
): Float64Array {
  const k = Float64Array.from({ length: n }, (_, i) => Math.PI * (i < n / 2 ? i : i - n));
  const kept = k.map((value) => (Math.abs(value) < Math.PI * n / 3 ? 1 : 0)), h = end / steps;
  const half = k.map((value) => Math.exp(-viscosity * value * value * h / 2));
  const advection = (u: ComplexArray): ComplexArray => {
    const square = fft(inverseFft(u).re.map((value) => value * value / 2));
    return {
      re: square.im.map((v, i) => kept[i] * k[i] * v),
      im: square.re.map((v, i) => -kept[i] * k[i] * v),
    };
  };
  const damped = (u: ComplexArray, times: number): ComplexArray => ({
    re: u.re.map((v, i) => half[i] ** times * v),
    im: u.im.map((v, i) => half[i] ** times * v),
  });
  const plus = (u: ComplexArray, c: number, v: ComplexArray): ComplexArray => ({
    re: u.re.map((value, i) => value + c * v.re[i]),
    im: u.im.map((value, i) => value + c * v.im[i]),
  });
  let u = fft(Float64Array.from({ length: n }, (_, i) => initial(-1 + 2 * i / n)));
  for (let step = 0; step < steps; step++) {
    const a = advection(u), b = advection(damped(plus(u, h / 2, a), 1));
    const c = advection(plus(damped(u, 1), h / 2, b));
    const d = advection(plus(damped(u, 2), h, damped(c, 1)));
    const middle = damped(plus(b, 1, c), 1);
    u = plus(plus(damped(plus(u, h / 6, a), 2), h / 3, middle), h / 6, d);
  }
  return inverseFft(u).re;
}
