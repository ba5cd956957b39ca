/** Figures on which entries are seen, and on the way of a training. */
import type { RunsOf } from "../../lib/experiments/mod.ts";
import * as fig from "../../lib/figure/mod.ts";
import type masks from "./masks.ts";
import { PAIRS } from "./masks.ts";
import type { StairReading } from "../../lib/identifiability/mod.ts";
import { isRecovered, randomSets } from "./readings.ts";
import { matrixNamed } from "./target_matrices.ts";

/** Recovered fractions by the pattern of entries. */
export function maskShares({ settings, results }: RunsOf<typeof masks>): fig.Figure {
  return fig.panelFigure({
    title: "Share of recoveries by the choice of entries (95 % Wilson intervals)",
    panels: settings.matrices.map(({ name, sizes }, m) => ({
      title: `${name}, rank ${matrixNamed(name).rank}`,
      data: settings.patterns.map((pattern, p) =>
        fig.shareDots({
          name: pattern === "cross" ? "cross (rows 0, 3; columns 0, 2)" : pattern,
          color: fig.CURVE_COLOURS[p],
          x: sizes,
          outcomes: sizes.map((_, s) => results.map((run) => isRecovered(run.outcomes[m][p][s]))),
        })
      ),
      xaxis: fig.axis("number of entries n", { tickvals: sizes }),
    })),
    columns: 2,
    sameY: true,
    yaxis: fig.share("share recovered"),
    width: 820,
    height: 560,
  });
}

/** Every cross of two rows and two columns: fraction of seeds that recover the matrix. */
export function crossMaps({ settings, results }: RunsOf<typeof masks>): fig.Figure {
  const pairs = PAIRS.map((pair) => pair.join(", "));
  return fig.panelFigure({
    title: "All crosses of two rows and two columns, which all determine the matrix locally",
    panels: settings.crosses.map((name, m) => {
      const shares = PAIRS.map((_, row) =>
        PAIRS.map((_, column) =>
          results.filter((run) => isRecovered(run.crosses[m][6 * row + column])).length / results.length
        )
      );
      const map = fig.categoryMap({
        columns: pairs,
        rows: pairs,
        values: shares,
        title: "share of seeds<br>that recover",
        colorscale: fig.SEQUENTIAL,
        range: [0, 1],
      });
      const data = map.data.map((trace) => ({ ...trace, xgap: 1, ygap: 1, showscale: m === 0 }));
      return { title: `${name}, 12 entries`, ...map, data };
    }),
    xaxis: fig.axis("whole columns"),
    yaxis: fig.axis("whole rows"),
    sameY: true,
    width: 820,
    height: 420,
  });
}

/** Loss, effective rank and singular values of AB during training; the singular values are those of the last matrix. */
export function staircases(
  shown: readonly { name: string; readings: readonly StairReading[] }[],
): fig.Figure {
  const last = shown[shown.length - 1];
  const line = (
    name: string,
    color: string,
    readings: readonly StairReading[],
    of: (one: StairReading) => number,
  ) => {
    const after = readings.filter(({ step }) => step > 0);
    return fig.curve({ name, x: after.map(({ step }) => step), y: after.map(of), color });
  };
  const each = (of: (one: StairReading) => number) =>
    shown.map(({ name, readings }, i) => line(name, fig.CURVE_COLOURS[i], readings, of));
  const greys = [fig.OKABE_ITO.black, "#555555", "#888888", "#BBBBBB"];
  return fig.panelFigure({
    title: "One rank after the other: AB during training (all 16 entries, small start)",
    panels: [
      { title: "training error", data: each(({ loss }) => loss), yaxis: fig.lossAxis("training error") },
      {
        title: "effective rank of AB",
        data: each(({ effectiveRank }) => effectiveRank),
        yaxis: fig.axis("effective rank", { range: [0.8, 2.7] }),
      },
      {
        title: `singular values, ${last.name}`,
        data: greys.map((color, k) =>
          line(`σ${"₁₂₃₄"[k]}`, color, last.readings, ({ singularValues }) => singularValues[k])
        ),
        yaxis: fig.logAxis("singular value of AB"),
      },
    ],
    xaxis: fig.logStepAxis(),
    width: 1000,
    height: 420,
  });
}

/** X1: recoveries by whether the entries determine the matrix locally. */
export function rankOfMasks({ settings, results }: RunsOf<typeof masks>): fig.Figure {
  const dots = (name: string, color: string, enough: boolean) =>
    fig.shareDots({
      name,
      color,
      x: settings.matrices.map((matrix) => matrix.name),
      outcomes: settings.matrices.map((_, m) =>
        results.flatMap((run) => randomSets(settings, run, m, enough).map(isRecovered))
      ),
    });
  return fig.figure({
    title: "Random entries: recovered if they determine the matrix locally?",
    data: [
      dots("rank on the entries = R", fig.OKABE_ITO.blue, true),
      dots("rank below R", fig.OKABE_ITO.vermillion, false),
    ],
    layout: { xaxis: fig.axis("matrix", { type: "category" }), yaxis: fig.share("share recovered") },
    width: 640,
    height: 400,
  });
}
