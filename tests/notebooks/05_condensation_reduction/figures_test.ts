import { assert, assertEquals, assertThrows } from "@std/assert";
import * as draw from "../../../notebooks/05_condensation_reduction/figures.ts";
import { reductionSlider } from "../../../notebooks/05_condensation_reduction/live_figure.ts";
import * as measure from "../../../notebooks/05_condensation_reduction/measures.ts";
import {
  accuracyTable,
  cutsTable,
  rolloutTable,
} from "../../../notebooks/05_condensation_reduction/tables.ts";
import { multilayerPerceptron } from "../../../lib/nn/mod.ts";
import { imageRun, refitRun, ridgeRun, startRun, surrogateRun } from "./made_up_runs.ts";

const TIMES = { sizes: [0.8, 0.4], reduced: [0.9, 0.5], masked: [1, 1.01] };

Deno.test("every figure has a title and named axes", async () => {
  const all = [surrogateRun(), surrogateRun()], x = Float64Array.of(-1, 0, 1);
  const network = {
    build: (widths: readonly number[]) =>
      multilayerPerceptron({ widths: [1, ...widths, 1], activation: "tanh" }),
    widths: [2],
    activation: "tanh" as const,
    parameters: new Float64Array(7).fill(0.5),
  };
  const figures = [
    draw.condensationAtAGlance(all, [refitRun()], 0),
    draw.cosineMaps(all[0]),
    draw.lossBySize(all, "a gas"),
    draw.lossBySize(all, "a gas", [refitRun()]),
    draw.effectiveRatios(all),
    draw.rolloutFigure(all[0]),
    draw.parity(all[0], 1),
    draw.extensionDots(all, [refitRun()], 0.9),
    draw.weightPlane(ridgeRun()),
    draw.accuracyBySize({ small: [imageRun(), imageRun()] }),
    draw.timeBySize([TIMES, TIMES]),
    await reductionSlider(x, x, network, [0.5, 0.9], () => Promise.resolve({ network })),
  ];
  for (const { alt } of figures) assert(alt.length > 40, alt);
});

Deno.test("tables hold absolute errors beside relative ones", () => {
  const all = [surrogateRun(), surrogateRun()];
  const text = (table: object) => JSON.stringify(Object.values(table as Record<symbol, unknown>));
  for (const table of [cutsTable(all, "held out"), rolloutTable(all), accuracyTable([imageRun()])]) {
    assert(text(table) !== "");
  }
});

Deno.test("measures read the made-up runs", () => {
  const run = startRun(1, 0.4, 1.05);
  assertEquals(measure.paperCut(run).tau, 0.9);
  assertEquals(measure.keptLoss(run, "merged"), 1.05);
  assertEquals(measure.keptLoss(startRun(1, 0.6, 1), "merged"), 99);
  assertEquals(measure.paperCut(startRun(1, 0.6, 1)).tau, 0.9);
  assertEquals(measure.rolloutExcess(run, "reduced"), 0.9);
  // Between size 1 at 1 and .7 at 1.01 lies what loses half of that.
  const half = { ...run, automatic: { ...run.automatic, size: 0.85, tuned: Math.sqrt(1.01) } };
  assert(Math.abs(measure.automaticSize(half) - 1) < 1e-9);
  assertEquals(
    measure.automaticSize({ ...run, automatic: { ...run.automatic, size: 0.5, tuned: 0.9 } }),
    0.5,
  );
  assertEquals(measure.leastBound(surrogateRun()), 1);
  assertEquals(measure.ridgesLeft({ ...ridgeRun()[0], mergedError: 0.2 }, 100), 100);
  assertEquals(measure.accuracyLost(imageRun(0.4)[0], 0.3), 0.5 - 0.4);
  assertThrows(() => measure.ofGamma(surrogateRun(), 7), RangeError, "no run has γ = 7");
  assertThrows(() => measure.atTau(run, 0.1), RangeError, "no cut at τ = 0.1");
  assertThrows(() => measure.ofStart(imageRun(), 9), RangeError, "no run has the start 9");
});
