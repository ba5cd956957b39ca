/** Figures of more steps: reach by depth, parallel reasoning, buffers, chain of thought, and the extensions. */
import { axis, categoryMap, curve, CURVE_COLOURS, dots, type Figure, figure } from "../../lib/figure/mod.ts";
import { curvesBySeed, level, logAxis, OKABE_ITO, panelFigure } from "../../lib/figure/mod.ts";
import { REFERENCE, seedBand, SEQUENTIAL, share, verticalLine } from "../../lib/figure/mod.ts";
import { propagationBound } from "../../lib/sequences/chains/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import type { BuffersResult } from "./buffers.ts";
import type { CausalReach } from "./causal_reach.ts";
import { alike, barsByName, distinct, SEQUENCES } from "./figures_shared.ts";
import type { LongerRun, ParallelRun } from "./parallel_reasoning.ts";
import type { DepthRun } from "./steps_by_depth.ts";

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
  const of = (set: "train" | "test") => runs[0].map((_, k) => runs.map((run) => run[k][set]));
  return barsByName("Accuracy by layers and steps", "network and task", categories, {
    "held-out differences": of("test"),
    "trained differences": of("train"),
  });
}

const KINDS = { noised: "two chains with noise links", order: "a token says k" };

/** Name of a network of parallel reasoning; that of the longer training is marked. */
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
  const panels = counts.map((count, k) => [`k = ${count}`, [
    ...ofSet("trained differences", "trainByCount", k, black),
    ...ofSet("held-out differences", "testByCount", k, green),
    level("guessing an item that k links can lead to", within[k], [0, x[x.length - 1]]),
  ]]);
  const title = "A longer training where a token says k: accuracy by number of links to go, each seed";
  return alike(title, Object.fromEntries(panels));
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
  return panelFigure({
    title: "Held-out accuracy by number of steps and by place of the query's link: mean of the seeds",
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
    width: 960,
    height: 380,
  });
}

/** Merging away from the last token, by layer. */
export function mergingByLayer(runs: readonly (readonly ParallelRun[])[]): Figure {
  const x = runs[0][0].merging.map((_, k) => k + 1);
  const band = (of: "merging" | "elsewhere", k: number, name: string, color: string) =>
    seedBand({ x, curves: runs.map((run) => run[k][of]), name, color });
  const panels = runs[0].map((shown, k) => [parallelName(shown), [
    ...band("merging", k, "to the link before it", OKABE_ITO.vermillion),
    ...band("elsewhere", k, "to another position, mean", REFERENCE),
  ]]);
  return alike(
    "Do links merge away from the last token? Attention from an inner link to the link before it",
    Object.fromEntries(panels),
    { columns: 3, xaxis: axis("layer", { dtick: 1 }), yaxis: share("attention") },
  );
}

const BUFFERS = { own: "a buffer for each layer", shared: "layers 2 and 3 share one" } as const;
const BUFFER_KINDS = Object.keys(BUFFERS) as (keyof typeof BUFFERS)[];

/** Figure 8: read-out of each buffer by each layer. */
export function bufferReadouts(runs: readonly BuffersResult[]): Figure {
  const first = runs[0].own.readout, layers = distinct(first.map(({ layer }) => layer));
  const buffers = distinct(first.map(({ buffer }) => buffer));
  const score = (kind: keyof BuffersResult, layer: number, buffer: number) => {
    const at = first.findIndex((one) => one.layer === layer && one.buffer === buffer);
    return at < 0 ? NaN : mean(runs.map((run) => run[kind].readout[at].score));
  };
  return panelFigure({
    title: "Read-out of what each layer wrote (matching score, mean of the seeds)",
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
    width: 860,
    height: 380,
  });
}

/** Right answers after one component of the last token was exchanged. */
export function exchanged(runs: readonly BuffersResult[]): Figure {
  const written = runs[0].own.patched.rightAfter.map((_, k) => `what layer ${k + 2} wrote`);
  const title = "Right answers with a part of the last token taken from another sequence";
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

/** Fractions by a count, a band for each position encoding: links output (E9), links asked (B3). */
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
