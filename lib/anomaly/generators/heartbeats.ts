import type { Generator } from "../../random/mod.ts";
import { generatedSet, within } from "./generated_set.ts";

const LENGTH = 96;

/** Waves of a beat: place and width as shares of it, and height. */
type Wave = readonly [centre: number, width: number, height: number];
const P: Wave = [0.18, 0.05, 0.25], Q: Wave = [0.36, 0.018, -0.3], R: Wave = [0.42, 0.025, 2];
const S: Wave = [0.48, 0.02, -0.5], T: Wave = [0.72, 0.07, 0.5];

/** Gaussian bumps, moved and scaled a little, with a slow drift and noise. */
const beat = (...waves: readonly Wave[]) => (stream: Generator) => {
  const own = waves.map(([centre, width, height]) => ({
    centre: centre + 0.01 * stream.normal(),
    width,
    height: height * within(stream, 0.85, 1.15),
  }));
  const drift = 0.1 * stream.normal();
  return (t: number) => {
    const x = t / LENGTH;
    return own.reduce(
      (sum, { centre, width, height }) => sum + height * Math.exp(-0.5 * ((x - centre) / width) ** 2),
      drift * x,
    ) + 0.06 * stream.normal();
  };
};

/** ECG-like beats: a normal one, an inverted T wave, a wide QRS complex, no P wave; 96 points. */
export const heartbeats = generatedSet("ECG-like", LENGTH, {
  normal: beat(P, Q, R, S, T),
  "inverted T": beat(P, Q, R, S, [0.72, 0.07, -0.5]),
  "wide QRS": beat(P, [0.32, 0.04, -0.4], [0.42, 0.06, 1.8], [0.53, 0.05, -0.6], T),
  "no P": beat(Q, R, S, T),
});
