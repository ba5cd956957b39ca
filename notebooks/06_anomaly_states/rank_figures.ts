/** Figures of mean ranks and of time. */
import { axis, curve, dots, type Figure, figure, level, logAxis } from "../../lib/figure/mod.ts";
import { largest, nemenyiCriticalDifference, rankGroups, smallest } from "../../lib/stats/mod.ts";
import { AREA, FAMILY_COLOURS, pooled } from "./comparison_figures.ts";
import type { Compared } from "./compared.ts";
import * as read from "./readings.ts";
import type { Timing } from "./timing.ts";

/** 7: mean ranks, and bars over detectors that do not differ by Nemenyi's test. */
export function rankFigure(runs: Compared, choice: "farthest" | "random"): Figure {
  const table = pooled(runs, "rocAuc", { choice }),
    all = read.meanRanks(table),
    { pValue } = read.friedmanOf(table);
  const difference = nemenyiCriticalDifference(table.detectors.length, table.rows.length);
  const { order, groups } = rankGroups(all, difference);
  const names = order.map((d) => table.detectors[d]), ranks = order.map((d) => all[d]);
  const bars = groups.map(([from, to], i) =>
    curve({
      name: "within the critical difference",
      x: [-0.5 - 0.5 * i, -0.5 - 0.5 * i],
      y: [from, to],
      color: "#444444",
      size: 3,
      attributes: { showlegend: i === 0, legendgroup: "bars" },
    })
  );
  const points = read.FAMILIES.map((family) => {
    const own = names.map((_, i) => i).filter((i) => read.familyOf(names[i]) === family);
    return dots({
      name: family,
      x: own.map((i) => ranks[i]),
      y: own,
      color: FAMILY_COLOURS[family],
      size: 8,
    });
  });
  return figure({
    title: `Mean ranks, ${choice} strangers: critical difference ${
      difference.toFixed(1)
    } (Nemenyi, α = 0.05, Friedman p = ${pValue.toExponential(0)})`,
    data: [...points, ...bars],
    layout: {
      xaxis: axis("mean rank (1 is best)", {
        range: [-1 - 0.5 * groups.length, largest(ranks) + 1],
        tickvals: [1, 5, 10, 15, 20, 25, 30, 35],
      }),
      yaxis: axis("detector", {
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

/** 8: areas over time. */
export function timeFigure(runs: Compared, timings: readonly Timing[]): Figure {
  const table = pooled(runs, "rocAuc", { choice: "farthest" }), means = read.detectorMeans(table);
  const place = (name: string) => means[table.detectors.indexOf(name)];
  const known = timings.filter(({ name }) => Number.isFinite(place(name)));
  const middle = ({ seconds }: Timing) => [...seconds].sort((a, b) => a - b)[seconds.length >> 1];
  const range: [number, number] = [smallest(known.map(middle)) / 2, largest(known.map(middle)) * 2];
  return figure({
    title: "Accuracy on the archive, and processor time of fit and score on one series",
    data: [
      ...read.FAMILIES.map((family) => {
        const own = known.filter(({ name }) => read.familyOf(name) === family);
        return dots({
          name: family,
          x: own.map(middle),
          y: own.map(({ name }) => place(name)),
          color: FAMILY_COLOURS[family],
          size: 8,
          attributes: {
            mode: "markers+text",
            text: own.map(({ name }) => name),
            textposition: "top center",
            textfont: { size: 8 },
          },
        });
      }),
      level("0.95", 0.95, range),
    ],
    layout: { xaxis: logAxis("processor time (s)"), yaxis: axis(`mean ${AREA}, farthest strangers`) },
    width: 960,
    height: 520,
  });
}
