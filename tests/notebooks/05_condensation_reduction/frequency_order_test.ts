import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  extensionClaims,
  halfLearnt,
  highOverLow,
  paperClaims,
} from "../../../notebooks/05_condensation_reduction/claims.ts";
import { orderFigure } from "../../../notebooks/05_condensation_reduction/figures.ts";
import frequencyOrder, {
  type OrderCurves,
  type OrderRun,
} from "../../../notebooks/05_condensation_reduction/frequency_order.ts";

const CONTEXT = { signal: new AbortController().signal, progress() {}, checkpoint: () => undefined };
const SMALL = { ...frequencyOrder.settings, width: 16, learningRate: 2e-3, steps: 800 };

/** Errors that fall below one half at these steps. */
function curves(low: number, high: number): OrderCurves {
  const steps = [0, 10, 20, 100, 200], fall = (at: number) => steps.map((step) => step < at ? 1 : 0.1);
  return { steps, low: fall(low), high: fall(high) };
}

Deno.test("a trained network has learnt the low frequency first, with periodic features both at once", async () => {
  const run = await frequencyOrder.run(SMALL, 0, CONTEXT);
  assertEquals(JSON.parse(JSON.stringify(run)), run);
  assert(highOverLow(run.plain) > 3, `plain: ${highOverLow(run.plain)}`);
  assert(highOverLow(run.periodic) < 3, `periodic: ${highOverLow(run.periodic)}`);
});

Deno.test("another seed starts elsewhere", async () => {
  const few = { ...SMALL, steps: 10 };
  const [one, other] = [await frequencyOrder.run(few, 0, CONTEXT), await frequencyOrder.run(few, 1, CONTEXT)];
  assert(one.plain.high[0] !== other.plain.high[0]);
});

Deno.test("a sine is half learnt at the first reading below one half, at the last one where it never is", () => {
  assertEquals(halfLearnt(curves(10, 200), "low"), 10);
  assertEquals(halfLearnt(curves(10, 300), "high"), 200);
  assertEquals(halfLearnt(curves(0, 10), "low"), 1);
  assertEquals(highOverLow(curves(20, 100)), 5);
});

Deno.test("rows fail where the effect is absent, and where the control shows it too", () => {
  const source = "live" as const, seeds = [0, 1, 2];
  const rows = (plain: OrderCurves, periodic: OrderCurves, scaled: OrderCurves) => {
    const run: OrderRun = { plain, periodic, scaled }, runs = { seeds, source, results: [run, run, run] };
    return [...paperClaims(runs), ...extensionClaims(runs)].map(({ verdict }) => verdict);
  };
  const [first, both, late] = [curves(10, 100), curves(10, 10), curves(10, 200)];
  assertEquals(rows(first, both, both), ["reproduced", "held"]);
  assertEquals(rows(both, both, both), ["not reproduced", "refuted"]);
  assertEquals(rows(first, late, late)[0], "not separated");
});

Deno.test("the figure has a panel for each network, and needs runs", () => {
  const run = { plain: curves(10, 100), periodic: curves(10, 10), scaled: curves(10, 20) };
  assert(orderFigure([run, run]).alt.includes("training step"));
  assertThrows(() => orderFigure([]), TypeError);
});
