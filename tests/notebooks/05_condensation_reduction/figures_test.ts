import { assert, assertEquals, assertThrows } from "@std/assert";
import * as draw from "../../../notebooks/05_condensation_reduction/figures.ts";
import { reductionSlider } from "../../../notebooks/05_condensation_reduction/live_figure.ts";
import * as measure from "../../../notebooks/05_condensation_reduction/measures.ts";
import {
  accuracyTable,
  cutsTable,
  keptTable,
  rolloutTable,
} from "../../../notebooks/05_condensation_reduction/tables.ts";
import { type Displayable, JUPYTER_DISPLAY } from "../../../lib/notebook/display.ts";
import { multilayerPerceptron } from "../../../lib/nn/mod.ts";
import { imageRun, refitRun, ridgeRun, startRun, surrogateRun } from "./made_up_runs.ts";

/** What a cell shows as text. */
const textOf = (table: Displayable) =>
  String((table[JUPYTER_DISPLAY]() as Record<string, string>)["text/plain"]);

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
  for (const table of [cutsTable(all, "held out"), rolloutTable(all), accuracyTable([imageRun()], [4])]) {
    assert(textOf(table) !== "");
  }
});

Deno.test("the size that keeps the accuracy is the smallest of the cuts that do, and the whole where none does", () => {
  const cut = (size: number, tuned: number) => ({ widths: [1], size, cut: 9, tuned });
  const cuts = [cut(0.8, 1), cut(0.5, 1.09), cut(0.3, 1.11), cut(0.4, 1.05)];
  assertEquals(measure.keptSize({ base: 1 }, cuts), 0.4);
  assertEquals(measure.keptSize({ base: 0.5 }, cuts), 1);
  const [image] = imageRun(0.4);
  assertEquals(measure.keptImageSize(image), 1);
  const first = image.rounds.map((round, i) => ({ ...round, retrained: i === 0 ? 0.49 : 0.4 }));
  assertEquals(measure.keptImageSize({ ...image, rounds: first }), 0.6);
  const run = startRun(1, 0.4, 1.3), { automatic } = run;
  assertEquals(measure.excess(run, automatic), 1.05 / 1.1);
  assertEquals(measure.excess(run, { ...automatic, size: 0.9 }), 2);
  const table = textOf(keptTable(
    { hydrogen: { runs: [[run, startRun(0.5, 0.9, 1)]], refits: [refitRun()] } },
    { small: [[{ ...image, rounds: first }, imageRun(0.5)[1]]] },
  ));
  for (
    const line of [
      "hydrogen | γ = 1 (condensed) | 40 (-1.7) | 10 (-32)",
      "hydrogen | γ = 1/2 (standard) | 40 (-1.7) | 10 (-32)",
      "small | Kaiming's | 60 (49) | –",
      "small | γ = 2 | 11 (-0.5) | –",
    ]
  ) assert(table.includes(line), table);
});

Deno.test("measures read the made-up runs", () => {
  const run = startRun(1, 0.4, 1.05);
  assertEquals(measure.controlledCut(run).tau, 0.9);
  assertEquals(measure.keptLoss(run.base, run.cuts.map(({ merged }) => merged)), 1.05);
  assertEquals(measure.keptLoss(1, startRun(1, 0.6, 1).cuts.map(({ merged }) => merged)), 99);
  assertEquals(measure.rolloutExcess(run, "reduced"), 0.9);
  // Between size 1 at 1 and .7 at 1.01 lies what loses half of that.
  const half = { ...run, automatic: { ...run.automatic, size: 0.85, tuned: Math.sqrt(1.01) } };
  assert(Math.abs(measure.automaticSize(half) - 1) < 1e-9);
  assertEquals(
    measure.automaticSize({ ...run, automatic: { ...run.automatic, size: 0.5, tuned: 0.9 } }),
    0.5,
  );
  // One of the six layers of either start has nothing merged.
  assertEquals(measure.boundsOverChanges(surrogateRun()), [40, 20, 40, 20, 10, 40, 20, 40, 20, 10]);
  const other = { ...run.controls, random: { ...run.controls.random, widths: [9, 9, 9] } };
  assertThrows(() => measure.controlledCut({ ...run, controls: other }), RangeError, "a cut to 9,9,9");
  assertEquals(measure.ridgesLeft({ ...ridgeRun()[0], mergedError: 0.2 }, 100), 100);
  const [image] = imageRun(0.4);
  assertEquals([0.6, 0.3].map((size) => measure.accuracyLost(image, size)), [0.5 - 0.4, 0.5 - 0.4]);
  assertEquals(measure.accuracyLost(image, 0.05), 0.5, "no round is as small");
  assertThrows(() => measure.ofGamma(surrogateRun(), 7), RangeError, "γ = 7");
  assertThrows(() => measure.atTau(run, 0.1), RangeError, "τ = 0.1");
  assertThrows(() => measure.ofStart(imageRun(), 9), RangeError, "the start 9");
});
