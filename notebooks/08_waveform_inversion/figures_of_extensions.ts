/** Figures of E5 to E8 and of the extensions. */
import { errorFunction } from "simple-statistics";
import * as fig from "../../lib/figure/mod.ts";
import type marmousi from "./marmousi.ts";
import type priorDraws from "./prior_draws.ts";
import { mean } from "../../lib/stats/mod.ts";
import * as read from "./readings.ts";
import { MISFITS } from "./robust_misfits.ts";
import type robustMisfits from "./robust_misfits.ts";
import type { RunsOf } from "./set_up.ts";
import type starts from "./starts.ts";
import type { Survey } from "./survey.ts";
import type { FieldGrid } from "../../lib/figure/mod.ts";
import type tangentKernel from "./tangent_kernel.ts";
import type uncertainty from "./uncertainty.ts";
import { WIDTHS } from "./uncertainty.ts";
import type unknownWavelet from "./unknown_wavelet.ts";

const { blue, orange, green, vermillion } = fig.OKABE_ITO;

/** E5, E6: error at the end over that of the start, by start and frequency. */
export function successMap({ settings, results }: RunsOf<typeof starts>): fig.Figure {
  const columns = [...settings.frequencies.map((f) => `${f} Hz`), "in bands"];
  const ratio = (m: number, c: number, s: number) =>
    mean(results.map((run) => run.errors[m][c][s] / run.initial[s]));
  return fig.figure({
    title: `Error at the end over that of the start, mean over seeds (success: below ${read.SUCCESS})`,
    ...fig.panels({
      panels: settings.names.map((name, m) => {
        const { data, xaxis, yaxis } = fig.categoryMap({
          columns,
          rows: settings.starts,
          values: settings.starts.map((_, s) => columns.map((_, c) => ratio(m, c, s))),
          title: "ratio",
          colorscale: fig.SEQUENTIAL,
          range: [read.SUCCESS, 1.1],
          text: (value) => value.toFixed(2),
        });
        return {
          title: name,
          data: data.map((trace) => ({ ...trace, showscale: m === 0 })),
          xaxis: fig.axis("peak frequency", xaxis),
          yaxis: fig.axis("start", yaxis),
        };
      }),
      sameY: true,
    }),
    width: 960,
    height: 380,
  });
}

/** E7: mean, spread and error of two posteriors. */
export function posteriorMaps(survey: Survey, { results }: RunsOf<typeof uncertainty>): fig.Figure {
  const shown = results[0][0].filter(({ method, maps }) => maps && /^(ensemble|SGLD)/.test(method));
  const maps = shown.flatMap(({ method, maps }) => [
    [`${method}: spread`, maps!.sd],
    [`${method}: |error of the mean|`, maps!.mean.map((v, i) => Math.abs(v - survey.truth[i]))],
  ]);
  return fig.fieldMaps({
    title: "Where the posterior is wide, and where its mean is wrong (seed 0)",
    grid: survey.settings,
    maps: Object.fromEntries(maps),
    range: [0, 500],
    unit: "m/s",
    columns: 2,
    width: 860,
  });
}

/** E7: covered shares by nominal ones. */
export function coverageCurves({ results }: RunsOf<typeof uncertainty>): fig.Figure {
  const colours = [vermillion, fig.REFERENCE, blue, green, orange];
  const nominal = WIDTHS.map((width) => errorFunction(width / Math.SQRT2));
  return fig.figure({
    title: "Coverage: all are too sure of themselves (mean and range over seeds)",
    data: [
      fig.curve({ name: "right", x: [0, 1], y: [0, 1], color: "#000000", style: "dot" }),
      ...results[0][0].flatMap(({ method }, k) =>
        fig.seedBand({
          x: nominal,
          curves: results.map(([first]) => first[k].coverage),
          name: method,
          color: colours[k],
        })
      ),
    ],
    layout: { xaxis: fig.share("nominal share"), yaxis: fig.share("share of nodes covered") },
    width: 760,
    height: 430,
  });
}

/** E8: a draw of each layout and width. */
export function priorMaps({ settings, results }: RunsOf<typeof priorDraws>): fig.Figure {
  const maps = settings.layouts.flatMap((layout, l) =>
    settings.widths.slice(0, 3).map((width, w) => [`${layout}, σ = ${width}`, results[0][l][w].map!] as const)
  );
  return fig.fieldMaps({
    title: "Maps of random networks, before any data",
    grid: { ...settings, spacing: 25 },
    maps: Object.fromEntries(maps),
    range: [settings.low, settings.high],
    unit: "m/s",
  });
}

/** X1: the gradient, and what the network makes of it. */
export function gradientMaps(survey: FieldGrid, { results }: RunsOf<typeof tangentKernel>): fig.Figure {
  const [grid, pushed] = results[0].gradients!;
  return fig.fieldMaps({
    title: "One gradient at the start, over its greatest modulus",
    grid: survey,
    maps: { "∂J/∂v on the grid": grid, "pushed through the network, JJᵀ ∂J/∂v less its mean": pushed },
    range: [-0.5, 0.5],
    unit: "share",
    colorscale: fig.DIVERGING,
    columns: 2,
    width: 900,
    height: 340,
  });
}

/** X3: errors by misfit, from a start that is near and one that is far. */
export function misfitDots({ settings, results }: RunsOf<typeof robustMisfits>): fig.Figure {
  return fig.figure({
    title: "Other misfits at 7 Hz: error at the end",
    ...fig.panels({
      panels: [0, MISFITS.length].flatMap((first) =>
        settings.names.map((name, m) => {
          const perSeed = MISFITS.map((_, k) => results.map((run) => run[first + k][m].error));
          const { data, xaxis } = fig.seedDots({
            categories: MISFITS,
            perSeed,
            color: m ? vermillion : green,
          });
          const title = `${settings.cases[first].start}<br>${name}`;
          return { title, data, xaxis: fig.axis("misfit", { ...xaxis, tickangle: -30 }) };
        })
      ),
      sameY: true,
      yaxis: fig.axis("relative error"),
    }),
    width: 1000,
    height: 430,
  });
}

/** X5: wavelets. */
export function waveletShapes({ settings, results }: RunsOf<typeof unknownWavelet>): fig.Figure {
  const names = ["true", "assumed", "found"],
    colours = ["#000000", orange, blue],
    { timeStep } = settings.survey;
  return fig.figure({
    title: "The wavelet that the recordings ask for (seed 0)",
    data: results[0].shapes!.map((shape, k) =>
      fig.curve({
        name: names[k],
        x: shape.map((_, n) => n * timeStep),
        y: shape,
        color: colours[k],
        style: k === 1 ? "dot" : "solid",
      })
    ),
    layout: { xaxis: fig.axis("time (s)"), yaxis: fig.axis("amplitude over the true peak") },
    width: 760,
    height: 360,
  });
}

/** Marmousi, band by band. */
export function marmousiMaps({ settings, results }: RunsOf<typeof marmousi>): fig.Figure {
  const { survey, names, cutoffs } = settings, [{ truth, ends }] = results;
  const bands = [...cutoffs.map((cutoff) => `below ${cutoff} Hz`), "all frequencies"];
  const half = { nz: Math.ceil(survey.nz / 2), nx: Math.ceil(survey.nx / 2), spacing: 2 * survey.spacing };
  const maps = names.flatMap((name, m) =>
    bands.map((band, b) => [`${name}: ${band}`, ends[m].maps[b]] as const)
  );
  return fig.fieldMaps({
    title: "Marmousi, 100 × 310 nodes of 30 m",
    grid: half,
    maps: { truth, ...Object.fromEntries(maps) },
    range: [1500, 4700],
    unit: "m/s",
    columns: bands.length,
    width: 980,
  });
}
