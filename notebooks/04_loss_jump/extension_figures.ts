/** Figures of the extensions. */
import {
  curve,
  CURVE_COLOURS,
  dots,
  type Figure,
  figure,
  OKABE_ITO,
  panels,
  seedDots,
  sliderFigure,
  stepColours,
} from "../../lib/figure/mod.ts";
import { largest, mean, median } from "../../lib/stats/mod.ts";
import { AFTER_SWITCH, LOSS_COLOURS, runBand } from "./bands_of_runs.ts";
import type { CureName, CureRun } from "./cures.ts";
import type { FirstLayerRun } from "./first_layer_scale.ts";
import type { LineRun } from "./line_training.ts";
import { effectiveFrequencies, jump, preferred } from "./measures.ts";
import type { RateCurves } from "./mode_rates.ts";
import type { OperatorOrderRun } from "./operator_order.ts";
import type { MethodName, OptimiserRun } from "./optimisers.ts";
import type { ReverseRun } from "./reverse_switch.ts";

const RATIO = { title: { text: "data loss / that at the switch" }, type: "log" };
const J = { title: { text: "J₂₀₀ (dimensionless)" }, type: "log" };
const ratio = ({ data }: { data: readonly number[] }) => data.map((value) => value / data[0]);

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
  const sigma = rates[0][0].sigma, swept = rates.map((all) => all.filter((one) => one.sigma === sigma));
  const best = (rate: "rate" | "theory") =>
    orders.map((order) =>
      mean(swept.map((all) => preferred(frequencies, all.find((c) => c.order === order)![rate])))
    );
  return figure({
    title: "Jump and preferred frequency by the order m of the operator",
    ...panels({
      panels: [
        {
          title: "after the switch",
          data: orders.flatMap((order, i) =>
            runBand(of(order), ratio, { name: `m = ${order}`, color: colours[i] })
          ),
          xaxis: { ...AFTER_SWITCH, title: { text: "step after switch, + 1" } },
          yaxis: RATIO,
        },
        { title: "jump", data: jumps.data, xaxis: { ...jumps.xaxis, title: { text: "order m" } }, yaxis: J },
        {
          title: `preferred frequency, σ = ${sigma}`,
          data: [
            curve({ name: "formula", x: orders, y: best("theory"), color: "#777777" }),
            dots({ name: "measured", x: orders, y: best("rate"), color: OKABE_ITO.vermillion, size: 9 }),
          ],
          xaxis: { title: { text: "order m" }, tickvals: orders },
          yaxis: { title: { text: "k* (dimensionless)" } },
        },
      ],
    }),
    width: 900,
    height: 420,
  });
}

/** What each cure is called, from worst to best as expected. */
export const CURES: Record<CureName, string> = {
  none: "none",
  "boundary weight": "boundary ×1000",
  "hard boundary": "hard boundary",
  ramp: "slow ramp",
  "few points": "10 data points",
  blend: "200 data points",
  "H^-1": "H⁻¹ residual",
  "per mode": "per mode",
};

/** X2: what a practitioner can do. */
export function curesCompared(runs: readonly CureRun[]): Figure {
  const names = Object.keys(CURES) as CureName[];
  const at = (step: number) => {
    const { data, xaxis } = seedDots({
      categories: names.map((name) => CURES[name]),
      perSeed: names.map((name) => runs.map((run) => jump(run[name], step))),
      color: [...CURVE_COLOURS, "#999999"],
    });
    return {
      title: `after ${step} steps`,
      data,
      xaxis: { ...xaxis, tickangle: -45, title: { text: "cure" } },
      yaxis: RATIO,
    };
  };
  return figure({
    title: "Cures: data loss after the switch, over that at the switch",
    ...panels({
      panels: [
        {
          title: "mean over the seeds",
          data: names.flatMap((name, i) =>
            runBand(runs.map((run) => run[name]), ratio, {
              name: CURES[name],
              color: [...CURVE_COLOURS, "#999999"][i],
              most: 50,
            }).filter((trace) => trace.showlegend !== false)
          ),
          xaxis: { ...AFTER_SWITCH, title: { text: "step after switch, + 1" } },
          yaxis: RATIO,
        },
        at(200),
        at(2000),
      ],
      sameY: true,
    }),
    width: 960,
    height: 520,
  });
}

/** X3: the paths of four methods in the plane of both losses. */
export function optimiserPaths(runs: readonly OptimiserRun[], names: Record<MethodName, string>): Figure {
  const thinned = (values: readonly number[]) => {
    const stride = Math.ceil(values.length / 80);
    return values.filter((_, i) => i % stride === 0 || i === values.length - 1);
  };
  return figure({
    title: "Paths after the switch: while the model loss falls, to the left, the error first rises",
    ...panels({
      panels: (Object.keys(names) as MethodName[]).map((name) => ({
        title: names[name],
        data: [
          ...runs.map(({ paths }, i) =>
            curve({
              name: "a seed",
              x: thinned(paths[name].model),
              y: thinned(paths[name].data),
              color: i === 0 ? OKABE_ITO.vermillion : OKABE_ITO.skyBlue,
              size: i === 0 ? 2 : 1,
              attributes: i === 0 ? { name: "seed 0", legendgroup: "seed 0" } : {},
            })
          ),
          dots({
            name: "switch",
            x: runs.map(({ paths }) => paths[name].model[0]),
            y: runs.map(({ paths }) => paths[name].data[0]),
            color: OKABE_ITO.black,
            size: 7,
          }),
        ],
      })),
      sameX: true,
      sameY: true,
      xaxis: { title: { text: "model loss" }, type: "log", nticks: 4 },
      yaxis: { title: { text: "data loss" }, type: "log" },
    }),
    width: 900,
    height: 400,
  });
}

/** X4: rates at the start, and the switch, by the scale of the first layer. */
export function firstLayerSlider(runs: readonly FirstLayerRun[][], frequencies: readonly number[]): Figure {
  const scaled = (values: readonly number[]) => values.map((value) => value / largest(values));
  const averaged = (rows: readonly number[][]) => frequencies.map((_, j) => mean(rows.map((row) => row[j])));
  return sliderFigure({
    title: "First layer c times larger: what each loss prefers at the start, and the jump after the fit",
    sliderName: "c =",
    frames: runs[0].map(({ scale }, i) => {
      const all = runs.map((run) => run[i]);
      return {
        label: String(scale),
        data: [
          ...(["data", "model"] as const).map((loss) =>
            curve({
              name: `${loss} loss`,
              x: frequencies,
              y: averaged(all.map(({ rates }) => scaled(rates[loss]))),
              color: LOSS_COLOURS[loss],
            })
          ),
          ...(["control", "model"] as const).flatMap((part) =>
            runBand(all.map((run) => run[part]), (run) => run.data, {
              name: part,
              color: LOSS_COLOURS[part === "model" ? "model" : "data"],
              dash: part === "model" ? "solid" : "dash",
              most: 40,
            }).map((trace) => ({ ...trace, xaxis: "x2", yaxis: "y2", showlegend: false }))
          ),
        ],
      };
    }),
    layout: {
      xaxis: { title: { text: "frequency k" }, anchor: "y", range: [-0.3, 10.3] },
      yaxis: { title: { text: "rate / largest" }, domain: [0.62, 1], range: [-0.03, 1.08] },
      xaxis2: { title: { text: "step after switch, + 1" }, type: "log", dtick: 1, anchor: "y2" },
      yaxis2: { title: { text: "data loss" }, type: "log", domain: [0, 0.38] },
    },
    shown: runs[0].map((_, i) => i).slice(0, 4),
    width: 900,
    height: 560,
  });
}

/** The states that X5 switches, with their jumps. */
export function preparedStates(runs: readonly ReverseRun[]): { fits: Dot[]; ripples: Dot[] } {
  const dot = (run: LineRun): Dot => ({
    dataLoss: run.data[0],
    frequency: effectiveFrequencies(run)[0],
    jump: jump(run),
  });
  return {
    fits: runs.flatMap(({ fits }) => fits.map(({ model }) => dot(model))),
    ripples: runs.flatMap(({ ripples }) => ripples.map(({ model }) => dot(model))),
  };
}

/** A state: how far and of which frequency its error is, and how far it jumps. */
export interface Dot {
  dataLoss: number;
  frequency: number;
  jump: number;
}

/** X5: the switch back, and the jump from prepared states. */
export function reverseAndStates(runs: readonly ReverseRun[]): Figure {
  const { fits, ripples } = preparedStates(runs);
  const frequencies = runs[0].ripples.map(({ frequency }) => frequency);
  const clouds = (of: (dot: Dot) => number) =>
    ([["fits", fits, OKABE_ITO.blue], ["ripples", ripples, OKABE_ITO.orange]] as const).map((
      [name, all, color],
    ) => dots({ name, x: all.map(of), y: all.map((dot) => dot.jump), color }));
  return figure({
    title:
      "The switch back does not jump; a switch jumps the further, the higher the frequency of the error it meets",
    ...panels({
      panels: [
        {
          title: "from a solved equation",
          data: ([["toData", "to data loss", OKABE_ITO.blue], [
            "stayModel",
            "model loss (control)",
            "#777777",
          ]] as const)
            .flatMap(([part, name, color]) =>
              runBand(runs.map((run) => run[part]), (run) => run.data, { name, color })
            ),
          xaxis: { ...AFTER_SWITCH, title: { text: "step after switch, + 1" } },
          yaxis: { title: { text: "data loss" }, type: "log" },
        },
        {
          title: "jump by k_eff at the switch",
          data: clouds((dot) => dot.frequency),
          xaxis: { title: { text: "k_eff" }, type: "log", tickvals: [3, 10, 30] },
          yaxis: J,
        },
        {
          title: "jump from one ripple",
          data: [
            ...runs.map(({ ripples }) =>
              curve({
                name: "ripple, a seed",
                x: frequencies,
                y: ripples.map(({ model }) => jump(model)),
                color: OKABE_ITO.orange,
                size: 1,
              })
            ),
            curve({
              name: "the same, data loss (median)",
              x: frequencies,
              y: frequencies.map((_, i) => median(runs.map(({ ripples }) => jump(ripples[i].data)))),
              color: OKABE_ITO.black,
              style: "dash",
            }),
          ],
          xaxis: { title: { text: "frequency of the ripple" } },
          yaxis: J,
        },
      ],
    }),
    width: 900,
    height: 440,
  });
}
