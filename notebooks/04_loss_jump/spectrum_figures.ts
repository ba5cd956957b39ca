/** Figures of frequencies: the error's spectrum, what each loss fits first, mode rates, the staircase. */
import {
  axis,
  curve,
  CURVE_COLOURS,
  curvesBySeed,
  dots,
  type Figure,
  logAxis,
  logStepAxis,
  OKABE_ITO,
  REFERENCE,
  seedBand,
  SEQUENTIAL,
  share,
  sliderFigure,
  stepAxis,
  thinIndices,
  type Trace,
  verticalLine,
} from "../../lib/figure/mod.ts";
import { median } from "../../lib/stats/mod.ts";
import type { OrderRun } from "./frequency_order.ts";
import type { LineRun } from "./line_training.ts";
import * as measure from "./measures.ts";
import { continued, modelLossOf, sineAmplitudes, spectrumAt } from "./measures.ts";
import type { RateCurves } from "./mode_rates.ts";
import { outputSlider, stills, twoRows } from "./output_slider.ts";
import { plateaus } from "./plateaus.ts";
import { AFTER_SWITCH, lossBands, panelFigure, runBand } from "./run_curves.ts";
import type { SwitchRun } from "./switch_training.ts";

/** Spectrum of the error, as Fourier amplitudes and as sine amplitudes without the affine part. */
export function spectrumSlider(run: LineRun, shown: readonly number[]): Figure {
  const line = (name: string, y: readonly number[], color: string, below: Trace = {}) =>
    curve({
      name,
      x: y.map((_, i) => below.yaxis ? i + 1 : i),
      y,
      color,
      attributes: { mode: "lines+markers", marker: { color, size: 4 }, ...below },
    });
  const both = (name: string, step: number, color: string) => [
    line(name, spectrumAt(run, step), color),
    line(`${name}, below`, sineAmplitudes(run, step), color, { yaxis: "y2", showlegend: false }),
  ];
  return sliderFigure({
    title: "Spectrum of the error: small and spread out at the switch, large and low at the peak",
    sliderName: "step",
    frames: shown.map((step) => ({ label: String(step), data: both("error", step, OKABE_ITO.vermillion) })),
    shared: both("error at the switch", 0, REFERENCE),
    layout: twoRows(
      axis("frequency k"),
      logAxis("ê(k), Fourier"),
      logAxis("sine, affine part off", { range: [-6, 0] }),
    ),
    shown: stills(run, shown).map((step) => shown.indexOf(step)),
    width: 900,
    height: 520,
  });
}

/** All amplitudes through the switch. */
export function spectrumMap(fit: LineRun, after: LineRun): Figure {
  const map = ({ spectrumSteps, spectra: [first, ...rest] }: LineRun, shift: number) => ({
    type: "heatmap",
    x: spectrumSteps.map((step) => step + shift),
    y: first.map((_, k) => k),
    z: first.map((_, k) => [first, ...rest].map((row) => Math.log10(Math.max(1e-6, row[k])))),
    zmin: -5,
    zmax: 0,
    colorscale: SEQUENTIAL,
    zsmooth: false,
    showscale: shift === 1,
    colorbar: { title: { text: "log₁₀ ê(k)" } },
  });
  return panelFigure(
    "Amplitude of the error by frequency: low ones are fitted first, and are thrown away first",
    420,
    {
      panels: [
        { title: "fit by data loss", data: [map(fit, 0)], xaxis: stepAxis() },
        { title: "after the switch to the model loss", data: [map(after, 1)], xaxis: AFTER_SWITCH },
      ],
      sameY: true,
      yaxis: axis("frequency k"),
    },
  );
}

/** Effective frequency of the error, and both gradients. */
export function frequencyAndGradients(runs: readonly SwitchRun[]): Figure {
  const model = continued(runs, "model"), x = model[0].steps.map((step) => step + 1);
  const gradient = (loss: "model" | "data", color: string) =>
    runBand(model, ({ gradients }) => gradients![loss], { name: `‖∇ ${loss} loss‖`, color });
  const cosines = model.map(({ gradients }) => gradients!.cosine);
  return panelFigure("After the switch the error turns from high to low frequency", 420, {
    panels: [
      {
        title: "effective frequency",
        data: lossBands({ model, data: continued(runs, "data") }, measure.effectiveFrequencies),
        yaxis: logAxis("k_eff"),
      },
      {
        title: "size of the gradients",
        data: [...gradient("model", OKABE_ITO.purple), ...gradient("data", OKABE_ITO.blue)],
        yaxis: logAxis("norm"),
      },
      {
        title: "angle between them",
        data: curvesBySeed({ x, curves: cosines, name: "a seed", color: OKABE_ITO.skyBlue, size: 1 }),
        yaxis: axis("cosine", { range: [-1, 1] }),
      },
    ],
    xaxis: AFTER_SWITCH,
  });
}

/** Amplitudes of the error by step under both losses; the dotted line is where the order is read (median seed). */
export function frequencyOrders(runs: readonly OrderRun[], frequencies: readonly number[]): Figure {
  const spectra = {
    Fourier: (run: LineRun, step: number) => spectrumAt(run, step).slice(1),
    sine: sineAmplitudes,
  };
  const losses = ["data", "model"] as const;
  const read = losses.map((loss) => median(runs.map((run) => measure.orderStep(run[loss], loss))));
  return panelFigure("Errors of five frequencies under each loss, with and without the affine part", 620, {
    panels: Object.entries(spectra).flatMap(([title, of]) =>
      losses.map((loss) => {
        const all = runs.map((run) => run[loss]), x = all[0].steps.map((step) => step + 1);
        const kept = thinIndices(x, x, 40, { logX: true });
        return {
          title: `${loss} loss, ${title} amplitudes`,
          data: frequencies.flatMap((k, j) =>
            seedBand({
              x: kept.map((i) => x[i]),
              curves: all.map((run) => kept.map((i) => of(run, run.steps[i])[k - 1])),
              name: `k = ${k}`,
              color: CURVE_COLOURS[j],
              spread: "geometric",
            })
          ),
        };
      })
    ),
    columns: 2,
    sameY: true,
    sameX: true,
    xaxis: logStepAxis(),
    yaxis: logAxis("ê(k)"),
    shapes: [0, 1, 2, 3].map((i) => verticalLine(read[i % 2] + 1, i + 1)),
  });
}

const ORDERS = [
  { order: 0, name: "data loss", color: OKABE_ITO.blue, style: "circle" },
  { order: 2, name: "model loss", color: OKABE_ITO.vermillion, style: "diamond" },
];

/** Rates at initialisation by frequency, each over its largest. */
export function modeRateSlider(
  results: readonly RateCurves[][],
  frequencies: readonly number[],
  sigmas: readonly number[],
): Figure {
  const mean = (sigma: number, order: number, of: "rate" | "theory") =>
    measure.meanRow(results.map((curves) => measure.overLargest(measure.ratesOf(curves, sigma, order)[of])));
  return sliderFigure({
    title: "How fast each frequency is fitted at the start: dots measured, lines by the formula",
    sliderName: "σ =",
    frames: sigmas.map((sigma) => ({
      label: String(sigma),
      data: ORDERS.flatMap(({ order, name, color, style }) => [
        curve({
          name: `${name}, formula`,
          x: frequencies,
          y: mean(sigma, order, "theory"),
          color,
          size: 1.5,
        }),
        dots({ name, x: frequencies, y: mean(sigma, order, "rate"), color, style }),
      ]),
    })),
    layout: { xaxis: axis("frequency k"), yaxis: share("rate / largest rate") },
    shown: sigmas.map((_, i) => i).slice(0, 4),
    width: 900,
    height: 400,
  });
}

/** Loss, error and its lowest frequency from a random start; thick: what counts as a plateau. */
export function staircase(runs: readonly LineRun[], seeds: readonly number[]): Figure {
  const bySeed = (of: (run: LineRun) => { x: number[]; y: number[] }) =>
    runs.map((run, i) => curve({ name: `seed ${seeds[i]}`, ...of(run), color: CURVE_COLOURS[i], size: 1.2 }));
  const levels = runs.map((run) => plateaus(run.steps, modelLossOf(run)));
  const thick = levels.map((found, i) =>
    curve({
      name: "plateaus",
      x: found.flatMap(({ from, to }) => [from, to, NaN]),
      y: found.flatMap(({ level }) => [level, level, NaN]),
      color: CURVE_COLOURS[i],
      size: 6,
      attributes: { opacity: 0.6 },
    })
  ).filter((_, i) => levels[i].length > 0);
  const panel = (title: string, name: string, data: Trace[]) => ({
    title,
    data,
    yaxis: axis(name, { rangemode: "tozero" }),
  });
  return panelFigure(
    "Model loss from a random start: the loss goes down a staircase while the error wanders",
    680,
    {
      panels: [
        panel("model loss", "mean square", [
          ...bySeed((run) => ({ x: run.steps, y: modelLossOf(run) })),
          ...thick,
        ]),
        panel(
          "relative error",
          "‖u_θ − u‖ / ‖u‖",
          bySeed(({ steps, relative }) => ({ x: steps, y: relative })),
        ),
        panel(
          "error at k = 1",
          "ê(1)",
          bySeed(({ spectrumSteps, spectra }) => ({ x: spectrumSteps, y: spectra.map((row) => row[1]) })),
        ),
      ],
      columns: 1,
      sameX: true,
      gapY: 0.09,
      xaxis: stepAxis(),
    },
  );
}

/** Output of the network and residual at some steps of a training from a random start. */
export function wanderingSlider(run: LineRun): Figure {
  const { residual: below, ...shown } = run.shown!, still = [2, 4, 7, shown.steps.length - 1];
  const title = "Model loss from a random start: the right ripples on a wandering ground";
  return outputSlider(title, run, { ...shown, below, name: "residual u″ − f" }, still);
}
