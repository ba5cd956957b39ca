/** Rows of the claims table: thresholds are fixed before the runs, and each control can fail. */
import { type Claim, claims, every } from "../../claims/mod.ts";
import type { RunResults } from "../../experiments/mod.ts";
import { firstStepBelow } from "../../stats/mod.ts";
import type { OrderCurves, OrderRun } from "./frequency_order.ts";

/** Error at which a sine counts as half learnt. */
const HALF = 0.5;

/** First step at which a sine is half learnt; the last read step if it never is; at least 1. */
export function halfLearnt({ steps, ...errors }: OrderCurves, sine: "low" | "high"): number {
  return Math.max(1, firstStepBelow(steps, errors[sine], HALF) ?? steps.at(-1)!);
}

/** Ratio of the steps that the higher sine takes to those of the lower one. */
export function highOverLow(curves: OrderCurves): number {
  return halfLearnt(curves, "high") / halfLearnt(curves, "low");
}

/** Claims of the paper. */
export function paperClaims(order: RunResults<OrderRun>): Claim[] {
  return claims(order, [{
    id: "C1",
    claim: "A network learns the lower frequency first",
    quantity: "steps until sin 5x is half learnt over those of sin x",
    measure: ({ plain }) => highOverLow(plain),
    rule: every(">=", 5),
    control: {
      what: "the same network on periodic features, to which both are alike",
      measure: ({ periodic }) => highOverLow(periodic),
      rule: every("<=", 2),
    },
    paperValue: null,
  }]);
}

/** Our own hypotheses. */
export function extensionClaims(order: RunResults<OrderRun>): Claim[] {
  const { results } = order, usual = results.map(({ plain }) => halfLearnt(plain, "high"));
  return claims(order, [{
    id: "X1",
    claim: "A larger start brings the higher frequency forward",
    quantity:
      "steps until sin 5x is half learnt, initial parameters times 4, over those from the usual start",
    measure: ({ plain, scaled }) => halfLearnt(scaled, "high") / halfLearnt(plain, "high"),
    rule: every("<=", 0.5),
    control: {
      what: "the usual start of the next seed over that of this one",
      perSeed: usual.map((steps, i) => usual[(i + 1) % usual.length] / steps),
      rule: every(">", 0.6),
    },
  }]);
}
