/** Figures of the extensions. */
import {
  axis,
  curve,
  CURVE_COLOURS,
  curvesBySeed,
  dots,
  type Figure,
  logAxis,
  lossAxis,
  OKABE_ITO,
  REFERENCE,
  seedDots,
  share,
  sliderFigure,
  stepColours,
} from "../../lib/figure/mod.ts";
import { mean, median } from "../../lib/stats/mod.ts";
import type { CureRun } from "./cures.ts";
import type { FirstLayerRun } from "./first_layer_scale.ts";
import type { LineRun } from "./line_training.ts";
import { effectiveFrequencies, jump, meanRow, overLargest, preferred, ratesOf } from "./measures.ts";
import type { RateCurves } from "./mode_rates.ts";
import { CURES, METHODS, namesOf } from "./names.ts";
import type { OperatorOrderRun } from "./operator_order.ts";
import type { OptimiserRun } from "./optimisers.ts";
import type { ReverseRun } from "./reverse_switch.ts";
import {
  AFTER_SWITCH,
  DATA_LOSS,
  JUMP,
  lossBands,
  LOSSES,
  panelFigure,
  RATIO,
  runBand,
} from "./run_curves.ts";

const ratio = ({ data }: LineRun) => data.map((value) => value / data[0]);

/** X1: jump and preferred frequency by the order of the operator. */
export function orderSweep(
  runs: readonly OperatorOrderRun[],
  rates: readonly RateCurves[][],
  frequencies: readonly number[],
): Figure {
  const orders = runs[0].map(({ order }) => order), colours = stepColours(orders.length);
  const of = (order: number) => runs.map((all) => all.find((one) => one.order === order)!.run);
  const jumps = seedDots({
    categories: orders.map(String),
    perSeed: orders.map((order) => of(order).map((run) => jump(run))),
    color: colours,
  });
  const [{ sigma }] = rates[0];
  const best = (rate: "rate" | "theory") =>
    orders.map((m) => mean(rates.map((all) => preferred(frequencies, ratesOf(all, sigma, m)[rate]))));
  return panelFigure("Jump and preferred frequency by the order m of the operator", 420, {
    panels: [
      {
        title: "after the switch",
        data: orders.flatMap((m, i) => runBand(of(m), ratio, { name: `m = ${m}`, color: colours[i] })),
        xaxis: AFTER_SWITCH,
        yaxis: RATIO,
      },
      { title: "jump", data: jumps.data, xaxis: axis("order m", jumps.xaxis), yaxis: JUMP },
      {
        title: `preferred frequency, σ = ${sigma}`,
        data: [
          curve({ name: "formula", x: orders, y: best("theory"), color: REFERENCE }),
          dots({ name: "measured", x: orders, y: best("rate"), color: OKABE_ITO.vermillion, size: 9 }),
        ],
        xaxis: axis("order m", { tickvals: orders }),
        yaxis: axis("k*"),
      },
    ],
  });
}

/** X2: what a practitioner can do. */
export function curesCompared(runs: readonly CureRun[]): Figure {
  const names = namesOf(CURES), colours = [...CURVE_COLOURS, "#999999"];
  const at = (step: number) => {
    const { data, xaxis } = seedDots({
      categories: names.map((name) => CURES[name]),
      perSeed: names.map((name) => runs.map((run) => jump(run[name], step))),
      color: colours,
    });
    return { title: `after ${step} steps`, data, xaxis: axis("cure", { ...xaxis, tickangle: -45 }) };
  };
  const means = names.flatMap((name, i) =>
    runBand(runs.map((run) => run[name]), ratio, { name: CURES[name], color: colours[i] })
      .filter(({ showlegend }) => showlegend !== false)
  );
  return panelFigure("Cures: data loss after the switch, over that at the switch", 520, {
    panels: [{ title: "mean over the seeds", data: means, xaxis: AFTER_SWITCH }, at(200), at(2000)],
    yaxis: RATIO,
    sameY: true,
  });
}

/** X3: the paths of four methods in the plane of both losses. */
export function optimiserPaths(runs: readonly OptimiserRun[]): Figure {
  return panelFigure(
    "Paths after the switch: while the model loss falls, to the left, the error first rises",
    400,
    {
      panels: namesOf(METHODS).map((name) => {
        const paths = runs.map((run) => run.paths[name]);
        return {
          title: METHODS[name],
          data: [
            ...curvesBySeed({
              x: paths.map(({ model }) => model),
              curves: paths.map(({ data }) => data),
              name: "a seed",
              color: LOSSES.model.color,
            }),
            dots({
              name: "switch",
              x: paths.map(({ model }) => model[0]),
              y: paths.map(({ data }) => data[0]),
              color: OKABE_ITO.black,
              size: 7,
            }),
          ],
        };
      }),
      sameX: true,
      sameY: true,
      xaxis: lossAxis("model loss"),
      yaxis: DATA_LOSS,
    },
  );
}

/** X4: rates at the start, and the switch, by the scale of the first layer. */
export function firstLayerSlider(runs: readonly FirstLayerRun[][], frequencies: readonly number[]): Figure {
  const below = { xaxis: "x2", yaxis: "y2", showlegend: false };
  return sliderFigure({
    title: "First layer c times larger: what each loss prefers at the start, and the jump after the fit",
    sliderName: "c =",
    frames: runs[0].map(({ scale }, i) => {
      const all = runs.map((run) => run[i]);
      const byLoss = { model: all.map(({ model }) => model), data: all.map(({ control }) => control) };
      const rate = (loss: "data" | "model") => meanRow(all.map(({ rates }) => overLargest(rates[loss])));
      return {
        label: String(scale),
        data: [
          ...(["data", "model"] as const).map((loss) =>
            curve({ name: `${loss} loss`, x: frequencies, y: rate(loss), color: LOSSES[loss].color })
          ),
          ...lossBands(byLoss, ({ data }) => data).map((trace) => ({ ...trace, ...below })),
        ],
      };
    }),
    layout: {
      xaxis: axis("frequency k", { anchor: "y", range: [-0.3, 10.3] }),
      yaxis: share("rate / largest", { domain: [0.62, 1] }),
      xaxis2: { ...AFTER_SWITCH, anchor: "y2" },
      yaxis2: { ...DATA_LOSS, domain: [0, 0.38] },
    },
    shown: runs[0].map((_, i) => i).slice(0, 4),
    width: 900,
    height: 560,
  });
}

/** X5: the switch back, and the jump from prepared states. */
export function reverseAndStates(runs: readonly ReverseRun[]): Figure {
  const frequencies = runs[0].ripples.map(({ frequency }) => frequency);
  const states = (name: string, all: LineRun[], color: string) =>
    dots({ name, x: all.map((run) => effectiveFrequencies(run)[0]), y: all.map((run) => jump(run)), color });
  const jumps = (loss: "model" | "data") => runs.map(({ ripples }) => ripples.map((one) => jump(one[loss])));
  const control = frequencies.map((_, i) => median(jumps("data").map((row) => row[i])));
  return panelFigure(
    "The switch back does not jump; a switch jumps the further, the higher the frequency of the error it meets",
    440,
    {
      panels: [
        {
          title: "from a solved equation",
          data: [
            ...runBand(runs.map(({ toData }) => toData), ({ data }) => data, {
              name: "to data loss",
              color: OKABE_ITO.blue,
            }),
            ...runBand(runs.map(({ stayModel }) => stayModel), ({ data }) => data, {
              name: "model loss (control)",
              color: REFERENCE,
            }),
          ],
          xaxis: AFTER_SWITCH,
          yaxis: DATA_LOSS,
        },
        {
          title: "jump by k_eff at the switch",
          data: [
            states("fits", runs.flatMap(({ fits }) => fits.map(({ model }) => model)), OKABE_ITO.blue),
            states(
              "ripples",
              runs.flatMap(({ ripples }) => ripples.map(({ model }) => model)),
              OKABE_ITO.orange,
            ),
          ],
          xaxis: logAxis("k_eff", { tickvals: [3, 10, 30] }),
          yaxis: JUMP,
        },
        {
          title: "jump from one ripple",
          data: [
            ...curvesBySeed({
              x: frequencies,
              curves: jumps("model"),
              name: "ripple, a seed",
              color: OKABE_ITO.orange,
            }),
            curve({
              name: "the same, data loss (median)",
              x: frequencies,
              y: control,
              color: OKABE_ITO.black,
              style: "dash",
            }),
          ],
          xaxis: axis("frequency of the ripple"),
          yaxis: JUMP,
        },
      ],
    },
  );
}
