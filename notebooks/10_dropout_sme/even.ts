/** Evenly spaced numbers from one end to the other, both included. */
export function even(count: number, from: number, to: number): number[] {
  return Array.from({ length: count }, (_, k) => from + (to - from) * k / (count - 1));
}
