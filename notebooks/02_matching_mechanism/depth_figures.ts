/** Figures of more steps: reach by depth, parallel reasoning, buffers, chain of thought, and the extensions. */
import { propagationBound } from "../../lib/sequences/chains/mod.ts";
import {
  curve,
  CURVE_COLOURS,
  dots,
  type Figure,
  figure,
  flowGraph,
  type Layout,
  OKABE_ITO,
  panels,
  seedBand,
  seedBars,
  SEQUENTIAL,
} from "../../lib/figure/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import type { BuffersResult, BuffersRun } from "./buffers.ts";
import type { ThoughtRun } from "./chain_of_thought.ts";
import type { MoreLinksRun } from "./more_links.ts";
import type { LongerRun } from "./parallel_longer.ts";
import type { ParallelRun } from "./parallel_reasoning.ts";
import type { DepthRun } from "./steps_by_depth.ts";
import type { WidthRun } from "./width_law.ts";

const SHARE: Layout = { title: { text: "share of sequences" }, range: [-0.03, 1.05] };

/** Reach of the simulation with a causal mask, over random link orders. */
export interface CausalReach {
  layers: number;
  one: { mean: number; most: number };
  all: { mean: number; most: number };
}

/** Figure 9: steps within reach by depth, with bounds, causal simulation and trained networks. */
export function reachByDepth(
  causal: readonly CausalReach[],
  trained: readonly { layers: number; most: number[] }[],
): Figure {
  const x = causal.map(({ layers }) => layers), { blue, vermillion, black } = OKABE_ITO;
  return figure({
    title: "Steps within reach by number of layers",
    data: [
      curve({
        name: "one partner, no mask: 2^(L−1) − 1",
        x,
        y: x.map((L) => propagationBound(L, "one")),
        color: blue,
      }),
      curve({
        name: "all partners, no mask: (3^(L−1) − 1)/2",
        x,
        y: x.map((L) => propagationBound(L, "all")),
        color: vermillion,
      }),
      curve({
        name: "one partner, causal, mean order",
        x,
        y: causal.map(({ one }) => one.mean),
        color: blue,
        style: "dash",
      }),
      curve({
        name: "all partners, causal, mean order",
        x,
        y: causal.map(({ all }) => all.mean),
        color: vermillion,
        style: "dash",
      }),
      curve({ name: "step by step: L − 1", x, y: x.map((L) => L - 1), color: black, style: "dot" }),
      dots({
        name: "trained networks, largest k with accuracy ≥ 0.9 (a dot a seed; none: at 0.5)",
        x: trained.flatMap(({ layers, most }) => most.map((_, i) => layers + (i - 1) * 0.06)),
        y: trained.flatMap(({ most }) => most.map((value) => Math.max(value, 0.5))),
        color: black,
        size: 8,
      }),
    ],
    layout: {
      xaxis: { title: { text: "attention layers L" }, dtick: 1 },
      yaxis: { title: { text: "steps k" }, type: "log", dtick: 1 },
    },
    width: 860,
    height: 480,
  });
}

/** Held-out accuracy of networks by depth and number of steps, mean of the seeds. */
export function accuracyByDepth(runs: readonly (readonly DepthRun[])[], links: number): Figure {
  const first = runs[0];
  return figure({
    title: "Held-out accuracy by layers and steps: mean and seeds",
    data: seedBars({
      categories: first.map(({ layers, count }) =>
        `${layers} layers, k = ${count}${count === links ? " (the end)" : ""}`
      ),
      perSeed: first.map((_, k) => runs.map((run) => run[k].test)),
      name: "accuracy",
      color: OKABE_ITO.skyBlue,
    }),
    layout: {
      xaxis: { title: { text: "network and task" }, tickangle: -30 },
      yaxis: SHARE,
      showlegend: false,
    },
    width: 820,
    height: 430,
  });
}

const KINDS = { noised: "two chains with noise links", order: "a token says k" };

/** Name of a network of parallel reasoning; that of the longer training is told apart. */
export function parallelName(
  { kind, gamma, testByCount }: Pick<ParallelRun, "kind" | "gamma"> & Partial<LongerRun>,
): string {
  return `${KINDS[kind]}, γ = ${gamma}${testByCount ? ", longer" : ""}`;
}

/** E6, E7: curves. */
export function parallelCurves(runs: readonly (readonly ParallelRun[])[]): Figure {
  return figure({
    title: "One network for one, two and three steps: mean and range of the seeds",
    ...panels({
      panels: runs[0].map((shown, k) => ({
        title: parallelName(shown),
        data: (["train", "test"] as const).flatMap((name) =>
          seedBand({
            x: shown.curves.steps,
            curves: runs.map((run) => run[k].curves[name]),
            name: name === "train" ? "trained differences" : "held-out differences",
            color: name === "train" ? OKABE_ITO.black : OKABE_ITO.green,
          })
        ),
        yaxis: SHARE,
      })),
      columns: 2,
      xaxis: { title: { text: "optimiser step" } },
      sameY: true,
    }),
    width: 900,
    height: 620,
  });
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
  const { black, green } = OKABE_ITO, { steps } = runs[0][0].curves;
  return figure({
    title: "A longer training where a token says k: accuracy by number of links to go, each seed",
    ...panels({
      panels: counts.map((count, k) => ({
        title: `k = ${count}`,
        data: [
          ...([["trained differences", "trainByCount", black], [
            "held-out differences",
            "testByCount",
            green,
          ]] as const).flatMap(([name, of, color]) =>
            runs.map(([run], seed) => ({
              ...curve({ name, x: steps, y: run[of][k], color }),
              legendgroup: name,
              showlegend: k === 0 && seed === 0,
            }))
          ),
          {
            ...curve({
              name: "guessing an item that k links can lead to",
              x: [0, steps[steps.length - 1]],
              y: [within[k], within[k]],
              color: "#999999",
              style: "dot",
            }),
            showlegend: k === 0,
          },
        ],
        yaxis: SHARE,
      })),
      columns: counts.length,
      xaxis: { title: { text: "optimiser step" } },
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
  const names = runs[0].map(parallelName);
  const places = largest(runs[0].map(({ byPlace }) => byPlace.length));
  const of = (k: number, name: "byCount" | "byPlace", i: number) =>
    i < runs[0][k][name].length ? mean(runs.map((run) => run[k][name][i])) : NaN;
  const options = {
    type: "heatmap",
    zmin: 0,
    zmax: 1,
    colorscale: SEQUENTIAL,
    colorbar: { title: { text: "accuracy" } },
  };
  return figure({
    title: "Held-out accuracy by number of steps and by place of the query's link: mean of the seeds",
    ...panels({
      panels: [
        {
          title: "by number of steps k",
          data: [{
            ...options,
            x: counts.map(String),
            y: names,
            z: names.map((_, k) => counts.map((_, i) => of(k, "byCount", i))),
          }],
          xaxis: { title: { text: "k" }, type: "category" },
          yaxis: { title: { text: "network" }, type: "category", automargin: true },
        },
        {
          title: "by place",
          data: [{
            ...options,
            x: Array.from({ length: places }, (_, i) => `${i + 1}`),
            y: names,
            z: names.map((_, k) => Array.from({ length: places }, (_, i) => of(k, "byPlace", i))),
          }],
          xaxis: { title: { text: "place of the link in the sequence" }, type: "category" },
          yaxis: { showticklabels: false, title: { text: "network" }, type: "category" },
        },
      ],
      columns: 2,
      gapX: 0.08,
    }),
    width: 960,
    height: 380,
  });
}

/** Merging away from the last token, by layer. */
export function mergingByLayer(runs: readonly (readonly ParallelRun[])[]): Figure {
  const layers = runs[0][0].merging.map((_, k) => k + 1);
  return figure({
    title: "Do links merge away from the last token? Attention from an inner link to the link before it",
    ...panels({
      panels: runs[0].map((shown, k) => ({
        title: parallelName(shown),
        data: (["merging", "elsewhere"] as const).flatMap((name) =>
          seedBand({
            x: layers,
            curves: runs.map((run) => run[k][name]),
            name: name === "merging" ? "to the link before it" : "to another position, mean",
            color: name === "merging" ? OKABE_ITO.vermillion : "#999999",
          })
        ),
        yaxis: { title: { text: "attention" }, range: [0, 1] },
      })),
      columns: 3,
      xaxis: { title: { text: "layer" }, dtick: 1 },
      sameY: true,
    }),
    width: 960,
    height: 600,
  });
}

/** Flow of one held-out sequence of a network of parallel reasoning. */
export function parallelFlow(shown: ParallelRun): Figure {
  const { sequence, attention } = shown;
  if (!sequence || !attention) throw new RangeError("parallelFlow: the run has no attention");
  return flowGraph({
    title: `Information flow, ${parallelName(shown)}`,
    panels: [{
      title: "a held-out sequence after training",
      tokens: sequence.map(String),
      attention: attention.map((layer) => layer.map((row) => [...row])),
    }],
    thresholds: [0.1, 0.2, 0.3, 0.5, 0.7],
    width: 900,
    height: 520,
  });
}

/** Figure 8: read-out of each buffer by each layer, and answers after patches. */
export function bufferReadouts(runs: readonly BuffersResult[]): Figure {
  const kinds = { own: "a buffer for each layer", shared: "layers 2 and 3 share one" } as const;
  const readouts = (kind: keyof BuffersResult) => runs.map((run) => run[kind].readout);
  const first = runs[0].own.readout, layers = [...new Set(first.map(({ layer }) => layer))];
  const buffers = [...new Set(first.map(({ buffer }) => buffer))];
  return figure({
    title: "Read-out of what each layer wrote (matching score, mean of the seeds)",
    ...panels({
      panels: (Object.keys(kinds) as (keyof typeof kinds)[]).map((kind) => ({
        title: kinds[kind],
        data: [{
          type: "heatmap",
          x: buffers.map((buffer) => buffer === 0 ? "the query" : `layer ${buffer}`),
          y: layers.map((layer) => `layer ${layer}`),
          z: layers.map((layer) =>
            buffers.map((buffer) => {
              const at = first.findIndex((one) => one.layer === layer && one.buffer === buffer);
              return at < 0 ? NaN : mean(readouts(kind).map((one) => one[at].score));
            })
          ),
          zmin: 0,
          zmax: 1,
          colorscale: SEQUENTIAL,
          colorbar: { title: { text: "score" } },
        }],
        xaxis: { title: { text: "written by" }, type: "category" },
        yaxis: { title: { text: "read by" }, type: "category", autorange: "reversed" },
      })),
      columns: 2,
    }),
    width: 860,
    height: 380,
  });
}

/** Right answers after one part of what the last token holds was exchanged. */
export function patchedBars(runs: readonly BuffersResult[]): Figure {
  const kinds = { own: "a buffer for each layer", shared: "a shared buffer" } as const;
  const bars: [string, (run: BuffersRun) => number][] = [
    ["nothing", ({ patched }) => patched.whole],
    ["the query", ({ patched }) => patched.rightAfterQuery],
    ...runs[0].own.patched.rightAfter.map((_, k): [string, (run: BuffersRun) => number] => [
      `what layer ${k + 2} wrote`,
      ({ patched }) => patched.rightAfter[k],
    ]),
  ];
  return figure({
    title: "Right answers with a part of the last token taken from another sequence: mean and seeds",
    data: (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap((kind, i) =>
      seedBars({
        categories: bars.map(([name]) => name),
        perSeed: bars.map(([, of]) => runs.map((run) => of(run[kind]))),
        name: kinds[kind],
        color: CURVE_COLOURS[i],
      })
    ),
    layout: { barmode: "group", boxmode: "group", xaxis: { title: { text: "exchanged" } }, yaxis: SHARE },
    width: 820,
    height: 400,
  });
}

/** E9: how far networks go on by themselves. */
export function spokenCurves(runs: readonly (readonly ThoughtRun[])[], trained: number): Figure {
  const x = runs[0][0].spoken.map((_, j) => j + 1);
  return figure({
    title: "Two layers, one link said after the other: right up to this step (mean and range of the seeds)",
    data: [
      ...runs[0].flatMap(({ positions }, k) =>
        seedBand({
          x,
          curves: runs.map((run) => run[k].spoken),
          name: `${positions} positions`,
          color: CURVE_COLOURS[k],
        })
      ),
      curve({
        name: "trained up to here",
        x: [trained + 0.5, trained + 0.5],
        y: [0, 1],
        color: OKABE_ITO.black,
        style: "dot",
      }),
    ],
    layout: { xaxis: { title: { text: "links said" }, dtick: 1 }, yaxis: SHARE },
    width: 760,
    height: 400,
  });
}

/** Extension B3: accuracy by number of links. */
export function moreLinksCurves(
  runs: readonly (readonly MoreLinksRun[])[],
  asked: readonly number[],
  trained: number,
): Figure {
  return figure({
    title: `Trained on ${trained} links, asked with more: mean and range of the seeds`,
    data: [
      ...runs[0].flatMap(({ positions }, k) =>
        seedBand({
          x: asked,
          curves: runs.map((run) => run[k].accuracy),
          name: positions === "none" ? "no positions" : `${positions} positions`,
          color: CURVE_COLOURS[k],
        })
      ),
      curve({
        name: "guessing a listed item",
        x: asked,
        y: asked.map((links) => 1 / (links + 1)),
        color: OKABE_ITO.black,
        style: "dot",
      }),
    ],
    layout: { xaxis: { title: { text: "links in the test" }, dtick: 1 }, yaxis: SHARE },
    width: 760,
    height: 400,
  });
}

/** Extension B5: matching of Gaussian rows over the width. */
export function widthCurves(runs: readonly (readonly WidthRun[])[], chance: number): Figure {
  const x = runs[0].map(({ width }) => width);
  const band = (of: (run: WidthRun) => number, name: string, color: string) =>
    seedBand({ x, curves: runs.map((run) => run.map(of)), name, color });
  const axis: Layout = { title: { text: "width d" }, type: "log", tickvals: x, ticktext: x.map(String) };
  return figure({
    title: "Wider networks match rows that they never saw: mean and range of the seeds",
    ...panels({
      panels: [
        {
          title: "matching score",
          data: [
            ...band(({ gaussian }) => gaussian[0], "Gaussian rows, layer 2", OKABE_ITO.blue),
            ...band(({ gaussian }) => gaussian[1], "Gaussian rows, layer 3", OKABE_ITO.vermillion),
            ...band(({ before }) => before[0], "… untrained, layer 2", "#999999"),
            curve({ name: "chance 1/n", x, y: x.map(() => chance), color: OKABE_ITO.black, style: "dot" }),
          ],
          yaxis: { title: { text: "MS" }, range: [0, 1] },
        },
        {
          title: "accuracy",
          data: [
            ...band(({ test }) => test, "held-out differences", OKABE_ITO.green),
            ...band(({ outside }) => outside, "… the query never seen", OKABE_ITO.orange),
          ],
          yaxis: SHARE,
        },
      ],
      columns: 2,
      xaxis: axis,
    }),
    width: 900,
    height: 400,
  });
}
