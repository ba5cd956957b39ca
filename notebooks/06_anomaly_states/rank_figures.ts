/** Figures of mean ranks, and of detectors by their names: time, and the choice of a detector. */
import type { DetectorFamily } from "../../lib/anomaly/mod.ts";
import * as plot from "../../lib/figure/mod.ts";
import { largest, median, nemenyiCriticalDifference, rankGroups, smallest } from "../../lib/stats/mod.ts";
import { AREA, CHOICES, FAMILY_COLOURS, familyBoxes, pooled } from "./comparison_figures.ts";
import type { Compared } from "./compared.ts";
import * as read from "./readings.ts";
import type { Timing } from "./timing.ts";

/** Dots in the colours of the families. */
function familyDots(
  names: readonly string[],
  x: readonly number[],
  y: readonly number[],
  attributes: (own: readonly number[]) => plot.Trace = () => ({}),
): plot.Trace[] {
  return read.FAMILIES.map((family) => {
    const own = names.map((_, i) => i).filter((i) => read.familyOf(names[i]) === family);
    return plot.dots({
      name: family,
      x: own.map((i) => x[i]),
      y: own.map((i) => y[i]),
      color: FAMILY_COLOURS[family],
      size: 8,
      attributes: attributes(own),
    });
  });
}

/** The same with names, each on the side of its dot where there is room. */
function namedDots(names: readonly string[], x: readonly number[], y: readonly number[]): plot.Trace[] {
  const sides = plot.labelSides({ labels: names, x, y, width: 780, height: 340, fontSize: 8 });
  return familyDots(names, x, y, (own) => ({
    mode: "markers+text",
    text: own.map((i) => names[i]),
    textposition: own.map((i) => sides[i]),
    textfont: { size: 8 },
  }));
}

/** 7: mean ranks, and bars over detectors that do not differ by Nemenyi's test. */
export function rankFigure(runs: Compared, choice: "farthest" | "random"): plot.Figure {
  const table = pooled(runs, "rocAuc", choice),
    all = read.meanRanks(table),
    { pValue } = read.friedmanOf(table);
  const difference = nemenyiCriticalDifference(table.detectors.length, table.rows.length);
  const { order, groups } = rankGroups(all, difference);
  const names = order.map((d) => table.detectors[d]), ranks = order.map((d) => all[d]);
  const bars = groups.map(([from, to], i) =>
    plot.curve({
      name: "within the critical difference",
      x: [-0.5 - 0.5 * i, -0.5 - 0.5 * i],
      y: [from, to],
      color: "#444444",
      size: 3,
      attributes: { showlegend: i === 0, legendgroup: "bars" },
    })
  );
  const points = familyDots(names, ranks, names.map((_, i) => i));
  return plot.figure({
    title: `Mean ranks, ${choice} strangers: critical difference ${
      difference.toFixed(1)
    } (Nemenyi, α = 0.05, Friedman p = ${pValue.toExponential(0)})`,
    data: [...points, ...bars],
    layout: {
      xaxis: plot.axis("mean rank (1 is best)", {
        range: [-1 - 0.5 * groups.length, largest(ranks) + 1],
        tickvals: [1, 5, 10, 15, 20, 25, 30, 35],
      }),
      yaxis: plot.axis("detector", {
        tickvals: names.map((_, i) => i),
        ticktext: names,
        range: [names.length - 0.5, -0.5],
        tickfont: { size: 9 },
      }),
    },
    width: 900,
    height: 760,
  });
}

/** E4: mean ranks of the detectors of each family, by the choice of strangers. */
export function familyFigure(runs: Compared): plot.Figure {
  const made = plot.panels({
    panels: CHOICES.map(({ choice }) => {
      const table = pooled(runs, "rocAuc", choice), ranks = read.meanRanks(table);
      const members = (family: DetectorFamily) =>
        ranks.filter((_, d) => read.familyOf(table.detectors[d]) === family);
      return {
        title: `${choice} strangers`,
        data: familyBoxes(read.FAMILIES.map((family) => ({ name: family, family, values: members(family) })))
          .map((box) => ({ ...box, boxpoints: "all", showlegend: false })),
      };
    }),
    sameY: true,
    xaxis: plot.axis("family", { type: "category", tickangle: -30 }),
    yaxis: plot.axis("mean rank of a detector (1 is best)", { autorange: "reversed" }),
  });
  return plot.figure({
    title: "Families overlap: the mean ranks of their detectors",
    ...made,
    layout: { ...made.layout, showlegend: false },
    width: 960,
    height: 420,
  });
}

/** 8: areas over time. */
export function timeFigure(runs: Compared, timings: readonly Timing[]): plot.Figure {
  const table = pooled(runs, "rocAuc", "farthest"), means = read.detectorMeans(table);
  const known = timings.map(({ name, seconds }) => ({
    name,
    seconds: median(seconds),
    area: means[table.detectors.indexOf(name)],
  })).filter(({ area }) => Number.isFinite(area));
  const seconds = known.map((one) => one.seconds), logs = seconds.map(Math.log10);
  return plot.figure({
    title: "Accuracy on the archive, and processor time of fit and score on one series",
    data: [
      ...namedDots(known.map(({ name }) => name), logs, known.map(({ area }) => area)).map((trace) => ({
        ...trace,
        x: Array.from(trace.x as number[], (value) => 10 ** value),
      })),
      plot.level("0.95", 0.95, [smallest(seconds) / 2, 2 * largest(seconds)]),
    ],
    layout: {
      xaxis: plot.logAxis("processor time (s)"),
      yaxis: plot.axis(`mean ${AREA}, farthest strangers`),
    },
    width: 960,
    height: 520,
  });
}

/** X3: the detector that surrogates choose. */
export function selectionFigure(runs: Compared): plot.Figure {
  const guide = pooled(runs, "pseudoAuc", "random");
  const areas = read.detectorMeans(pooled(runs, "rocAuc", "random"));
  return plot.figure({
    title: "Who tells standard windows from surrogates finds strangers, but for CD and MCD",
    data: namedDots(guide.detectors, read.detectorMeans(guide), areas),
    layout: {
      xaxis: plot.axis("area, held-out windows against their surrogates (no labels needed)"),
      yaxis: plot.axis(`mean ${AREA}, random strangers`),
    },
    width: 960,
    height: 520,
  });
}
