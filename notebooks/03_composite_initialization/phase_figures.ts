/** Figures of the grids: phases over γ and depth, answers of each seed, learning rate × weight decay, wrong pairs. */
import type { BlockCase } from "../../lib/experiments/mod.ts";
import {
  axis,
  categoryMap,
  curve,
  curvesBySeed,
  dots,
  Figure,
  figure,
  logStepAxis,
  lossAxis,
  type Panel,
  panels,
  type PanelsResult,
  SEQUENTIAL,
  stepColours,
  type Trace,
} from "../../lib/figure/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { afterStart, ANSWERS, OF_SEQUENCES } from "./answer_figures.ts";
import type { ComplexityCell, ComplexitySettings } from "./data_complexity.ts";
import type { PhaseSettings } from "./phase_cell.ts";
import {
  groupsOf,
  LEAST_SEEN,
  meanReading,
  type PhaseGroup,
  type PhaseRun,
  READINGS,
} from "./phase_groups.ts";

const SHOWN = ["symmetric", "inferential", "seen"] as const;

/** Different values, ascending. */
const ascending = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

/** A setting that runs along an axis. */
type Along = (settings: PhaseSettings) => number;

/** Mean shares over two settings, a panel for each reading; rows from the largest to the smallest. */
function mapPanels(
  groups: readonly PhaseGroup[],
  readings: readonly (typeof SHOWN[number])[],
  [x, xTitle]: readonly [Along, string],
  [y, yTitle]: readonly [Along, string],
): Panel[] {
  const columns = ascending(groups.map(({ settings }) => x(settings)));
  const rows = ascending(groups.map(({ settings }) => y(settings))).reverse();
  return readings.map((reading, i) => {
    const map = categoryMap({
      columns: columns.map(String),
      rows: rows.map(String),
      values: rows.map((row) =>
        columns.map((column) => {
          const group = groups.find(({ settings }) => x(settings) === column && y(settings) === row);
          return group ? meanReading(group, reading) : NaN;
        })
      ),
      title: "share",
      colorscale: SEQUENTIAL,
      range: [0, 1],
      text: (value) => value.toFixed(2),
    });
    return {
      title: ANSWERS[reading][0],
      data: [{ ...map.data[0], showscale: i === readings.length - 1 }],
      xaxis: { ...map.xaxis, ...axis(xTitle) },
      yaxis: { ...map.yaxis, ...axis(yTitle) },
    };
  });
}

/**
 * Figure 1: the mean share over seeds of both answers to (4, 3) and of seen pairs, over γ and depth; cells with seen
 * pairs below {@linkcode LEAST_SEEN} are shaded. The interactive figure has a drop-down that opens a cell's curves.
 *
 * @param runs cells of one task and one width, at least one
 */
export function phaseMaps(runs: readonly PhaseRun[]): Figure {
  const title = "Task W, width 64: what the pair (4, 3) is answered, mean of the seeds",
    groups = groupsOf(runs);
  const maps = mapPanels(
    groups,
    SHOWN,
    [({ gamma }) => gamma, "initialisation rate γ"],
    [({ layers }) => layers, "depth"],
  );
  const still = figure({
    title,
    ...shaded(panels({ panels: maps, columns: 3, sameY: true }), groups),
    height: 340,
  });
  const opened = groups.map(curvesOf), curves = opened.flat();
  const panel = { title: "curves of a cell, one line a seed", xaxis: logStepAxis(), yaxis: OF_SEQUENCES };
  const { data, layout } = shaded(
    panels({ panels: [...maps, { ...panel, data: curves }], columns: 2 }),
    groups,
  );
  const visible = (k: number) =>
    data.map((_, i) => i < maps.length || opened[k].includes(curves[i - maps.length]));
  const buttons = groups.map(({ settings: { gamma, layers }, runs }, k) => ({
    label: `γ = ${gamma}, depth ${layers} (${runs.length} seeds)`,
    method: "restyle",
    args: [{ visible: visible(k) }],
  }));
  const menu = { buttons, x: 1, xanchor: "right", y: -0.12, yanchor: "top", direction: "up" };
  const { parts: { interactive } } = figure({
    title,
    data: data.map((trace, i) => ({ ...trace, visible: visible(0)[i] })),
    layout: { ...layout, updatemenus: [menu] },
    height: 760,
  });
  return new Figure({ ...still.parts, interactive });
}

/** Pale rectangles over the cells in which seen pairs are not learnt, on the three maps. */
function shaded({ data, layout }: PanelsResult, groups: readonly PhaseGroup[]): PanelsResult {
  const gammas = ascending(groups.map(({ settings }) => settings.gamma));
  const depths = ascending(groups.map(({ settings }) => settings.layers)).reverse();
  const weak = groups.filter((group) => meanReading(group, "seen") < LEAST_SEEN);
  const shapes = weak.flatMap(({ settings: { gamma, layers } }) =>
    ["", "2", "3"].map((suffix) => ({
      type: "rect",
      xref: `x${suffix}`,
      yref: `y${suffix}`,
      x0: gammas.indexOf(gamma) - 0.5,
      x1: gammas.indexOf(gamma) + 0.5,
      y0: depths.indexOf(layers) - 0.5,
      y1: depths.indexOf(layers) + 0.5,
      fillcolor: "rgba(255, 255, 255, 0.55)",
      line: { color: "#999999", width: 1 },
    }))
  );
  return { data, layout: { ...layout, shapes } };
}

function curvesOf({ runs }: PhaseGroup): Trace[] {
  return SHOWN.flatMap((reading) =>
    curvesBySeed({
      name: ANSWERS[reading][0],
      x: runs.map(({ result: { curves } }) => afterStart(curves.steps)),
      curves: runs.map(({ result: { curves } }) => afterStart(curves[reading])),
      color: ANSWERS[reading][1],
    })
  );
}

/**
 * Shares at the end of training against γ, a dot for each network; a panel for each task, width, depth and decay.
 *
 * @param runs at least one
 */
export function answersOfSeeds(runs: readonly PhaseRun[]): Figure {
  const kinds = [...Map.groupBy(
    runs,
    ({ settings: { variant, width, layers, weightDecay } }) =>
      `task ${variant}, width ${width}, depth ${layers}, decay ${weightDecay}`,
  )];
  const columns = Math.min(2, kinds.length), rows = Math.ceil(kinds.length / columns);
  const gammas = ascending(runs.map(({ settings }) => settings.gamma));
  return figure({
    title: "Answers after training: a dot for each network",
    ...panels({
      panels: kinds.map(([title, of]) => ({
        title,
        data: SHOWN.map((reading, i) =>
          dots({
            name: ANSWERS[reading][0],
            // Side by side, so that equal shares are seen apart.
            x: of.map(({ settings }) => settings.gamma + 0.012 * (i - 1)),
            y: of.map(READINGS[reading]),
            color: ANSWERS[reading][1],
          })
        ),
      })),
      columns,
      sameY: true,
      gapY: 0.3 / (rows + 1),
      xaxis: axis("initialisation rate γ at this width", { range: [gammas[0] - 0.1, gammas.at(-1)! + 0.1] }),
      yaxis: OF_SEQUENCES,
    }),
    width: columns === 1 ? 620 : 900,
    height: 140 + 260 * rows,
  });
}

/** E9: mean share of composed answers over learning rate and weight decay, of at least one cell. */
export function rateDecayMap(runs: readonly PhaseRun[]): Figure {
  const panelsOf = mapPanels(
    groupsOf(runs),
    ["inferential", "seen"],
    [({ weightDecay }) => weightDecay, "weight decay"],
    [({ rate }) => rate.peak, "largest learning rate"],
  );
  return figure({
    title: "Task U, three layers: composed answers to (4, 3), mean of the seeds",
    ...panels({ panels: panelsOf, sameY: true }),
    width: 820,
    height: 380,
  });
}

/** A stored cell of E11. */
export type ComplexityRun = BlockCase<ComplexitySettings, ComplexityCell>;

/** E11: mean loss over the training for data with none to six wrong pairs; a panel for each start, at least one cell. */
export function complexityCurves(runs: readonly ComplexityRun[]): Figure {
  const counts = ascending(runs.map(({ settings }) => settings.wrong)), colours = stepColours(counts.length);
  const of = (gamma: number, wrong: number) =>
    runs.filter(({ settings }) => settings.gamma === gamma && settings.wrong === wrong).map((run) =>
      run.result
    );
  return figure({
    title: "How fast data are learnt: loss on training sentences, mean of the seeds",
    ...panels({
      panels: ascending(runs.map(({ settings }) => settings.gamma)).map((gamma) => ({
        title: `γ = ${gamma}`,
        data: counts.flatMap((wrong, i) => {
          const cells = of(gamma, wrong), steps = afterStart(cells[0]?.steps ?? []);
          return cells.length === 0 ? [] : [curve({
            name: `${wrong} wrong pairs`,
            x: steps,
            y: steps.map((_, k) => mean(cells.map(({ trainLoss }) => afterStart(trainLoss)[k]))),
            color: colours[i],
          })];
        }),
      })),
      sameY: true,
      xaxis: logStepAxis(),
      yaxis: lossAxis("cross-entropy"),
    }),
    width: 900,
    height: 400,
  });
}
