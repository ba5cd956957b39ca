/** Figures of what is inside the networks at both ends: flow, fused vectors, condensation, embeddings, spectra. */
import {
  curve,
  DIVERGING,
  dots,
  type Figure,
  figure,
  flowGraph,
  OKABE_ITO,
  panels,
  seedBand,
  seedDots,
  SEQUENTIAL,
  sliderFigure,
  stepColours,
  type Trace,
} from "../../lib/figure/mod.ts";
import {
  attentionMap,
  condensationOrder,
  flowInto,
  informationFlow,
} from "../../lib/interpret/measures/mod.ts";
import { END_POINTS, endPointsOf, ofEndPoint } from "./answer_figures.ts";
import { spearman } from "../../lib/stats/mod.ts";
import { SINGLE_OFFSETS } from "../../lib/sequences/anchors/mod.ts";
import type { EndPoint, EndPointResult, EndPointRun } from "./end_points.ts";
import { type FusedMap, MAP_KEYS, START } from "./inner_vectors.ts";

const END_COLOURS: Record<EndPoint, string> = {
  "W large": OKABE_ITO.vermillion,
  "U large": OKABE_ITO.orange,
  "U small": OKABE_ITO.blue,
  "W small": OKABE_ITO.green,
};

/** The run of which matrices and scores were kept. */
export function shownRun(runs: readonly EndPointResult[], name: EndPoint): EndPointRun {
  const found = ofEndPoint(runs, name).find(({ matrices }) => matrices !== undefined);
  if (!found) throw new RangeError(`end point "${name}": no seed has its matrices kept`);
  return found;
}

const TOKENS = (position: number) =>
  position === START ? "key" : position === START + 1 ? "4" : position === START + 2 ? "3" : "·";

/** Figure 4: information flow to the answer on (4, 3) with key 99, a slider over the threshold. */
export function flowToAnswer(runs: readonly EndPointResult[], names: readonly EndPoint[]): Figure {
  const thresholds = [0.05, 0.1, 0.2, 0.4];
  return flowGraph({
    title: "Information flow to the answer on (4, 3), key 99",
    panels: names.map((name) => {
      const { attention } = shownRun(runs, name).fusion, keys = attention[0][0].length;
      const maps = attention.map((rows) => attentionMap(rows.flatMap(normalised), keys));
      return {
        title: END_POINTS[name],
        tokens: Array.from({ length: keys }, (_, position) => TOKENS(position)),
        attention: flowInto(informationFlow(maps, thresholds[0]), keys - 1, { layers: maps.length }),
        marked: [
          { name: "key", color: OKABE_ITO.vermillion, positions: [START] },
          { name: "anchor 4", color: OKABE_ITO.blue, positions: [START + 1] },
          { name: "anchor 3", color: OKABE_ITO.green, positions: [START + 2] },
        ],
      };
    }),
    thresholds,
    shown: [0, 2],
    width: 1040,
  });
}

/** A row that adds up to 1: stored weights are rounded. */
function normalised(row: readonly number[]): number[] {
  const sum = row.reduce((total, weight) => total + weight, 0);
  return row.map((weight) => weight / sum);
}

/** Order scores and knock-outs, a dot a seed. */
export function orderAndCuts(runs: readonly EndPointResult[]): Figure {
  const names = endPointsOf(runs), labels = names.map((name) => END_POINTS[name].replace(", ", "<br>"));
  const order = seedDots({
    categories: labels,
    perSeed: names.map((name) => ofEndPoint(runs, name).map(({ fusion }) => fusion.order)),
    color: names.map((name) => END_COLOURS[name]),
  });
  const cuts = ["whole", "withoutKeyToAnchors", "withoutAnchorsToLast"] as const;
  const cutLabels = ["whole", "no k→a", "no a→e"];
  const answer = (name: EndPoint) => name.startsWith("W") ? "symmetric" : "inferential";
  const dotsOf = seedDots({
    categories: names.flatMap((_, i) => cutLabels.map((cut) => `${i + 1} ${cut}`)),
    perSeed: names.flatMap((name) =>
      cuts.map((cut) => ofEndPoint(runs, name).map(({ answers }) => answers[cut][answer(name)]))
    ),
    color: names.flatMap((name) => cuts.map(() => END_COLOURS[name])),
  });
  return figure({
    title: "Which is joined first, and what is lost when layer 1 loses edges",
    ...panels({
      panels: [
        {
          title: "order score O",
          data: order.data,
          xaxis: { ...order.xaxis, title: { text: "end point, numbered 1, 2, …" }, tickfont: { size: 10 } },
          yaxis: { title: { text: "O (> 0: key joins the anchors first)" }, zeroline: true },
        },
        {
          title: "share of −6 (task W) or −10 (task U)",
          data: dotsOf.data,
          xaxis: {
            ...dotsOf.xaxis,
            title: { text: "end point; no k→a, no a→e: edges cut" },
            tickangle: 60,
            tickfont: { size: 10 },
          },
          yaxis: { title: { text: "share of (4, 3)" }, range: [-0.03, 1.05] },
        },
      ],
    }),
    width: 900,
    height: 460,
  });
}

/** Squares around the cells of equal targets. */
function equalTargetCells({ rows, columns }: FusedMap): Trace {
  const target = (pair: readonly number[], key: number) =>
    key + SINGLE_OFFSETS[pair[0]] + SINGLE_OFFSETS[pair[1]];
  const cells = MAP_KEYS.flatMap((row) =>
    MAP_KEYS.filter((column) => target(rows, row) === target(columns, column)).map((column) => [column, row])
  );
  return {
    type: "scatter",
    mode: "markers",
    name: "equal answers",
    x: cells.map(([column]) => column),
    y: cells.map(([, row]) => row),
    marker: { symbol: "square-open", size: 15, color: "#000000", line: { width: 2 } },
  };
}

/** Rank correlation of a map's cosines with how near the two answers are: 1 where nearer answers are always more parallel. */
export function nearnessOrder({ rows, columns, cosines }: FusedMap): number {
  const target = (pair: readonly number[], key: number) =>
    key + SINGLE_OFFSETS[pair[0]] + SINGLE_OFFSETS[pair[1]];
  const nearness = MAP_KEYS.flatMap((row) =>
    MAP_KEYS.map((column) => -Math.abs(target(rows, row) - target(columns, column)))
  );
  return spearman(nearness, cosines.flat());
}

/** Figure 5: cosines of fused vectors. */
export function fusedMaps(runs: readonly EndPointResult[], names: readonly [EndPoint, EndPoint]): Figure {
  return figure({
    title: "Cosine of fused vectors; squares: equal answers",
    ...panels({
      panels: names.flatMap((name) =>
        shownRun(runs, name).alignment.maps.map((map, k) => ({
          title: END_POINTS[name],
          data: [{
            type: "heatmap",
            x: MAP_KEYS,
            y: MAP_KEYS,
            z: map.cosines,
            colorscale: DIVERGING,
            zmin: -1,
            zmax: 1,
            zmid: 0,
            showscale: name === names[0] && k === 0,
            colorbar: { title: { text: "cosine" } },
          }, equalTargetCells(map)],
          xaxis: { title: { text: `key of (${map.columns})` } },
          yaxis: { title: { text: `key of (${map.rows})` } },
        }))
      ),
      columns: 2,
      gapY: 0.12,
    }),
    width: 820,
    height: 760,
  });
}

/** Neurons of a picture of cosines: with all of them the slider would be too heavy for a notebook. */
const PICTURED_NEURONS = 40;

/** Figure 6: cosines of the query neurons over the training of one net, grouped; the other one's end below. */
export function condensationSlider(
  runs: readonly EndPointResult[],
  small: EndPoint,
  large: EndPoint,
): Figure {
  const map = (all: readonly (readonly number[])[], suffix: string): Trace => {
    const cosines = all.slice(0, PICTURED_NEURONS).map((row) => row.slice(0, PICTURED_NEURONS));
    const n = cosines.length, { order } = condensationOrder(cosines.flat(), n, 0.7);
    return {
      type: "heatmap",
      showlegend: false,
      z: Array.from(order, (i) => Array.from(order, (j) => cosines[i][j])),
      colorscale: DIVERGING,
      zmin: -1,
      zmax: 1,
      zmid: 0,
      showscale: suffix === "",
      colorbar: { title: { text: "cosine" } },
      xaxis: `x${suffix}`,
      yaxis: `y${suffix}`,
    };
  };
  const ofLarge = shownRun(runs, large).matrices!, ofSmall = shownRun(runs, small).matrices!;
  const axis = { title: { text: "neuron" } };
  return sliderFigure({
    title: `Cosines of ${PICTURED_NEURONS} neurons of W<sup>Q(1)</sup>, grouped. Top: ${
      END_POINTS[small]
    }; below: ${END_POINTS[large]}, end`,
    shared: [map(ofLarge.at(-1)!.cosines, "2")],
    frames: ofSmall.map(({ step, cosines }) => ({ label: String(step), data: [map(cosines, "")] })),
    sliderName: "step",
    layout: {
      xaxis: { ...axis, anchor: "y" },
      yaxis: { ...axis, domain: [0.56, 1] },
      xaxis2: { ...axis, anchor: "y2" },
      yaxis2: { ...axis, domain: [0, 0.44] },
    },
    shown: ofSmall.map((_, i) => i),
    width: 900,
    height: 560,
  });
}

/** κ and the largest eigenvalues of the embeddings over the training. */
export function growthOverTraining(runs: readonly EndPointResult[], null_: number): Figure {
  const names = endPointsOf(runs), first = ofEndPoint(runs, names[0])[0];
  const x = first.snapshotSteps.map((step) => step + 1);
  const shown = names.filter((name) => name.startsWith("U"));
  const pictured = shown.length === 2 ? shown : names;
  return figure({
    title: "Condensation of W<sup>Q(1)</sup>, and eigenvalues of the key embeddings",
    ...panels({
      panels: [
        {
          title: "κ, mean and range of the seeds",
          data: [
            ...names.flatMap((name) =>
              seedBand({
                x,
                curves: ofEndPoint(runs, name).map(({ condensation }) => condensation),
                name: END_POINTS[name],
                color: END_COLOURS[name],
              })
            ),
            curve({
              name: "random directions",
              x: [1, x.at(-1)!],
              y: [null_, null_],
              color: "#777777",
              style: "dot",
            }),
          ],
          yaxis: { title: { text: "κ" }, range: [0, 1.02] },
        },
        ...pictured.map((name) => {
          const { eigenvalues } = shownRun(runs, name),
            count = eigenvalues[0].length,
            colours = stepColours(count);
          return {
            title: END_POINTS[name],
            data: colours.map((color, k) =>
              curve({
                name: `eigenvalue ${k + 1}`,
                x,
                y: eigenvalues.map((row) => row[k]),
                color: colours[count - 1 - k] ?? color,
                size: 1.5,
              })
            ),
            yaxis: { title: { text: "eigenvalue" }, type: "log" },
          };
        }),
      ],
      xaxis: { title: { text: "step + 1" }, type: "log", dtick: 1 },
    }),
    width: 960,
    height: 460,
  });
}

/** Figure 7: key embeddings on two principal components. */
export function embeddingMaps(runs: readonly EndPointResult[], from: number): Figure {
  const names = endPointsOf(runs);
  return figure({
    title: "Embeddings of the keys 20 … 99 on their two principal components (one seed)",
    ...panels({
      panels: names.map((name, i) => {
        const { scores, explained } = shownRun(runs, name).embedding;
        return {
          title: END_POINTS[name],
          data: [{
            type: "scatter",
            mode: "lines+markers",
            name: "keys in their order",
            showlegend: false,
            x: scores.map(([x]) => x),
            y: scores.map(([, y]) => y),
            text: scores.map((_, k) => `token ${from + k}`),
            line: { color: "#cccccc", width: 1 },
            marker: {
              size: 6,
              color: scores.map((_, k) => from + k),
              colorscale: SEQUENTIAL,
              showscale: i === 0,
              ...(i === 0 && { colorbar: { title: { text: "token" } } }),
            },
          }],
          xaxis: { title: { text: `component 1 (${Math.round(100 * explained[0])} %)` } },
          yaxis: { title: { text: `component 2 (${Math.round(100 * explained[1])} %)` } },
        };
      }),
      columns: names.length,
    }),
    width: 960,
    height: 400,
  });
}

/** Figure 8: singular values of the linear layers, each over its largest. */
export function layerSpectraFigure(runs: readonly EndPointResult[], names: readonly EndPoint[]): Figure {
  const matrices = ["tokens.table", "layer1.query", "layer1.value", "layer1.mlp1", "layer2.query", "readout"];
  return figure({
    title: "Singular values, each over the matrix's largest (one seed)",
    ...panels({
      panels: matrices.map((matrix) => ({
        title: matrix,
        data: names.map((name) => {
          const values = shownRun(runs, name).spectra![matrix];
          return curve({
            name: END_POINTS[name],
            x: values.map((_, i) => i + 1),
            y: values.map((value) => Math.max(value / values[0], 1e-8)),
            color: END_COLOURS[name],
          });
        }),
      })),
      columns: 3,
      sameY: true,
      xaxis: { title: { text: "number" } },
      yaxis: { title: { text: "σ / σ₁" }, type: "log", range: [-4, 0.1] },
    }),
    width: 900,
    height: 560,
  });
}

/** Figure 10: the last position after the first attention, by unordered pair. */
export function firstLayerMaps(
  runs: readonly EndPointResult[],
  names: readonly [EndPoint, EndPoint],
): Figure {
  const palette = [
    OKABE_ITO.blue,
    OKABE_ITO.vermillion,
    OKABE_ITO.green,
    OKABE_ITO.orange,
    OKABE_ITO.purple,
    OKABE_ITO.skyBlue,
  ];
  return figure({
    title: "X<sup>ao(1)</sup> at the last position: six unordered pairs (dots: a₁ < a₂, crosses: mirrored)",
    ...panels({
      panels: names.map((name) => {
        const { pairs, scores, explained } = shownRun(runs, name).firstLayer;
        const kinds = [...new Set(pairs)].filter((pair) => {
          const [a, b] = pair.split(",");
          return a < b;
        });
        return {
          title: END_POINTS[name],
          data: kinds.flatMap((pair, k) =>
            [pair, pair.split(",").reverse().join(",")].map((own, mirrored) => {
              const at = pairs.map((_, i) => i).filter((i) => pairs[i] === own);
              return dots({
                name: `{${pair}}`,
                x: at.map((i) => scores[i][0]),
                y: at.map((i) => scores[i][1]),
                color: palette[k],
                style: mirrored ? "x" : "circle",
                attributes: { showlegend: mirrored === 0 && name === names[0], legendgroup: pair },
              });
            })
          ),
          xaxis: { title: { text: `component 1 (${Math.round(100 * explained[0])} %)` } },
          yaxis: { title: { text: `component 2 (${Math.round(100 * explained[1])} %)` } },
        };
      }),
    }),
    width: 900,
    height: 460,
  });
}
