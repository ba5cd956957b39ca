/** Figures of the grids: phases over γ and depth, answers of each seed, learning rate × weight decay, wrong pairs. */
import type { BlockCase } from "../../lib/experiments/mod.ts";
import * as plot from "../../lib/figure/mod.ts";
import { type GridCell, gridPanels } from "../../lib/figure/grid_panels.ts";
import { openingFigure } from "../../lib/figure/opening_figure.ts";
import { afterStart, ANSWERS, OF_SEQUENCES } from "./answer_figures.ts";
import type { ComplexityCell, ComplexitySettings } from "./data_complexity.ts";
import type { PhaseSettings } from "./phase_cell.ts";
import { groupsOf, LEAST_SEEN, meanReading } from "./phase_groups.ts";
import { type PhaseGroup, type PhaseRun, READINGS } from "./phase_groups.ts";

const SHOWN = ["symmetric", "inferential", "seen"] as const;

/** Different values, ascending. */
const ascending = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

/** Means over the seeds as cells of a grid; in brackets if seen pairs are not learnt. */
function gridOf(
  groups: readonly PhaseGroup[],
  readings: readonly (typeof SHOWN[number])[],
  at: (settings: PhaseSettings) => Pick<GridCell, "x" | "y">,
): GridCell[] {
  return groups.map((group) => ({
    ...at(group.settings),
    values: readings.map((reading) => meanReading(group, reading)),
    isWeak: meanReading(group, "seen") < LEAST_SEEN,
  }));
}

/**
 * Figure 1: the mean fraction over seeds of both answers to (4, 3) and of seen pairs, over γ and depth. The interactive
 * figure has a drop-down that opens a cell's curves.
 *
 * @param runs cells of one task and one width, at least one
 */
export function phaseMaps(runs: readonly PhaseRun[]): plot.Figure {
  const groups = groupsOf(runs), titles = SHOWN.map((reading) => ANSWERS[reading][0]);
  const cells = gridOf(groups, SHOWN, ({ gamma, layers }) => ({ x: gamma, y: layers }));
  return openingFigure({
    title:
      `Task W, width 64: answers to (4, 3), mean of the seeds; in brackets: seen pairs below ${LEAST_SEEN}`,
    panels: gridPanels(cells, { titles, x: "initialisation rate γ", y: "depth" }),
    entries: groups.map((group) => ({
      label: `γ = ${group.settings.gamma}, depth ${group.settings.layers} (${group.runs.length} seeds)`,
      data: curvesOf(group),
    })),
    opened: {
      title: "curves of a cell, one line a seed",
      xaxis: plot.logStepAxis(),
      yaxis: OF_SEQUENCES,
    },
    width: 900,
    heights: { still: 340, interactive: 760 },
  });
}

function curvesOf({ runs }: PhaseGroup): plot.Trace[] {
  return SHOWN.flatMap((reading) =>
    plot.curvesBySeed({
      name: ANSWERS[reading][0],
      x: runs.map(({ result: { curves } }) => afterStart(curves.steps)),
      curves: runs.map(({ result: { curves } }) => afterStart(curves[reading])),
      color: ANSWERS[reading][1],
    })
  );
}

/**
 * Fractions at the end of training against γ, a dot for each network; a panel for each task, width, depth and decay.
 *
 * @param runs at least one
 */
export function answersOfSeeds(runs: readonly PhaseRun[]): plot.Figure {
  const kinds = [...Map.groupBy(
    runs,
    ({ settings: { variant, width, layers, weightDecay } }) =>
      `task ${variant}, width ${width}, depth ${layers}, decay ${weightDecay}`,
  )];
  const columns = Math.min(2, kinds.length), rows = Math.ceil(kinds.length / columns);
  const gammas = ascending(runs.map(({ settings }) => settings.gamma));
  return plot.panelFigure({
    title: "Answers after training: a dot for each network",
    panels: kinds.map(([title, of]) => ({
      title,
      data: SHOWN.map((reading, i) =>
        plot.dots({
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
    xaxis: plot.axis("initialisation rate γ at this width", {
      range: [gammas[0] - 0.1, gammas.at(-1)! + 0.1],
    }),
    yaxis: OF_SEQUENCES,
    width: columns === 1 ? 620 : 900,
    height: 140 + 260 * rows,
  });
}

/** E9: mean fraction of composed answers over learning rate and weight decay, of at least one cell. */
export function rateDecayMap(runs: readonly PhaseRun[]): plot.Figure {
  const readings = ["inferential", "seen"] as const, titles = readings.map((reading) => ANSWERS[reading][0]);
  const cells = gridOf(
    groupsOf(runs),
    readings,
    ({ weightDecay, rate }) => ({ x: weightDecay, y: rate.peak }),
  );
  return plot.panelFigure({
    title: "Task U, three layers: composed answers to (4, 3), mean of the seeds",
    panels: gridPanels(cells, { titles, x: "weight decay", y: "largest learning rate" }),
    sameY: true,
    width: 820,
    height: 380,
  });
}

/** A stored cell of E11. */
export type ComplexityRun = BlockCase<ComplexitySettings, ComplexityCell>;

/**
 * E11: mean loss over the training for data with none to six wrong pairs; a panel for each start, at least one cell.
 */
export function complexityCurves(runs: readonly ComplexityRun[]): plot.Figure {
  const counts = ascending(runs.map(({ settings }) => settings.wrong)),
    colours = plot.stepColours(counts.length);
  const of = (gamma: number, wrong: number) =>
    runs.filter(({ settings }) => settings.gamma === gamma && settings.wrong === wrong).map((run) =>
      run.result
    );
  return plot.panelFigure({
    title: "How fast data are learnt: loss on training sentences, mean and range of the seeds",
    panels: ascending(runs.map(({ settings }) => settings.gamma)).map((gamma) => ({
      title: `γ = ${gamma}`,
      data: counts.flatMap((wrong, i) => {
        const cells = of(gamma, wrong), curves = cells.map(({ trainLoss }) => afterStart(trainLoss));
        const x = afterStart(cells[0]?.steps ?? []), name = `${wrong} wrong pairs`, color = colours[i];
        return cells.length === 0 ? [] : plot.seedBand({ x, curves, name, color });
      }),
    })),
    sameY: true,
    xaxis: plot.logStepAxis(),
    yaxis: plot.lossAxis("cross-entropy"),
    width: 900,
    height: 400,
  });
}
