/** Figures on which entries are seen, and on the way of a training. */
import type { RunsOf } from "../../lib/experiments/mod.ts";
import * as fig from "../../lib/figure/mod.ts";
import type masks from "./masks.ts";
import { PAIRS } from "./masks.ts";
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
