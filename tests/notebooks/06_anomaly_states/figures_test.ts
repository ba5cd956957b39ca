import { assert } from "@std/assert";
import { GENERATED_SETS } from "../../../lib/anomaly/mod.ts";
import { KINDS, PROCESSES } from "../../../notebooks/06_anomaly_states/anomaly_kinds.ts";
import { example } from "../../../notebooks/06_anomaly_states/example.ts";
import * as draw from "../../../notebooks/06_anomaly_states/figures.ts";
import * as table from "../../../notebooks/06_anomaly_states/tables.ts";
import { NETS } from "../../../notebooks/06_anomaly_states/protocol.ts";
import { madeUp } from "./made_up_runs.ts";

const runs = madeUp((name, choice) =>
  ({ farthest: 0.95, random: 0.8, nearest: 0.55 })[choice] - 0.005 * name.length
);
const names = runs.settings.detectors.slice(0, 38);
const timings = names.map((name, i) => ({ name, seconds: [0.001 * (i + 1), 0.002, 0.003] }));

Deno.test("every figure of comparisons has a title, axes and something to see", () => {
  const figures = [
    draw.choiceFigure(runs, "choices"),
    draw.boxFigure(runs, "farthest"),
    draw.rankFigure(runs, "random"),
    draw.timeFigure(runs, timings),
    draw.contrastFigure(runs, ["LOF", "KNN"]),
    draw.areaMap(runs, "farthest"),
    draw.familyFigure(runs),
    draw.selectionFigure(runs),
  ];
  for (const { alt } of figures) assert(alt.length > 40, alt);
});

Deno.test("figures of the example, corrections, calibration and kinds are drawn from their runs", async () => {
  const one = await example();
  for (
    const figure of [
      draw.clusterFigure,
      draw.seriesFigure,
      draw.scoreFigure,
      draw.curvesFigure,
      draw.surfaceFigure,
    ]
  ) {
    assert(figure(one).alt.length > 40);
  }
  const correction = {
    name: "SOS",
    corrected: 0.8,
    native: 0.6,
    nativeChange: 1,
    correctedChange: 0,
  } as const;
  assert(draw.correctionFigure({ results: [[correction], [correction]] }).alt.includes("PyOD"));
  const calibration = {
    name: "KNN",
    conformal: [0.01, 0.1],
    gaussian: [0.03, 0.1],
    discoveries: { false: 0, found: 1 },
    uncorrected: { false: 0.5, found: 1 },
  };
  assert(
    draw.calibrationFigure({ settings: { levels: [0.01, 0.1] }, results: [[calibration]] }).alt.includes(
      "nominal",
    ),
  );
  const areas = PROCESSES.map(() => KINDS.map(() => [0.5, 0.9]));
  assert(
    draw.kindFigure({ settings: { detectors: ["MAD", "KNN"] }, results: [areas] }).alt.includes("Kinds"),
  );
});

Deno.test("tables have a row for each detector and one for chance, and name those that failed", async () => {
  const text = async (shown: ReturnType<typeof table.familyTable>) =>
    String(
      (await (shown as unknown as Record<symbol, () => Promise<Record<string, unknown>>>)
        [Symbol.for("Jupyter.display")]())["text/plain"],
    );
  const metrics = await text(table.metricsTable(runs, "random"));
  assert(names.every((name) => metrics.includes(name)) && metrics.includes("a random score"));
  assert((await text(table.familyTable(runs))).includes("proximity"));
  assert((await text(table.stabilityTable(runs))).includes("that draw none | 0.0"));
  const epochs = await text(table.epochsTable(runs, { ...madeUp(() => 0.7, NETS) }));
  assert(NETS.every((name) => epochs.includes(name)), epochs);
  assert((await text(table.failureTable(runs))).includes("No detector failed"));
  const broken = {
    ...runs,
    results: runs.results.map((run) => run.map((one) => ({ ...one, failed: { MCD: "too few windows" } }))),
  };
  const classes = GENERATED_SETS.reduce((sum, set) => sum + set.classes.length, 0);
  assert((await text(table.failureTable(broken))).includes(`MCD | ${3 * 3 * classes} | too few windows`));
  assert((await text(table.weaknessTable(runs))).includes("MAD"));
  assert((await text(table.alarmTable(runs, ["KNN"]))).includes("KNN"));
});
