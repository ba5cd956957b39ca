/** Figures of the extensions. */
import { axis, type Figure, OKABE_ITO, panelFigure } from "../../lib/figure/mod.ts";
import { REFERENCE, seedDotPanels, seedDots, share } from "../../lib/figure/mod.ts";
import type { EndPointResult } from "./end_points.ts";
import { END_POINTS, endPointsOf, type Groups, MEASURES, ofEndPoint } from "./readings.ts";

/** X1: how often the answer follows a patched key. */
export function patchedKeys(runs: readonly EndPointResult[]): Figure {
  const names = endPointsOf(runs), places = ["anchors", "key", "noise"] as const;
  return seedDotPanels({
    title: "Share of (3, 4) answers that follow the sequence whose state after layer 1 is moved in",
    categories: places,
    panels: names.map((name) => ({
      title: END_POINTS[name],
      perSeed: places.map((place) => ofEndPoint(runs, name).map(({ transfer }) => transfer[place])),
    })),
    of: "position of the moved state",
    color: [OKABE_ITO.blue, OKABE_ITO.vermillion, REFERENCE],
    tickangle: 0,
    columns: names.length,
    yaxis: share("share that follows"),
    width: 960,
    height: 400,
  });
}

/** X2, X3: networks of an extension side by side, in four numbers each. */
export function summaries(title: string, varied: string, groups: Groups): Figure {
  const { blue, black, green, purple } = OKABE_ITO;
  return panelFigure({
    title,
    panels: [blue, black, green, purple].map((color, k) => {
      const [name, read] = MEASURES[k], isRank = k === 3;
      const { data, xaxis } = seedDots({
        categories: groups.map(([group]) => group),
        perSeed: groups.map(([, networks]) => networks.map(read)),
        color,
      });
      return {
        title: name,
        data,
        xaxis: { ...xaxis, ...axis(varied), tickfont: { size: 10 } },
        yaxis: isRank
          ? axis("rank of the key embeddings")
          : share(k === 2 ? "κ of W<sup>Q(1)</sup>" : "share of sequences"),
      };
    }),
    columns: 2,
    width: 900,
    height: 720,
  });
}
