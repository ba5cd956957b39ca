import type { Generator } from "../../random/mod.ts";
import { between, generatedSet } from "./generated_set.ts";

/** (6 + η) on [a, b], times a shape that knows how far t lies in it, and noise. */
const event = (shape: (share: number) => number) => (stream: Generator) => {
  const a = between(stream, 16, 32), length = between(stream, 32, 96), height = 6 + stream.normal();
  return (t: number) => (t >= a && t <= a + length ? height * shape((t - a) / length) : 0) + stream.normal();
};

/** Cylinder–Bell–Funnel (Saito 1994): an event that is flat, rises or falls; 128 points. */
export const cylinderBellFunnel = generatedSet("CBF", 128, {
  cylinder: event(() => 1),
  bell: event((share) => share),
  funnel: event((share) => 1 - share),
});
