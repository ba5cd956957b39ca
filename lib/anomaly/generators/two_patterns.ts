import type { Generator } from "../../random/mod.ts";
import { between, generatedSet } from "./generated_set.ts";

/** Two steps of ±5, each of random length and place; the second lies in the second half. */
const steps = (first: 1 | -1, second: 1 | -1) => (stream: Generator) => {
  const places = [first, second].map((sign, half) => {
    const length = between(stream, 16, 32), start = 64 * half + between(stream, 0, 63 - length);
    return { sign, start, length };
  });
  return (t: number) => {
    const inside = places.find(({ start, length }) => t >= start && t < start + length);
    if (!inside) return stream.normal();
    return 5 * inside.sign * (t - inside.start < inside.length / 2 ? -1 : 1);
  };
};

/** Two-Patterns (after Geurts 2002): steps up or down, in four orders, in white noise; 128 points. */
export const twoPatterns = generatedSet("TwoPatterns", 128, {
  "up-up": steps(1, 1),
  "up-down": steps(1, -1),
  "down-up": steps(-1, 1),
  "down-down": steps(-1, -1),
});
