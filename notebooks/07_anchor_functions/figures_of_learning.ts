/** Figures of data efficiency, ablation, the nine tasks, two answers and two frequencies. */
import * as plot from "../../lib/figure/mod.ts";
import type { Figure } from "../../lib/figure/mod.ts";
import type { AblationRun } from "./ablation.ts";
import type { EfficiencyRun } from "./data_efficiency.ts";
import type { NineTasksRun } from "./nine_tasks.ts";
import { last } from "./readings.ts";
import type { StatisticalRun } from "./statistical_output.ts";
import type { TestCurves } from "./training.ts";

/** Means over ten seeds, of the best step, in the authors' stored results for their decoder (4 layers, width 400). */
const AUTHORS_DECODER = {
  x: [200, 250, 300, 350, 400, 450, 500, 600, 800],
  y: [0.04, 0.085, 0.253, 0.566, 0.775, 0.892, 0.956, 0.992, 1],
};
/** Means of the authors' ablation, 5 seeds, best step, for networks that differ only in width. */
const AUTHORS_ABLATION: Readonly<Record<string, number>> = {
  "full": 1,
  "no feed-forward": 0.997,
  "no norm": 0.883,
  "no norm, feed-forward": 0.727,
  "no residual, norm": 0.036,
  "attention with mask": 0.068,
  "norm": 0.95,
  "norm, residual": 0.384,
  "residual": 0.332,
  "attention only": 0.66,
  "one layer": 0.086,
};
/** A blind guess among the 81 items. */
const CHANCE = 1 / 81;
const ACCURACY = plot.share("accuracy on held-back sentences");
const { blue, vermillion } = plot.OKABE_ITO;

/** E1: accuracy against the number of training sentences. */
export function dataEfficiency(runs: readonly EfficiencyRun[]): Figure {
  const bands = Object.entries(runs[0]).flatMap(([name, points], i) => {
    const x = points.map(({ size }) => size), color = plot.CURVE_COLOURS[i];
    const curves = runs.map((run) => run[name].map(({ test }) => test));
    const seeds = { name: `${name}, one seed`, color, x: runs.flatMap(() => x), y: curves.flat() };
    return [
      ...plot.seedBand({ name, color, x, curves }),
      plot.dots({ ...seeds, attributes: { showlegend: false } }),
    ];
  });
  return plot.figure({
    title: "Sentences needed to learn “say the token after 3”",
    data: [
      ...bands,
      plot.curve({ name: "authors' decoder", ...AUTHORS_DECODER, color: plot.REFERENCE, style: "dash" }),
      plot.level("chance", CHANCE, [200, 2000]),
    ],
    layout: {
      xaxis: plot.logAxis("training sentences", {
        tickvals: [200, 400, 600, 1000, 2000],
        ticktext: ["200", "400", "600", "1000", "2000"],
      }),
      yaxis: ACCURACY,
    },
  });
}

/** E2: accuracy by the remaining parts of the decoder, with the paper's mean if it has the same network. */
export function ablationDots(runs: readonly AblationRun[]): Figure {
  const categories = Object.keys(runs[0]);
  const perSeed = categories.map((name) => runs.map((run) => run[name].test));
  const { data, xaxis } = plot.seedDots({ categories, perSeed, color: blue });
  const known = categories.filter((name) => name in AUTHORS_ABLATION);
  return plot.figure({
    title: "What the copying rule needs, at 1,000 sentences",
    data: [
      ...data,
      plot.dots({
        name: "paper, mean of the best step",
        x: known.map((name) => categories.indexOf(name)),
        y: known.map((name) => AUTHORS_ABLATION[name]),
        color: vermillion,
        size: 9,
        style: "diamond-open",
      }),
      plot.level("chance", CHANCE, [-0.6, categories.length - 0.4]),
    ],
    layout: {
      xaxis: { ...plot.axis("parts that the decoder has, or lacks", xaxis), tickangle: -40 },
      yaxis: ACCURACY,
      margin: { b: 150 },
    },
    width: 900,
    height: 520,
  });
}

/** E4: accuracy of the nine tasks. */
export function nineTasks(runs: readonly NineTasksRun[]): Figure {
  const panels = Object.entries(runs[0]).map(([title, { steps: x }]) => {
    const curves = runs.map((run) => run[title].accuracy);
    return { title, data: plot.seedBand({ name: "accuracy", x, curves, color: blue }) };
  });
  const axes = { xaxis: plot.stepAxis(), yaxis: plot.share("accuracy"), sameX: true, sameY: true };
  const title = "Nine tasks, one kind of network: accuracy on held-back sentences";
  return plot.rowFigure(title, { panels, ...axes, columns: 3, height: 640 });
}

/** E10: probabilities over the steps, and their histogram at the end. */
export function calibration(runs: readonly StatisticalRun[], ofData: number): Figure {
  const sets = [["repeated", blue], ["once", vermillion]] as const;
  const { steps: x } = runs[0].repeated;
  const bands = sets.flatMap(([set, color]) => {
    const first = runs.map((run) => run[set].first), second = runs.map((run) => run[set].second);
    return [
      ...plot.seedBand({ name: `${set}: p(x)`, x, curves: first, color }),
      ...plot.seedBand({ name: `${set}: p(x + 1)`, x, curves: second, color, dash: "dash" }),
    ];
  });
  const bars = sets.map(([set, color]) =>
    plot.unitHistogram({
      name: `${set}: p(x)`,
      color,
      values: runs.flatMap((run) => run[set].each),
      bins: 20,
    })
  );
  const means = [...bands, plot.level("data", ofData, [0, last(x)])];
  return plot.rowFigure("Two answers to one question: the network's probabilities", {
    panels: [{
      title: "mean over held-back sentences",
      data: means,
      xaxis: plot.stepAxis(),
      yaxis: plot.share("probability"),
    }, {
      title: "single sentences at the end",
      data: bars,
      xaxis: plot.axis("p(x)"),
      yaxis: plot.axis("share of the sentences"),
    }],
  });
}

/** E11: loss and accuracy of the low- and the high-frequency rule. */
export function lowAndHigh(runs: readonly Record<"low" | "high", TestCurves>[]): Figure {
  const rules = [["low", "low: 3x → x, 4x → x"], ["high", "high: 3x → x, 4x → x + 1"]] as const;
  const of = (quantity: "loss" | "accuracy") =>
    rules.flatMap(([rule, name], i) => {
      const x = runs[0][rule].steps, curves = runs.map((run) => run[rule][quantity]);
      return plot.seedBand({ name, x, curves, color: plot.CURVE_COLOURS[i] });
    });
  return plot.rowFigure("Two anchors that agree are learned before two that differ", {
    panels: [
      { title: "loss", data: of("loss"), yaxis: plot.lossAxis("loss on held-back sentences") },
      { title: "accuracy", data: of("accuracy"), yaxis: ACCURACY },
    ],
    xaxis: plot.stepAxis(),
  });
}
