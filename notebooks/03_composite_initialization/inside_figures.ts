/** Figures of the inside of the networks: flow, order of fusion, fused vectors, the first layer. */
import { componentAxes } from "../../lib/figure/component_axes.ts";
import { markedMap } from "../../lib/figure/marked_map.ts";
import * as plot from "../../lib/figure/mod.ts";
import { attentionMap, flowInto, informationFlow } from "../../lib/interpret/measures/mod.ts";
import { END_COLOURS } from "./answer_figures.ts";
import type { EndPoint, EndPointResult } from "./end_points.ts";
import { composed, MAP_KEYS, START } from "./inner_vectors.ts";
import { END_POINTS, endPointsOf, ofEndPoint, shownRun } from "./readings.ts";

/** Tokens of the looked-at sequences by their distance from the key. */
const TOKENS: Record<number, string> = { 0: "key", 1: "4", 2: "3" };

/** Figure 4: information flow to the answer on (4, 3) with key 99, a slider over the threshold. */
export function flowToAnswer(runs: readonly EndPointResult[], names: readonly EndPoint[]): plot.Figure {
  const thresholds = [0.05, 0.1, 0.2, 0.4];
  return plot.flowGraph({
    title: "Information flow to the answer on (4, 3), key 99",
    panels: names.map((name) => {
      const { attention } = shownRun(runs, name).fusion, keys = attention[0][0].length;
      const maps = attention.map((rows) => attentionMap(rows.flatMap(normalised), keys));
      return {
        title: END_POINTS[name],
        tokens: Array.from({ length: keys }, (_, position) => TOKENS[position - START] ?? "·"),
        attention: flowInto(informationFlow(maps, thresholds[0]), keys - 1, { layers: maps.length }),
        marked: [
          { name: "key", color: plot.OKABE_ITO.vermillion, positions: [START] },
          { name: "anchor 4", color: plot.OKABE_ITO.blue, positions: [START + 1] },
          { name: "anchor 3", color: plot.OKABE_ITO.green, positions: [START + 2] },
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

const CUTS = ["whole", "withoutKeyToAnchors", "withoutAnchorsToLast"] as const;

/** Order scores and knock-outs, a dot per seed. */
export function orderAndCuts(runs: readonly EndPointResult[]): plot.Figure {
  const names = endPointsOf(runs);
  const order = plot.seedDots({
    categories: names.map((name) => END_POINTS[name].replace("task ", "").replace(", ", "<br>")),
    perSeed: names.map((name) => ofEndPoint(runs, name).map(({ fusion }) => fusion.order)),
    color: names.map((name) => END_COLOURS[name]),
  });
  const cuts = names.map((name) => {
    const answer = name.startsWith("W") ? "symmetric" : "inferential", networks = ofEndPoint(runs, name);
    const found = plot.seedDots({
      categories: ["whole", "key →<br>anchors cut", "anchors →<br>last cut"],
      perSeed: CUTS.map((cut) => networks.map(({ answers }) => answers[cut][answer])),
      color: END_COLOURS[name],
    });
    return {
      title: `${END_POINTS[name]}: ${answer === "symmetric" ? "−6" : "−10"}`,
      data: found.data,
      xaxis: { ...found.xaxis, ...plot.axis("edges of layer 1") },
      yaxis: plot.share("share of sequences"),
    };
  });
  return plot.panelFigure({
    title: "Which is joined first, and which answers to (4, 3) are left when layer 1 loses edges",
    panels: [{
      title: "order score O",
      data: order.data,
      xaxis: { ...order.xaxis, ...plot.axis("task and start") },
      yaxis: plot.axis("O (> 0: key joins the anchors first)", { zeroline: true }),
    }, ...cuts],
    columns: 2,
    width: 900,
    height: 760,
  });
}

/** Figure 5: cosines of fused vectors, squares around the cells of equal answers. */
export function fusedMaps(
  runs: readonly EndPointResult[],
  names: readonly [EndPoint, EndPoint],
): plot.Figure {
  return plot.panelFigure({
    title: "Cosine of fused vectors; squares: equal answers",
    panels: names.flatMap((name) =>
      shownRun(runs, name).alignment.maps.map(({ rows, columns, cosines }, k) =>
        markedMap({
          ...{ title: END_POINTS[name], x: MAP_KEYS, y: MAP_KEYS, z: cosines, of: "cosine" },
          isMarked: (x, y) => composed(rows, y) === composed(columns, x),
          ...{ marks: "equal answers", xTitle: `key of (${columns})`, yTitle: `key of (${rows})` },
          showscale: name === names[0] && k === 0,
        })
      )
    ),
    columns: 2,
    gapY: 0.14,
    width: 820,
    height: 760,
  });
}

/** Figure 10: the last position after the first attention, by unordered pair. */
export function firstLayerMaps(
  runs: readonly EndPointResult[],
  names: readonly [EndPoint, EndPoint],
): plot.Figure {
  const { blue, vermillion, green, orange, purple, skyBlue } = plot.OKABE_ITO;
  return plot.panelFigure({
    title: "X<sup>ao(1)</sup> at the last position: six unordered pairs (dots: a₁ < a₂, crosses: mirrored)",
    panels: names.map((name) => {
      const { pairs, scores, explained } = shownRun(runs, name).firstLayer;
      const kinds = [...new Set(pairs)].map((pair) => pair.split(",")).filter(([a, b]) => a < b);
      return {
        title: END_POINTS[name],
        data: kinds.flatMap(([a, b], k) =>
          [`${a},${b}`, `${b},${a}`].map((own, isMirrored) => {
            const points = scores.filter((_, i) => pairs[i] === own);
            return plot.dots({
              name: `{${a},${b}}`,
              x: points.map(([x]) => x),
              y: points.map(([, y]) => y),
              color: [blue, vermillion, green, orange, purple, skyBlue][k],
              style: isMirrored ? "x" : "circle",
              attributes: { showlegend: !isMirrored && name === names[0], legendgroup: a + b },
            });
          })
        ),
        ...componentAxes(explained),
      };
    }),
    width: 900,
    height: 460,
  });
}
