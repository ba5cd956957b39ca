/** C7 and C8: the rows of what each loss fits first. Thresholds were fixed before the runs. */
import { type ClaimOf, every, NO_EFFECT_NAMED } from "../../lib/claims/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import type { OrderRun } from "./frequency_order.ts";
import * as measure from "./measures.ts";
import type { RateCurves } from "./mode_rates.ts";

const THEOREM = { paperValue: "theorem, unread" };

/** What tells the three readings of C7 apart: where, its ids, and what is to be known of it. */
const ORDERS = {
  circle: {
    ids: ["C7", "C7b"],
    of: "Fourier amplitudes on a circle",
    changed: [{
      what: "the inputs",
      from: "x on an interval, as in C7e and C7f",
      to: "cos x and sin x",
      why: "on an interval any smooth error that is not periodic, such as e(x) = x, gives rank −1",
    }],
  },
  sine: {
    ids: ["C7c", "C7d"],
    of: "sine amplitudes on an interval",
    note: "the straight line through both ends is subtracted; the thresholds were not made for the remainder",
    because: { cause: "definition", close: "done: C7 and C7b, on a circle, where nothing leaks" },
  },
  Fourier: {
    ids: ["C7e", "C7f"],
    of: "Fourier amplitudes on an interval, the old definition",
    note:
      "cannot fail under the model loss: the amplitudes of any smooth error that is not periodic fall with k",
  },
} as const;

/** C7: which frequencies each loss fits first within a band. */
export function orderClaims(where: keyof typeof ORDERS): ClaimOf<OrderRun>[] {
  const { ids, of, ...more } = ORDERS[where], spectrum = where === "sine" ? "sine" : "Fourier";
  const losses = [
    {
      loss: "model",
      share: "1–2 %",
      rule: every("<=", -0.9),
      claim: "Under the model loss higher frequencies converge first",
    },
    { loss: "data", share: "20–40 %", rule: every(">=", 0.8), claim: "Under the data loss lower ones do" },
  ] as const;
  return losses.map(({ loss, share, rule, claim }, j) => {
    const other = losses[1 - j], what = `${other.loss} loss, at ${other.share} of its start`;
    const rank = (loss: "data" | "model") => (run: OrderRun) => measure.orderRank(run[loss], loss, spectrum);
    const changed = [...where === "circle" ? ORDERS.circle.changed : [], {
      what: "the point at which the order is read",
      from: `anywhere at ${share} of the loss at the start`,
      to: "the middle of this window",
      why: "the row needs one step; it was chosen after a first look",
    }, NO_EFFECT_NAMED];
    return {
      ...THEOREM,
      ...more,
      id: ids[j],
      atQuick: false,
      claim,
      quantity:
        `rank correlation of ê(k) with k = 1 … 5 when the ${loss} loss is at ${share} of its start, ${of}`,
      measure: rank(loss),
      rule: { ...rule, noEffect: 0 },
      control: { what, measure: rank(other.loss), rule: other.rule },
      changed,
    };
  });
}

/** C8: rates over the whole axis. */
export function rateClaims(k: readonly number[]): ClaimOf<RateCurves[]>[] {
  const best = (sigma: number, order: number) => (curves: RateCurves[]) =>
    measure.preferred(k, measure.ratesOf(curves, sigma, order).rate);
  const atTwenty = (sigma: number) => (curves: RateCurves[]) => {
    const { rate } = measure.ratesOf(curves, sigma, 2);
    return rate[measure.indexOfStep({ steps: [...k] }, 20)] / largest(rate);
  };
  return [
    {
      ...THEOREM,
      id: "C8",
      claim: "Over the whole axis low and medium frequencies are still fitted fastest",
      quantity: "model rate at k = 20 over its largest, σ = 1",
      measure: atTwenty(1),
      rule: every("<=", 0.01),
      control: { what: "σ = 3, whose band is wider", measure: atTwenty(3), rule: every(">", 0.01) },
    },
    {
      ...THEOREM,
      id: "C8b",
      claim: "… with a hump at a frequency above 0",
      quantity: "k*, at which the model rate is largest, σ = 1",
      measure: best(1, 2),
      rule: every(">", 0),
      control: { what: "data loss", measure: best(1, 0), rule: every("<=", 0) },
    },
    {
      ...THEOREM,
      id: "C8c",
      claim: "… whose position scales with the weights",
      quantity: "|k*(σ = 3) / k*(σ = 1) − 3|",
      measure: (curves) => Math.abs(best(3, 2)(curves) / best(1, 2)(curves) - 3),
      rule: every("<=", 1),
      control: {
        none: "the ratio must lie in 2 … 4; the data loss, the natural control, has k* = 0 at both scales",
      },
    },
  ];
}
