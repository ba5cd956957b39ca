/** Figures of the extensions. */
import { type Figure, figure, OKABE_ITO, panels, seedDots } from "../../lib/figure/mod.ts";
import { END_POINTS, endPointsOf, ofEndPoint } from "./answer_figures.ts";
import { atEnd } from "./composite_training.ts";
import type { EndPointResult } from "./end_points.ts";
import type { NetworkSummary } from "./network_summary.ts";

/** B3: how often the answer follows a patched key. */
export function patchedKeys(runs: readonly EndPointResult[]): Figure {
  const names = endPointsOf(runs), places = ["anchors", "key", "noise"] as const;
  const colours = [OKABE_ITO.blue, OKABE_ITO.vermillion, "#777777"];
  return figure({
    title: "Share of (3, 4) answers that follow the sequence whose state after layer 1 is moved in",
    ...panels({
      panels: names.map((name) => {
        const found = seedDots({
          categories: ["anchors", "key", "noise"],
          perSeed: places.map((place) => ofEndPoint(runs, name).map(({ transfer }) => transfer[place])),
          color: colours,
        });
        return {
          title: END_POINTS[name],
          data: found.data,
          xaxis: { ...found.xaxis, title: { text: "position of the moved state" } },
        };
      }),
      columns: names.length,
      sameY: true,
      yaxis: { title: { text: "share that follows" }, range: [-0.03, 1.05] },
    }),
    width: 960,
    height: 400,
  });
}

/** Networks of an extension side by side, in four numbers each. */
export function summaries(
  title: string,
  axis: string,
  groups: readonly (readonly [string, readonly Summary[]])[],
): Figure {
  const measures = [
    ["composed answer to (4, 3)", ({ inferential }: Summary) => inferential],
    ["seen pairs", ({ seen }: Summary) => seen],
    ["κ of W<sup>Q(1)</sup>", ({ condensation }: Summary) => condensation],
    ["effective rank of the key embeddings", ({ effectiveRank }: Summary) => effectiveRank],
  ] as const;
  return figure({
    title,
    ...panels({
      panels: measures.map(([name, read], k) => {
        const found = seedDots({
          categories: groups.map(([group]) => group),
          perSeed: groups.map(([, runs]) => runs.map(read)),
          color: [OKABE_ITO.blue, OKABE_ITO.black, OKABE_ITO.green, OKABE_ITO.purple][k],
        });
        return {
          title: name,
          data: found.data,
          xaxis: { ...found.xaxis, title: { text: axis }, tickfont: { size: 10 } },
          yaxis: {
            title: { text: k === 3 ? "rank" : "share or index" },
            ...(k < 3 && { range: [-0.03, 1.05] }),
          },
        };
      }),
      columns: 2,
    }),
    width: 900,
    height: 720,
  });
}

/** A network in numbers that all experiments have. */
export interface Summary {
  inferential: number;
  seen: number;
  condensation: number;
  effectiveRank: number;
  loss: number;
}

/** Of a network of an extension. */
export function summaryOf({ answers, curves, condensation, effectiveRank }: NetworkSummary): Summary {
  return {
    inferential: answers.inferential,
    seen: atEnd(curves.seen),
    condensation,
    effectiveRank,
    loss: atEnd(curves.trainLoss),
  };
}

/** Of the networks of an end point. */
export function endPointSummaries(runs: readonly EndPointResult[], name: keyof typeof END_POINTS): Summary[] {
  return ofEndPoint(runs, name).map(({ answers, curves, condensation, embedding }) => ({
    inferential: answers.whole.inferential,
    seen: atEnd(curves.seen),
    condensation: atEnd(condensation),
    effectiveRank: embedding.effectiveRank,
    loss: atEnd(curves.trainLoss),
  }));
}
