/** Figures of frequencies: the error's spectrum, what each loss fits first, mode rates, the staircase. */
import * as plot from "../../lib/figure/mod.ts";
import { median } from "../../lib/stats/mod.ts";
import type { OrderRun } from "./frequency_order.ts";
import type { LineRun } from "./line_training.ts";
import * as measure from "./measures.ts";
import { continued, sineAmplitudes, spectrumAt } from "./measures.ts";
import type { RateCurves } from "./mode_rates.ts";
import { stepsSlider, stills } from "./output_slider.ts";
import { plateaus } from "../../lib/pde/mod.ts";
import { AFTER_SWITCH, lossBands, panelFigure, STEP } from "./run_curves.ts";
import type { SwitchRun } from "./switch_training.ts";

const { blue, purple, skyBlue, vermillion } = plot.OKABE_ITO;

/** Spectrum of the error, as Fourier amplitudes and as sine amplitudes without the affine part. */
export function spectrumSlider(run: LineRun, shown: readonly number[]): plot.Figure {
  const line = (name: string, y: readonly number[], color: string, below: plot.Trace = {}) =>
    plot.curve({
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
  const still = stills(run, shown), chosen = shown.filter((step, i) => still.includes(step) || i % 2 === 0);
  return plot.sliderFigure({
    title: "Spectrum of the error: small and spread out at the switch, large and low at the peak",
    sliderName: "step",
    frames: chosen.map((step) => ({ label: String(step), data: both("error", step, vermillion) })),
    shared: both("error at the switch", 0, plot.REFERENCE),
    layout: plot.twoRows(
      plot.axis("frequency k"),
      plot.logAxis("ê(k), Fourier"),
      plot.logAxis("sine, affine part subtracted", { range: [-6, 0] }),
    ),
    shown: still.slice(1).map((step) => chosen.indexOf(step)),
    width: 800,
    height: 470,
  });
}

/** All amplitudes through the switch. */
export function spectrumMap(fit: LineRun, after: LineRun): plot.Figure {
  const rounded = (value: number) => Number(value.toFixed(1));
  const some = <T>(list: readonly T[]) => list.filter((_, i) => i < 20 || i % 2 === 0);
  const map = ({ spectrumSteps, spectra: [first, ...rest] }: LineRun, shift: number) => ({
    type: "heatmap",
    x: some(spectrumSteps).map((step) => step + shift),
    y: first.map((_, k) => k),
    z: first.map((_, k) => some([first, ...rest]).map((row) => rounded(Math.log10(Math.max(1e-6, row[k]))))),
    zmin: -5,
    zmax: 0,
    colorscale: plot.SEQUENTIAL,
    zsmooth: false,
    showscale: shift === 1,
    colorbar: { title: { text: "log₁₀ ê(k)" } },
  });
  const title = "Amplitude of the error by frequency: low ones are fitted first, and are lost first";
  return panelFigure(title, 380, {
    panels: [
      plot.panel("fit by data loss", [map(fit, 0)], STEP),
      plot.panel("after the switch to the model loss", [map(after, 1)], AFTER_SWITCH),
    ],
    sameY: true,
    yaxis: plot.axis("frequency k"),
  });
}

/** Effective frequency of the error, and both gradients. */
export function frequencyAndGradients(runs: readonly SwitchRun[]): plot.Figure {
  const model = continued(runs, "model"), data = continued(runs, "data");
  const gradient = (loss: "model" | "data", color: string) =>
    plot.runBand(model, ({ gradients }) => gradients![loss], { name: `‖∇ ${loss} loss‖`, color });
  const some = (values: number[]) => values.filter((_, i) => i < 20 || i % 3 === 0);
  const curves = model.map(({ gradients }) => some(gradients!.cosine));
  const x = some(model[0].steps).map((step) => step + 1);
  const cosines = plot.curvesBySeed({ x, curves, name: "a seed", color: skyBlue, size: 1 });
  const norms = [...gradient("model", purple), ...gradient("data", blue)];
  const frequencies = lossBands({ model, data }, measure.effectiveFrequencies);
  return panelFigure("After the switch the error turns from high to low frequency", 380, {
    panels: [
      plot.panel("effective frequency", frequencies, AFTER_SWITCH, plot.logAxis("k_eff")),
      plot.panel("size of the gradients", norms, AFTER_SWITCH, plot.logAxis("norm")),
      plot.panel("angle between them", cosines, AFTER_SWITCH, plot.axis("cosine", { range: [-1, 1] })),
    ],
  });
}

/** Amplitudes of the error by step under both losses; the dotted lines are where the order is read (median seed). */
export function frequencyOrders(
  circle: readonly OrderRun[],
  interval: readonly OrderRun[],
  frequencies: readonly number[],
): plot.Figure {
  const fourier = (run: LineRun, step: number) => spectrumAt(run, step).slice(1);
  const rows = [
    { title: "circle", runs: circle, of: fourier },
    { title: "interval, Fourier", runs: interval, of: fourier },
    { title: "interval, sine", runs: interval, of: sineAmplitudes },
  ];
  const all = rows.flatMap((row) => (["data", "model"] as const).map((loss) => ({ ...row, loss })));
  return panelFigure("Errors of five frequencies under each loss, on a circle and on an interval", 600, {
    panels: all.map(({ title, runs, of, loss }) => {
      const each = runs.map((run) => run[loss]), x = each[0].steps.map((step) => step + 1);
      const kept = plot.thinIndices(x, x, 18, { logX: true });
      const band = (k: number, j: number) =>
        plot.seedBand({
          x: kept.map((i) => x[i]),
          curves: each.map((run) => kept.map((i) => of(run, run.steps[i])[k - 1])),
          name: `k = ${k}`,
          color: plot.CURVE_COLOURS[j],
          spread: "geometric",
        });
      return plot.panel(`${loss} loss, ${title}`, frequencies.flatMap(band));
    }),
    columns: 2,
    sameY: true,
    sameX: true,
    xaxis: plot.logStepAxis(),
    yaxis: plot.logAxis("ê(k)"),
    gapY: 0.1,
    shapes: all.map(({ runs, loss }, i) =>
      plot.verticalLine(median(runs.map((run) => measure.orderStep(run[loss], loss))) + 1, i + 1)
    ),
  });
}

const ORDERS = [
  { order: 0, name: "data loss", color: blue, style: "circle" },
  { order: 2, name: "model loss", color: vermillion, style: "diamond" },
];

/** Rates at initialisation by frequency, each over its largest. */
export function modeRateSlider(results: readonly RateCurves[][], x: number[], sigmas: number[]): plot.Figure {
  const mean = (sigma: number, order: number, of: "rate" | "theory") =>
    measure.meanRow(results.map((curves) => measure.overLargest(measure.ratesOf(curves, sigma, order)[of])));
  const frame = (sigma: number) =>
    ORDERS.flatMap(({ order, name, color, style }) => [
      plot.curve({ name: `${name}, formula`, x, y: mean(sigma, order, "theory"), color, size: 1.5 }),
      plot.dots({ name, x, y: mean(sigma, order, "rate"), color, style }),
    ]);
  return plot.sliderFigure({
    title: "How fast each frequency is fitted at the start (dots: measured, lines: formula)",
    sliderName: "σ =",
    frames: sigmas.map((sigma) => ({ label: String(sigma), data: frame(sigma) })),
    layout: { xaxis: plot.axis("frequency k"), yaxis: plot.share("rate / largest rate") },
    shown: sigmas.map((_, i) => i).slice(0, 4),
    width: 800,
    height: 360,
  });
}

/** Loss, error and its lowest frequency from two random starts; thick: what counts as a plateau. */
export function staircase(
  starts: Record<string, readonly measure.Stairs[]>,
  seeds: readonly number[],
): plot.Figure {
  const line = (i: number, name: string, x: number[], y: number[], size = 1.2) => {
    const attributes = { opacity: size > 2 ? 0.6 : 1 };
    return plot.curve({ name, x, y, color: plot.CURVE_COLOURS[i], size, attributes });
  };
  const thick = (runs: readonly measure.Stairs[]) =>
    runs.flatMap(({ steps, loss }, i) => {
      const levels = plateaus(steps, loss), ends = levels.flatMap(({ from, to }) => [from, to, NaN]);
      const heights = levels.flatMap(({ level }) => [level, level, NaN]);
      return levels.length === 0 ? [] : [line(i, "plateaus", ends, heights, 6)];
    });
  const some = (values: number[]) => values.filter((_, i) => i % 5 === 0);
  const bySeed = (runs: readonly measure.Stairs[], of: (run: measure.Stairs) => [number[], number[]]) =>
    runs.map((run, i) => line(i, `seed ${seeds[i]}`, ...of(run)));
  const both = Object.entries(starts), fromZero = (name: string) => plot.axis(name, { rangemode: "tozero" });
  const row = (
    name: string,
    unit: string,
    of: (run: measure.Stairs) => [number[], number[]],
    marks = thick,
  ) =>
    both.map(([start, runs]) =>
      plot.panel(`${name}, ${start}`, [...bySeed(runs, of), ...marks(runs)], STEP, fromZero(unit))
    );
  const none = () => [];
  return panelFigure(
    "Model loss from two random starts: the loss falls in stages while the error wanders",
    540,
    {
      panels: [
        ...row("model loss", "mean square", ({ steps, loss }) => [some(steps), some(loss)]),
        ...row(
          "relative error",
          "‖u_θ − u‖ / ‖u‖",
          ({ steps, relative }) => [some(steps), some(relative)],
          none,
        ),
        ...row("error at k = 1", "ê(1)", ({ spectrumSteps: x, lowest }) => [some(x), some(lowest)], none),
      ],
      columns: 2,
      sameX: true,
      gapY: 0.09,
    },
  );
}

/** Output of the network and residual at some steps of a training from a random start. */
export function wanderingSlider(run: LineRun): plot.Figure {
  const { residual: below, ...shown } = run.shown!, still = [2, 5, shown.steps.length - 1];
  const title = "Model loss from a random start: correct ripples on a drifting baseline";
  return stepsSlider(title, run, { ...shown, below, name: "residual u″ − f" }, still);
}
