import { assertAlmostEquals, assertLess } from "@std/assert";
import { acousticTwin } from "../../lib/wave/mod.ts";
import { dot, noise, smallSurvey, steepest } from "../support/wave.ts";

for (const order of [4, 8] as const) {
  for (const freeSurface of [false, true]) {
    const which = `of order ${order}${freeSurface ? " under a free surface" : ""}`;
    const { settings, shot, wavelet, velocity, truth } = smallSurvey(order, freeSurface);

    Deno.test(`the twin ${which}: Born map and wavelet map agree with their transposes to 1e-10`, () => {
      const twin = acousticTwin(settings, velocity), data = twin.forward(shot, wavelet);
      const change = noise(velocity.length, 2), y = noise(data.length, 3);
      const back = twin.adjoint(shot, wavelet, y);
      assertAlmostEquals(
        dot(twin.born(shot, wavelet, change), y) / dot(change, back.gradient),
        1,
        1e-10,
      );
      assertAlmostEquals(dot(data, y) / dot(wavelet, back.wavelet), 1, 1e-10);
    });

    Deno.test(`the twin ${which}: the gradient is the central difference to 1e-6, and Taylor remainders fall by order`, () => {
      const observed = acousticTwin(settings, truth).forward(shot, wavelet);
      const data = (v: Float64Array) => acousticTwin(settings, v).forward(shot, wavelet);
      const misfit = (v: Float64Array) => {
        const residual = data(v).map((value, i) => value - observed[i]);
        return dot(residual, residual) / 2;
      };
      const twin = acousticTwin(settings, velocity), start = twin.forward(shot, wavelet);
      const { gradient } = twin.adjoint(shot, wavelet, start.map((value, i) => value - observed[i]));
      const change = steepest(gradient),
        slope = dot(gradient, change),
        at = dot(start.map((p, i) => p - observed[i]), start.map((p, i) => p - observed[i])) / 2;
      const moved = (share: number) => velocity.map((v, i) => v + share * change[i]);
      assertAlmostEquals((misfit(moved(1e-3)) - misfit(moved(-1e-3))) / (2e-3 * slope), 1, 1e-6);

      // Slopes of the logarithm of what is left without and with the derivative.
      const left = [0.1, 0.05].map((share) => {
        const found = misfit(moved(share)) - at;
        return [Math.abs(found), Math.abs(found - share * slope)];
      });
      assertAlmostEquals(Math.log2(left[0][0] / left[1][0]), 1, 0.1);
      assertAlmostEquals(Math.log2(left[0][1] / left[1][1]), 2, 0.1);

      // Likewise of the data and the Born map.
      const born = twin.born(shot, wavelet, change);
      const beyond = [0.1, 0.05].map((share) => {
        const there = data(moved(share)), rest = there.map((p, i) => p - start[i] - share * born[i]);
        return Math.sqrt(dot(rest, rest));
      });
      assertLess(Math.abs(Math.log2(beyond[0] / beyond[1]) - 2), 0.1);
    });
  }
}
