/** Figures of what each loss fits first: order of frequencies, mode rates, the staircase. */
import {
  curve,
  CURVE_COLOURS,
  dots,
  type Figure,
  figure,
  OKABE_ITO,
  panels,
  seedBand,
  sliderFigure,
  type Trace,
} from "../../lib/figure/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import { evenInLog, STEP, verticalLine } from "./bands_of_runs.ts";
import type { OrderRun } from "./frequency_order.ts";
import type { LineRun } from "./line_training.ts";
import { modelLossOf, sineAmplitudes, spectrumAt } from "./measures.ts";
import type { RateCurves } from "./mode_rates.ts";
import { plateaus } from "./plateaus.ts";

/** Figure 8: amplitudes of the error by step under both losses; the dotted line is where the order is read. */
export function frequencyOrders(
  runs: readonly OrderRun[],
  frequencies: readonly number[],
  decided: { data: number; model: number },
): Figure {
  const spectra: [string, (run: LineRun, step: number) => number[]][] = [
    ["Fourier", (run, step) => spectrumAt(run, step).slice(1)],
    ["sine", sineAmplitudes],
  ];
  const losses = ["data", "model"] as const;
  const { data, layout } = panels({
    panels: spectra.flatMap(([title, of]) =>
      losses.map((loss) => {
        const all = runs.map((run) => run[loss]), kept = evenInLog(all[0].steps, 28);
        return {
          title: `${loss} loss, ${title} amplitudes`,
          data: frequencies.flatMap((k, j) =>
            seedBand({
              x: kept.map((i) => all[0].steps[i] + 1),
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
    xaxis: { title: { text: "optimiser step, + 1" }, type: "log", dtick: 1 },
    yaxis: { title: { text: "ê(k)" }, type: "log" },
  });
  const shapes = [0, 1, 2, 3].map((i) => verticalLine(i + 1, decided[losses[i % 2]] + 1));
  return figure({
    title: "Errors of five frequencies under each loss, with and without the affine part",
    data,
    layout: { ...layout, shapes },
    width: 900,
    height: 620,
  });
}

/** Rates of all seeds at one σ and order, each over its largest, and the theory's. */
export function rateCurves(
  results: readonly RateCurves[][],
  sigma: number,
  order: number,
): { rates: number[][]; theory: number[][] } {
  const found = results.map((curves) => {
    const one = curves.find((rates) => rates.sigma === sigma && rates.order === order);
    if (!one) throw new RangeError(`rateCurves: no rates of σ = ${sigma} and order ${order}`);
    return one;
  });
  const scaled = (values: readonly number[]) => values.map((value) => value / largest(values));
  return { rates: found.map(({ rate }) => scaled(rate)), theory: found.map(({ theory }) => scaled(theory)) };
}

const ORDERS = [
  { order: 0, name: "data loss", color: OKABE_ITO.blue, style: "circle" },
  { order: 2, name: "model loss", color: OKABE_ITO.vermillion, style: "diamond" },
];

/** Figure 9: rates at initialisation by frequency. */
export function modeRateSlider(
  results: readonly RateCurves[][],
  frequencies: readonly number[],
  sigmas: readonly number[],
): Figure {
  const averaged = (rows: readonly number[][]) => frequencies.map((_, j) => mean(rows.map((row) => row[j])));
  return sliderFigure({
    title: "How fast each frequency is fitted at the start: dots measured, lines by the formula",
    sliderName: "σ =",
    frames: sigmas.map((sigma) => ({
      label: String(sigma),
      data: ORDERS.flatMap(({ order, name, color, style }): Trace[] => {
        const { rates, theory } = rateCurves(results, sigma, order);
        return [
          curve({ name: `${name}, formula`, x: frequencies, y: averaged(theory), color, size: 1.5 }),
          dots({ name, x: frequencies, y: averaged(rates), color, style }),
        ];
      }),
    })),
    layout: {
      xaxis: { title: { text: "frequency k" } },
      yaxis: { title: { text: "rate / largest rate" }, range: [-0.03, 1.08] },
    },
    shown: sigmas.map((_, i) => i).slice(0, 4),
    width: 900,
    height: 400,
  });
}

/** Figure 10: loss, error and its lowest frequency from a random start; thick: what counts as a plateau. */
export function staircase(runs: readonly LineRun[], seeds: readonly number[]): Figure {
  const rows: { title: string; of: (run: LineRun) => { x: number[]; y: number[] }; name: string }[] = [
    {
      title: "model loss",
      of: (run) => ({ x: second(run.steps), y: second(modelLossOf(run)) }),
      name: "mean square",
    },
    {
      title: "relative error",
      of: (run) => ({ x: second(run.steps), y: second(run.relative) }),
      name: "‖u_θ − u‖ / ‖u‖",
    },
    {
      title: "error at k = 1",
      of: (run) => ({ x: run.spectrumSteps, y: run.spectra.map((row) => row[1]) }),
      name: "ê(1)",
    },
  ];
  const second = (values: readonly number[]) => values.filter((_, i) => i % 2 === 0);
  return figure({
    title: "Model loss from a random start: the loss goes down a staircase while the error wanders",
    ...panels({
      panels: rows.map(({ title, of, name }, row) => ({
        title,
        data: [
          ...runs.map((run, i) =>
            curve({ name: `seed ${seeds[i]}`, ...of(run), color: CURVE_COLOURS[i], size: 1.2 })
          ),
          ...(row > 0 ? [] : runs).flatMap((run, i) => {
            const levels = plateaus(run.steps, modelLossOf(run));
            return levels.length === 0 ? [] : [curve({
              name: "plateaus",
              x: levels.flatMap(({ from, to }) => [from, to, NaN]),
              y: levels.flatMap(({ level }) => [level, level, NaN]),
              color: CURVE_COLOURS[i],
              size: 6,
              attributes: { opacity: 0.6 },
            })];
          }),
        ],
        yaxis: { title: { text: name }, rangemode: "tozero" },
      })),
      columns: 1,
      sameX: true,
      gapY: 0.09,
      xaxis: STEP,
    }),
    width: 900,
    height: 680,
  });
}
