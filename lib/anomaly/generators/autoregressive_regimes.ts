import type { Generator } from "../../random/mod.ts";
import { generatedSet } from "./generated_set.ts";

/** Steps after which a process has forgotten its start. */
const WARM_UP = 200;

/** x_t = a x_{t−1} + b x_{t−2} + ε_t. */
export const autoregressive = (a: number, b: number) => (stream: Generator): (t: number) => number => {
  let [x, before] = [0, 0];
  const next = () => ([x, before] = [a * x + b * before + stream.normal(), x])[0];
  for (let i = 0; i < WARM_UP; i++) next();
  return (_t: number) => next();
};
/** Poles r e^{±2πi/period}. */
const ringing = (radius: number, period: number) =>
  autoregressive(2 * radius * Math.cos(2 * Math.PI / period), -radius * radius);

/** Autoregressive regimes: they differ in dependence only, since every sample has mean 0 and deviation 1; 100 points. */
export const autoregressiveRegimes = generatedSet("AR-regimes", 100, {
  slow: autoregressive(0.9, 0),
  "period 20": ringing(0.95, 20),
  "period 8": ringing(0.95, 8),
});
