/** At which steps after a switch something is read. */
import { everySteps } from "../../lib/train/mod.ts";

const FIRST = [
  0,
  1,
  2,
  3,
  4,
  5,
  6,
  8,
  10,
  12,
  15,
  20,
  25,
  30,
  40,
  50,
  60,
  70,
  80,
  90,
  100,
  120,
  140,
  160,
  180,
];

/** Dense at first, as the loss jumps within a few steps; every 20 up to 500, 50 up to 1000, then 100. */
export function switchReadings(steps: number): number[] {
  const later = everySteps(10, steps).filter((step) =>
    step % (step <= 500 ? 20 : step <= 1000 ? 50 : 100) === 0 || step === steps
  );
  return [...new Set([...FIRST.filter((step) => step <= steps), ...later])].sort((a, b) => a - b);
}
