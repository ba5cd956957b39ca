/** The moment at which task W's exception, the wrong answer to (3, 4), is learnt. */
import type { CompositeCurves } from "./composite_training.ts";

/** Shares of right answers to (3, 4) below which it is not learnt yet, and from which on it is. */
export const LEARNING = { below: 0.5, from: 0.9 };

/** The answers to (4, 3) on both sides of that moment. */
export interface AroundException {
  /** Step of the last reading before (3, 4) reaches one half; the last reading if it never does. */
  step: number;
  before: { inferential: number; symmetric: number };
  /** One reading earlier. */
  earlier: { inferential: number; symmetric: number };
  /** At the first reading at which (3, 4) is learnt; `null` if it never is. */
  after: { inferential: number; symmetric: number } | null;
}

/** What a network of task W answers to (4, 3) just before and just after it learns (3, 4). */
export function aroundException(
  { steps, mirrored, inferential, symmetric }: CompositeCurves,
): AroundException {
  const at = (index: number) => ({ inferential: inferential[index], symmetric: symmetric[index] });
  const half = mirrored.findIndex((share) => share >= LEARNING.below);
  const before = half < 0 ? steps.length - 1 : Math.max(0, half - 1);
  const learnt = mirrored.findIndex((share) => share >= LEARNING.from);
  return {
    step: steps[before],
    before: at(before),
    earlier: at(Math.max(0, before - 1)),
    after: learnt < 0 ? null : at(learnt),
  };
}
