/** Figures of E5 to E8 and of the extensions. */
import { errorFunction } from "simple-statistics";
import * as fig from "../../lib/figure/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import type marmousi from "./marmousi.ts";
import type priorDraws from "./prior_draws.ts";
import * as read from "./readings.ts";
import type { RunsOf } from "./set_up.ts";
import type starts from "./starts.ts";
import type { Survey } from "./survey.ts";
import type tangentKernel from "./tangent_kernel.ts";
import type uncertainty from "./uncertainty.ts";
import { WIDTHS } from "./uncertainty.ts";
import type unknownWavelet from "./unknown_wavelet.ts";

const { blue, orange, green, vermillion } = fig.OKABE_ITO;

/** E5, E6: error at the end over that of the start, by start, method and frequency. */
export function successMap(
  { settings: { names, frequencies, starts: rows }, results }: RunsOf<typeof starts>,
): fig.Figure {
  const columns = [...frequencies.map((f) => `${f} Hz`), "in bands"];
  const ratio = (m: number, c: number, s: number) => mean(results.map((run) => read.overStart(run, m, c, s)));
  const { data, xaxis, yaxis } = fig.categoryMap({
    columns: names.flatMap((name) => columns.map((column) => `${name.split(",")[0]}<br>${column}`)),
    rows,
    values: rows.map((_, s) => names.flatMap((_, m) => columns.map((_, c) => ratio(m, c, s)))),
    title: "ratio",
    colorscale: fig.SEQUENTIAL,
    range: [read.SUCCESS, 1.1],
    text: (value) => value.toFixed(2),
  });
  return fig.figure({
    title: `Error at the end over that of the start, mean over seeds (success: below ${read.SUCCESS})`,
    data,
    layout: { xaxis: fig.axis("method and peak frequency", xaxis), yaxis: fig.axis("start", yaxis) },
    width: 900,
    height: 390,
  });
}

/** E7: mean, spread and error of two posteriors; means are shown as their distance from the start. */
export function posteriorMaps(survey: Survey, { results }: RunsOf<typeof uncertainty>): fig.Figure {
  const shown = results[0][0].filter(({ method, maps }) => maps && /^(ensemble|SGLD)/.test(method));
  const start = survey.start("linear");
  const maps = shown.flatMap(({ method, maps }) => [
    [`${method}: mean − start`, maps!.mean.map((v, i) => v - start[i])],
    [`${method}: spread`, maps!.sd],
    [`${method}: |error of the mean|`, maps!.mean.map((v, i) => Math.abs(v - survey.truth[i]))],
  ]);
  return fig.fieldMaps({
    title: "What the posterior says, where it is wide, and where its mean is wrong (seed 0)",
    grid: survey.settings,
    maps: Object.fromEntries(maps),
    range: [-500, 500],
    unit: "m/s",
    colorscale: fig.DIVERGING,
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

/** E8: draws of each layout at the two larger widths, or (`correlation`) how far all draws of each hang together. */
export function priorMaps(
  { settings, results: [first] }: RunsOf<typeof priorDraws>,
  part: "map" | "correlation" = "map",
): fig.Figure {
  const maps = settings.layouts.flatMap((layout, l) =>
    settings.widths.slice(1).map((width, w) => [`${layout}, σ = ${width}`, first[l][w + 1][part]!] as const)
  );
  const common = {
    grid: { ...settings, spacing: 25 },
    maps: Object.fromEntries(maps),
    columns: 2,
    width: 760,
  };
  return part === "map"
    ? fig.fieldMaps({
      ...common,
      title: "Maps of random networks, before any data",
      range: [settings.low, settings.high],
      unit: "m/s",
    })
    : fig.fieldMaps({
      ...common,
      title: `Correlation with the node in the middle, over ${settings.draws} random networks`,
      range: [-1, 1],
      unit: "correlation",
      colorscale: fig.DIVERGING,
    });
}

/** X1: the gradient, and what the network makes of it. */
export function gradientMaps(grid: fig.FieldGrid, { results }: RunsOf<typeof tangentKernel>): fig.Figure {
  const [plain, pushed] = results[0].gradients!;
  return fig.fieldMaps({
    title: "One gradient at the start, over its greatest modulus",
    grid,
    maps: { "∂J/∂v on the grid": plain, "pushed through the network, JJᵀ ∂J/∂v less its mean": pushed },
    range: [-0.5, 0.5],
    unit: "share",
    colorscale: fig.DIVERGING,
    columns: 2,
    width: 900,
    height: 340,
  });
}

/** X5: wavelets. */
export function waveletShapes({ settings, results }: RunsOf<typeof unknownWavelet>): fig.Figure {
  const names = ["true", "assumed", "found"], colours = ["#000000", orange, blue];
  return fig.figure({
    title: "The wavelet that the recordings ask for (seed 0)",
    data: results[0].shapes!.map((y, k) =>
      fig.curve({
        name: names[k],
        x: y.map((_, n) => n * settings.survey.timeStep),
        y,
        color: colours[k],
        style: k === 1 ? "dot" : "solid",
      })
    ),
    layout: { xaxis: fig.axis("time (s)"), yaxis: fig.axis("amplitude over the true peak") },
    width: 760,
    height: 360,
  });
}

/** Marmousi: truth and start, then what each method ends with; two figures, as four maps are too large for one. */
export function marmousiMaps({ settings, results }: RunsOf<typeof marmousi>): fig.Figure[] {
  const { survey: { nz, nx, spacing }, names } = settings, [{ truth, start, ends }] = results;
  const found = names.map((name, m) => [`${name}: error ${ends[m].error}`, ends[m].maps.at(-1)!] as const);
  return [{ truth, [`start: error ${start.error}`]: start.map }, Object.fromEntries(found)].map((maps) =>
    fig.fieldMaps({
      title: `Marmousi, ${nz} × ${nx} nodes of ${spacing} m`,
      grid: { nz: Math.ceil(nz / 2), nx: Math.ceil(nx / 2), spacing: 2 * spacing },
      maps,
      range: [1500, 4700],
      unit: "m/s",
      columns: 2,
    })
  );
}
