/** Figures of more steps: reach by depth, parallel reasoning, buffers, chain of thought, and the extensions. */
import { axis, categoryMap, curve, CURVE_COLOURS, dots, type Figure, figure } from "../../lib/figure/mod.ts";
import { curvesBySeed, level, logAxis, OKABE_ITO, panels } from "../../lib/figure/mod.ts";
import { REFERENCE, seedBand, SEQUENTIAL, stepAxis, verticalLine } from "../../lib/figure/mod.ts";
import { propagationBound } from "../../lib/sequences/chains/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import type { BuffersResult } from "./buffers.ts";
import type { CausalReach } from "./causal_reach.ts";
import { barsByName } from "./figures_of_matching.ts";
import { SEQUENCES } from "./figures_of_training.ts";
import type { LongerRun, ParallelRun } from "./parallel_reasoning.ts";
import type { DepthRun } from "./steps_by_depth.ts";
import type { WidthRun } from "./width_law.ts";

/** Figure 9: steps within reach by depth, with bounds, causal simulation and trained networks. */
export function reachByDepth(
  causal: readonly CausalReach[],
  trained: readonly { layers: number; most: number[] }[],
): Figure {
  const x = causal.map(({ layers }) => layers), { blue, vermillion, black } = OKABE_ITO;
  const line = (name: string, y: number[], color: string, style = "solid") =>
    curve({ name, x, y, color, style });
  const ofOne = causal.map(({ one }) => one.mean), ofAll = causal.map(({ all }) => all.mean);
  return figure({
    title: "Steps within reach by number of layers",
    data: [
      line("one partner, no mask: 2^(L−1) − 1", x.map((L) => propagationBound(L, "one")), blue),
      line("all partners, no mask: (3^(L−1) − 1)/2", x.map((L) => propagationBound(L, "all")), vermillion),
      line("one partner, causal, mean order", ofOne, blue, "dash"),
      line("all partners, causal, mean order", ofAll, vermillion, "dash"),
      line("step by step: L − 1", x.map((L) => L - 1), black, "dot"),
      dots({
        name: "trained networks, largest k with accuracy ≥ 0.9 (a dot a seed; none: at 0.5)",
        x: trained.flatMap(({ layers, most }) => most.map((_, i) => layers + (i - 1) * 0.06)),
        y: trained.flatMap(({ most }) => most.map((value) => Math.max(value, 0.5))),
        color: black,
        size: 8,
      }),
    ],
    layout: { xaxis: axis("attention layers L", { dtick: 1 }), yaxis: logAxis("steps k") },
    width: 860,
    height: 480,
  });
}

/** Held-out accuracy of networks by depth and number of steps. */
export function accuracyByDepth(runs: readonly (readonly DepthRun[])[], links: number): Figure {
  const categories = runs[0].map(({ layers, count }) =>
    `${layers} layers, k = ${count}${count === links ? " (the end)" : ""}`
  );
  const title = "Accuracy by layers and steps: mean and seeds";
  const of = (set: "train" | "test") => runs[0].map((_, k) => runs.map((run) => run[k][set]));
  return barsByName(title, "network and task", categories, {
    "held-out differences": of("test"),
    "trained differences": of("train"),
  });
}

const KINDS = { noised: "two chains with noise links", order: "a token says k" };

/** Name of a network of parallel reasoning; that of the longer training is told apart. */
export function parallelName(
  { kind, gamma, testByCount }: Pick<ParallelRun, "kind" | "gamma"> & Partial<LongerRun>,
): string {
  return `${KINDS[kind]}, γ = ${gamma}${testByCount ? ", longer" : ""}`;
}

/**
 * E7 trained for longer: a panel for each number of links to go, seed by seed.
 *
 * @param within accuracy of a guess among the items that so many links can lead to, by count
 */
export function countCurves(
  runs: readonly (readonly LongerRun[])[],
  counts: readonly number[],
  within: readonly number[],
): Figure {
  const { black, green } = OKABE_ITO, x = runs[0][0].curves.steps;
  const ofSet = (name: string, set: "trainByCount" | "testByCount", k: number, color: string) =>
    curvesBySeed({ x, curves: runs.map(([run]) => run[set][k]), name, color, size: 2 });
  return figure({
    title: "A longer training where a token says k: accuracy by number of links to go, each seed",
    ...panels({
      panels: counts.map((count, k) => ({
        title: `k = ${count}`,
        data: [
          ...ofSet("trained differences", "trainByCount", k, black),
          ...ofSet("held-out differences", "testByCount", k, green),
          level("guessing an item that k links can lead to", within[k], [0, x[x.length - 1]]),
        ],
        yaxis: SEQUENCES,
      })),
      xaxis: stepAxis(),
      sameY: true,
    }),
    width: 960,
    height: 380,
  });
}

/** Figure 10: accuracy by number of steps, and by place of the query's link. */
export function accuracyByCount(
  runs: readonly (readonly ParallelRun[])[],
  counts: readonly number[],
): Figure {
  const rows = runs[0].map(parallelName), places = largest(runs[0].map(({ byPlace }) => byPlace.length));
  const map = (of: "byCount" | "byPlace", columns: string[]) =>
    categoryMap({
      columns,
      rows,
      values: runs[0].map((one, k) =>
        columns.map((_, i) => i < one[of].length ? mean(runs.map((run) => run[k][of][i])) : NaN)
      ),
      title: "accuracy",
      colorscale: SEQUENTIAL,
      range: [0, 1],
      text: (value) => value.toFixed(2),
    });
  const byCount = map("byCount", counts.map(String));
  const byPlace = map("byPlace", Array.from({ length: places }, (_, i) => `${i + 1}`));
  return figure({
    title: "Held-out accuracy by number of steps and by place of the query's link: mean of the seeds",
    ...panels({
      panels: [{
        title: "by number of steps k",
        data: byCount.data,
        xaxis: axis("k", byCount.xaxis),
        yaxis: axis("network", { ...byCount.yaxis, automargin: true }),
      }, {
        title: "by place",
        data: byPlace.data,
        xaxis: axis("place of the link in the sequence", byPlace.xaxis),
        yaxis: axis("network", { ...byPlace.yaxis, showticklabels: false }),
      }],
      gapX: 0.08,
    }),
    width: 960,
    height: 380,
  });
}

/** Merging away from the last token, by layer. */
export function mergingByLayer(runs: readonly (readonly ParallelRun[])[]): Figure {
  const x = runs[0][0].merging.map((_, k) => k + 1);
  const band = (of: "merging" | "elsewhere", k: number, name: string, color: string) =>
    seedBand({ x, curves: runs.map((run) => run[k][of]), name, color });
  return figure({
    title: "Do links merge away from the last token? Attention from an inner link to the link before it",
    ...panels({
      panels: runs[0].map((shown, k) => ({
        title: parallelName(shown),
        data: [
          ...band("merging", k, "to the link before it", OKABE_ITO.vermillion),
          ...band("elsewhere", k, "to another position, mean", REFERENCE),
        ],
        yaxis: axis("attention", { range: [0, 1] }),
      })),
      columns: 3,
      xaxis: axis("layer", { dtick: 1 }),
      sameY: true,
    }),
    width: 960,
    height: 600,
  });
}

const BUFFERS = { own: "a buffer for each layer", shared: "layers 2 and 3 share one" } as const;
const BUFFER_KINDS = Object.keys(BUFFERS) as (keyof typeof BUFFERS)[];

/** Figure 8: read-out of each buffer by each layer. */
export function bufferReadouts(runs: readonly BuffersResult[]): Figure {
  const first = runs[0].own.readout, layers = [...new Set(first.map(({ layer }) => layer))];
  const buffers = [...new Set(first.map(({ buffer }) => buffer))];
  const score = (kind: keyof BuffersResult, layer: number, buffer: number) => {
    const at = first.findIndex((one) => one.layer === layer && one.buffer === buffer);
    return at < 0 ? NaN : mean(runs.map((run) => run[kind].readout[at].score));
  };
  return figure({
    title: "Read-out of what each layer wrote (matching score, mean of the seeds)",
    ...panels({
      panels: BUFFER_KINDS.map((kind) => {
        const { data, xaxis, yaxis } = categoryMap({
          columns: buffers.map((buffer) => buffer === 0 ? "the query" : `layer ${buffer}`),
          rows: layers.map((layer) => `layer ${layer}`),
          values: layers.map((layer) => buffers.map((buffer) => score(kind, layer, buffer))),
          title: "score",
          colorscale: SEQUENTIAL,
          range: [0, 1],
          text: (value) => value.toFixed(2),
        });
        return {
          title: BUFFERS[kind],
          data,
          xaxis: axis("written by", xaxis),
          yaxis: axis("read by", yaxis),
        };
      }),
    }),
    width: 860,
    height: 380,
  });
}

/** Right answers after one part of what the last token holds was exchanged. */
export function exchanged(runs: readonly BuffersResult[]): Figure {
  const written = runs[0].own.patched.rightAfter.map((_, k) => `what layer ${k + 2} wrote`);
  const title = "Right answers with a part of the last token taken from another sequence: mean and seeds";
  const bars = (kind: keyof BuffersResult) => {
    const patched = runs.map((run) => run[kind].patched);
    return [
      patched.map(({ whole }) => whole),
      patched.map(({ rightAfterQuery }) => rightAfterQuery),
      ...written.map((_, k) => patched.map(({ rightAfter }) => rightAfter[k])),
    ];
  };
  const values = Object.fromEntries(BUFFER_KINDS.map((kind) => [BUFFERS[kind], bars(kind)]));
  return barsByName(title, "exchanged", ["nothing", "the query", ...written], values);
}

/** Shares by a count, a band for each way of telling positions: links said (E9), links asked (B3). */
export function byPositions(
  title: string,
  x: readonly number[],
  runs: Readonly<Record<string, readonly (readonly number[])[]>>,
  xTitle: string,
  { trainedTo, guess }: { trainedTo?: number; guess?: readonly number[] } = {},
): Figure {
  return figure({
    title: `${title}: mean and range of the seeds`,
    data: [
      ...Object.entries(runs).flatMap(([positions, curves], k) => {
        const name = positions === "none" ? "no positions" : `${positions} positions`;
        return seedBand({ x, curves, name, color: CURVE_COLOURS[k] });
      }),
      ...(guess
        ? [curve({ name: "guessing a listed item", x, y: guess, color: REFERENCE, style: "dot" })]
        : []),
    ],
    layout: {
      xaxis: axis(xTitle, { dtick: 1 }),
      yaxis: SEQUENCES,
      ...(trainedTo !== undefined && { shapes: [verticalLine(trainedTo)] }),
    },
    width: 760,
    height: 400,
  });
}

/** Extension B5: matching of Gaussian rows over the width. */
export function widthCurves(runs: readonly (readonly WidthRun[])[], chance: number): Figure {
  const x = runs[0].map(({ width }) => width), { blue, vermillion, green, orange } = OKABE_ITO;
  const band = (of: (run: WidthRun) => number, name: string, color: string) =>
    seedBand({ x, curves: runs.map((run) => run.map(of)), name, color });
  return figure({
    title: "Wider networks match rows that they never saw: mean and range of the seeds",
    ...panels({
      panels: [
        {
          title: "matching score",
          data: [
            ...band(({ gaussian }) => gaussian[0], "Gaussian rows, layer 2", blue),
            ...band(({ gaussian }) => gaussian[1], "Gaussian rows, layer 3", vermillion),
            ...band(({ before }) => before[0], "… untrained, layer 2", REFERENCE),
            level("chance 1/n", chance, [x[0], x[x.length - 1]]),
          ],
          yaxis: axis("matching score", { range: [0, 1] }),
        },
        {
          title: "accuracy",
          data: [
            ...band(({ test }) => test, "held-out differences", green),
            ...band(({ outside }) => outside, "… the query never seen", orange),
          ],
          yaxis: SEQUENCES,
        },
      ],
      xaxis: logAxis("width d", { tickvals: x, ticktext: x.map(String) }),
    }),
    width: 900,
    height: 400,
  });
}
