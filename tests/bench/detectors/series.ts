import { generator, normalArray } from "../../../lib/random/mod.ts";

/** Bumps of a heartbeat: place in the beat, width, height. */
const BUMPS = [[0.18, 0.05, 0.25], [0.36, 0.018, -0.3], [0.42, 0.025, 2], [0.48, 0.02, -0.5], [
  0.72,
  0.07,
  0.5,
]];
const BEAT = 120, NOISE = 0.06;

/** A standard and a tested series of heartbeats with noise, as both sides get them. */
export function benchSeries(points: number): { standard: number[]; test: number[] } {
  const series = (seed: number) => {
    const noise = normalArray(generator(seed, "detector bench"), points, 0, NOISE);
    return Array.from(noise, (value, t) => {
      const phase = (t + 7 + 31 * seed) % BEAT / BEAT;
      return BUMPS.reduce(
        (sum, [at, width, height]) => sum + height * Math.exp(-0.5 * ((phase - at) / width) ** 2),
        value,
      );
    });
  };
  return { standard: series(0), test: series(1) };
}
