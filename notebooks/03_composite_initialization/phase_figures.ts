/** Figures of the grids: phases over γ and depth, answers of each seed, learning rate × weight decay, wrong pairs. */
import {
  curve,
  dots,
  Figure,
  figure,
  type Layout,
  OKABE_ITO,
  type Panel,
  panels,
  SEQUENTIAL,
  stepColours,
  type Trace,
} from "../../lib/figure/mod.ts";
import type { BlockCase } from "../../lib/experiments/mod.ts";
import { largest, mean, smallest } from "../../lib/stats/mod.ts";
import type { ComplexityCell, ComplexitySettings } from "./data_complexity.ts";
import {
  groupsOf,
  LEAST_SEEN,
  meanReading,
  type PhaseGroup,
  type PhaseRun,
  READINGS,
} from "./phase_groups.ts";

const ANSWERS = {
  symmetric: ["(4, 3): −6, mirrored", OKABE_ITO.vermillion],
  inferential: ["(4, 3): −10, composed", OKABE_ITO.blue],
  seen: ["seen pairs", OKABE_ITO.black],
} as const;
const SHOWN = Object.keys(ANSWERS) as (keyof typeof ANSWERS)[];
const STEP: Layout = { title: { text: "optimiser step + 1" }, type: "log", dtick: 1 };
const SHARE: Layout = { title: { text: "share of sequences" }, range: [-0.03, 1.05] };

/**
 * Figure 1: the mean share over seeds of both answers to (4, 3) and of seen pairs, over γ and depth; cells with seen
 * pairs below {@linkcode LEAST_SEEN} are shaded. The interactive figure has a drop-down that opens a cell's curves.
 *
 * @param runs cells of one task and one width, at least one
 */
export function phaseMaps(runs: readonly PhaseRun[], title: string): Figure {
  const groups = groupsOf(runs), maps = mapsOf(groups);
  const still = figure({
    title,
    ...shaded(panels({ panels: maps, columns: 3, sameY: true }), groups),
    width: 900,
    height: 340,
  });
  const opened = groups.map(curvesOf),
    all = panels({
      panels: [...maps, {
        title: "curves of a cell, one line a seed",
        data: opened.flat(),
        xaxis: STEP,
        yaxis: SHARE,
      }],
      columns: 2,
    });
  const interactive = shaded(all, groups), first = all.data.length - opened.flat().length;
  let index = first;
  const buttons = groups.map((group, k) => {
    const own = new Set(opened[k].map(() => index++));
    return {
      label: nameOf(group),
      method: "restyle",
      args: [{ visible: all.data.map((_, i) => i < first || own.has(i)) }],
    };
  });
  const visible = buttons[0].args[0].visible;
  const whole = figure({
    title,
    data: interactive.data.map((trace, i) => ({ ...trace, visible: visible[i] })),
    layout: {
      ...interactive.layout,
      updatemenus: [{ buttons, x: 1, xanchor: "right", y: -0.12, yanchor: "top", direction: "up" }],
    },
    width: 900,
    height: 760,
  });
  return new Figure({ ...still.parts, interactive: whole.parts.interactive });
}

function nameOf({ settings: { gamma, layers }, runs }: PhaseGroup): string {
  return `γ = ${gamma}, depth ${layers} (${runs.length} seeds)`;
}

/** Rates and depths that there are, ascending. */
function axesOf(groups: readonly PhaseGroup[]): { gammas: number[]; depths: number[] } {
  const ascending = (values: number[]) => [...new Set(values)].sort((a, b) => a - b);
  return {
    gammas: ascending(groups.map(({ settings }) => settings.gamma)),
    depths: ascending(groups.map(({ settings }) => settings.layers)),
  };
}

function at(groups: readonly PhaseGroup[], gamma: number, depth: number): PhaseGroup | undefined {
  return groups.find(({ settings }) => settings.gamma === gamma && settings.layers === depth);
}

function mapsOf(groups: readonly PhaseGroup[]): Panel[] {
  const { gammas, depths } = axesOf(groups);
  return SHOWN.map((reading, i) => ({
    title: ANSWERS[reading][0],
    data: [{
      type: "heatmap",
      x: gammas.map(String),
      y: depths.map(String),
      z: depths.map((depth) =>
        gammas.map((gamma) => {
          const group = at(groups, gamma, depth);
          return group ? meanReading(group, reading) : NaN;
        })
      ),
      zmin: 0,
      zmax: 1,
      colorscale: SEQUENTIAL,
      showscale: i === SHOWN.length - 1,
      colorbar: { title: { text: "share" } },
    }],
    xaxis: { title: { text: "initialisation rate γ" }, type: "category" },
    yaxis: { title: { text: "depth" }, type: "category" },
  }));
}

/** Lines over the cells in which seen pairs are not learnt. */
function shaded(
  { data, layout }: { data: Trace[]; layout: Layout },
  groups: readonly PhaseGroup[],
): { data: Trace[]; layout: Layout } {
  const { gammas, depths } = axesOf(groups);
  const weak = groups.filter((group) => meanReading(group, "seen") < LEAST_SEEN);
  const shapes = weak.flatMap(({ settings: { gamma, layers } }) =>
    ["", "2", "3"].map((suffix) => {
      const x = gammas.indexOf(gamma), y = depths.indexOf(layers);
      return {
        type: "rect",
        xref: `x${suffix}`,
        yref: `y${suffix}`,
        x0: x - 0.5,
        x1: x + 0.5,
        y0: y - 0.5,
        y1: y + 0.5,
        fillcolor: "rgba(255, 255, 255, 0.55)",
        line: { color: "#999999", width: 1 },
      };
    })
  );
  return { data, layout: { ...layout, shapes } };
}

function curvesOf({ runs }: PhaseGroup): Trace[] {
  return SHOWN.flatMap((reading) =>
    runs.map(({ result: { curves } }) =>
      curve({
        name: ANSWERS[reading][0],
        x: curves.steps.map((step) => step + 1),
        y: curves[reading],
        color: ANSWERS[reading][1],
        size: 1.5,
      })
    )
  );
}

/**
 * Shares at the end of training against γ, a dot for each seed; a panel for each task, width, depth and weight
 * decay that has cells.
 *
 * @param runs at least one
 */
export function answersOfSeeds(runs: readonly PhaseRun[]): Figure {
  const kinds = Map.groupBy(
    runs,
    ({ settings: { variant, width, layers, weightDecay } }) =>
      `task ${variant}, width ${width}, depth ${layers}, decay ${weightDecay}`,
  );
  const columns = Math.min(2, kinds.size), gammas = runs.map(({ settings }) => settings.gamma);
  return figure({
    title: "Answers after training: a dot for each network",
    ...panels({
      panels: [...kinds].map(([title, of]) => ({
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
      gapY: kinds.size > 2 ? 0.3 / Math.ceil(kinds.size / columns) : 0.1,
      xaxis: {
        title: { text: "initialisation rate γ at this width" },
        range: [smallest(gammas) - 0.1, largest(gammas) + 0.1],
      },
      yaxis: SHARE,
    }),
    width: columns === 1 ? 620 : 900,
    height: 140 + 260 * Math.ceil(kinds.size / columns),
  });
}

/**
 * E9: mean share of composed answers over learning rate and weight decay.
 *
 * @param runs at least one
 */
export function rateDecayMap(runs: readonly PhaseRun[]): Figure {
  const groups = groupsOf(runs), ascending = (values: number[]) => [...new Set(values)].sort((a, b) => a - b);
  const peaks = ascending(groups.map(({ settings }) => settings.rate.peak));
  const decays = ascending(groups.map(({ settings }) => settings.weightDecay));
  const cell = (peak: number, decay: number) =>
    groups.find(({ settings: { rate, weightDecay } }) => rate.peak === peak && weightDecay === decay);
  return figure({
    title: "Task U, three layers: composed answers to (4, 3), mean of the seeds",
    ...panels({
      panels: (["inferential", "seen"] as const).map((reading, i) => ({
        title: ANSWERS[reading][0],
        data: [{
          type: "heatmap",
          x: decays.map(String),
          y: peaks.map(String),
          z: peaks.map((peak) =>
            decays.map((decay) => {
              const group = cell(peak, decay);
              return group ? meanReading(group, reading) : NaN;
            })
          ),
          zmin: 0,
          zmax: 1,
          colorscale: SEQUENTIAL,
          showscale: i === 1,
          colorbar: { title: { text: "share" } },
        }],
      })),
      sameY: true,
      xaxis: { title: { text: "weight decay" }, type: "category" },
      yaxis: { title: { text: "largest learning rate" }, type: "category" },
    }),
    width: 820,
    height: 380,
  });
}

/** A stored cell of E11. */
export type ComplexityRun = BlockCase<ComplexitySettings, ComplexityCell>;

/**
 * E11: loss over the training for data with none to six wrong pairs, mean of the seeds; a panel for each start.
 *
 * @param runs at least one
 */
export function complexityCurves(runs: readonly ComplexityRun[]): Figure {
  const ascending = (values: number[]) => [...new Set(values)].sort((a, b) => a - b);
  const gammas = ascending(runs.map(({ settings }) => settings.gamma));
  const counts = ascending(runs.map(({ settings }) => settings.wrong)), colours = stepColours(counts.length);
  return figure({
    title: "How fast data are learnt: loss on training sentences, mean of the seeds",
    ...panels({
      panels: gammas.map((gamma) => ({
        title: `γ = ${gamma}`,
        data: counts.flatMap((wrong, i) => {
          const of = runs.filter(({ settings }) => settings.gamma === gamma && settings.wrong === wrong);
          if (of.length === 0) return [];
          const { steps } = of[0].result;
          return [curve({
            name: `${wrong} wrong pairs`,
            x: steps.map((step) => step + 1),
            y: steps.map((_, k) => mean(of.map(({ result }) => result.trainLoss[k]))),
            color: colours[i],
          })];
        }),
      })),
      sameY: true,
      xaxis: STEP,
      yaxis: { title: { text: "cross-entropy" }, type: "log" },
    }),
    width: 900,
    height: 400,
  });
}
