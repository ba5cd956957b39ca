/** Figures of the extensions. */
import * as plot from "../../lib/figure/mod.ts";
import { mean, median } from "../../lib/stats/mod.ts";
import type { CureRun } from "./cures.ts";
import type { FirstLayerRun } from "./first_layer_scale.ts";
import type { TheoryRun } from "./jump_theory.ts";
import type { LineRun } from "./line_training.ts";
import { effectiveFrequencies, jumps, meanRow, overLargest } from "./measures.ts";
import { CURES, EQUATIONS, METHODS, namesOf } from "./names.ts";
import type { OperatorOrderRun } from "./operator_order.ts";
import type { OptimiserRun } from "./optimisers.ts";
import type { PreferredFrequencies } from "./order_rates.ts";
import type { ReverseRun } from "./reverse_switch.ts";
import { AFTER_SWITCH, DATA_LOSS, JUMP, lossBands, LOSSES, panelFigure, RATIO } from "./run_curves.ts";

const { black, blue, orange, vermillion } = plot.OKABE_ITO;

const ratio = ({ data }: LineRun) => data.map((value) => value / data[0]);

/** X1: jump and preferred frequency by the order of the operator. */
export function orderSweep(
  runs: readonly OperatorOrderRun[],
  rates: readonly PreferredFrequencies[],
): plot.Figure {
  const orders = runs[0].map(({ order }) => order), colours = plot.stepColours(orders.length);
  const of = (order: number) => runs.map((all) => all.find((one) => one.order === order)!.run);
  const dots = plot.seedDots({
    categories: orders.map(String),
    perSeed: orders.map((order) => jumps(of(order))),
    color: colours,
  });
  const sigmas = [...new Set(rates[0].map(({ sigma }) => sigma))], derived = orders.filter((m) => m > 0);
  const best = (sigma: number, by: "rate" | "theory") =>
    derived.map((m) =>
      mean(rates.map((all) => all.find((one) => one.sigma === sigma && one.order === m)![by]))
    );
  const bands = orders.flatMap((m, i) => plot.runBand(of(m), ratio, { name: `m = ${m}`, color: colours[i] }));
  const frequencies = sigmas.flatMap((sigma, i) => {
    const x = derived, color = [vermillion, blue][i];
    return [
      plot.curve({ name: "formula", x, y: best(sigma, "theory"), color: plot.REFERENCE }),
      plot.dots({ name: `σ = ${sigma}`, x, y: best(sigma, "rate"), color, size: 9 }),
    ];
  });
  return panelFigure("Jump and preferred frequency by the order m of the operator", 380, {
    panels: [
      plot.panel("after the switch", bands, AFTER_SWITCH, RATIO),
      plot.panel("jump", dots.data, plot.axis("order m", dots.xaxis), JUMP),
      plot.panel(
        "preferred frequency",
        frequencies,
        plot.axis("order m", { tickvals: orders }),
        plot.axis("k*", { rangemode: "tozero" }),
      ),
    ],
  });
}

/** X2: what a practitioner can do. */
export function curesCompared(runs: readonly CureRun[]): plot.Figure {
  const names = namesOf(CURES), colours = [...plot.CURVE_COLOURS, "#999999"];
  const at = (step: number) => {
    const { data, xaxis } = plot.seedDots({
      categories: names.map((name) => CURES[name]),
      perSeed: names.map((name) => jumps(runs.map((run) => run[name]), step)),
      color: colours,
    });
    return plot.panel(`after ${step} steps`, data, plot.axis("cure", { ...xaxis, tickangle: -45 }));
  };
  const means = names.flatMap((name, i) =>
    plot.runBand(runs.map((run) => run[name]), ratio, { name: CURES[name], color: colours[i] })
      .filter(({ showlegend }) => showlegend !== false)
  );
  return panelFigure("Cures: data loss after the switch, over that at the switch", 470, {
    panels: [plot.panel("mean over the seeds", means, AFTER_SWITCH), at(200), at(2000)],
    yaxis: RATIO,
    sameY: true,
  });
}

/** X3: the paths of four methods in the plane of both losses. */
export function optimiserPaths(runs: readonly OptimiserRun[]): plot.Figure {
  const title = "Paths after the switch: the error first rises while the model loss falls (to the left)";
  return panelFigure(title, 360, {
    panels: namesOf(METHODS).map((name) => {
      const thinned = runs.map(({ paths: { [name]: { model, data } } }) => {
        const kept = plot.thinIndices(model.map((_, i) => i), data, 30);
        return { model: kept.map((i) => model[i]), data: kept.map((i) => data[i]) };
      });
      const x = thinned.map(({ model }) => model), y = thinned.map(({ data }) => data);
      const starts = { x: x.map(([first]) => first), y: y.map(([first]) => first) };
      return plot.panel(METHODS[name], [
        ...plot.curvesBySeed({ x, curves: y, name: "a seed", color: vermillion }),
        plot.dots({ name: "switch", ...starts, color: black, size: 7 }),
      ]);
    }),
    sameX: true,
    sameY: true,
    xaxis: plot.lossAxis("model loss", { dtick: 2 }),
    yaxis: DATA_LOSS,
  });
}

/** X4: rates at the start, and the switch, by the scale of the first layer. */
export function firstLayerSlider(
  runs: readonly FirstLayerRun[][],
  frequencies: readonly number[],
): plot.Figure {
  const below = { xaxis: "x2", yaxis: "y2", showlegend: false };
  return plot.sliderFigure({
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
            plot.curve({ name: `${loss} loss`, x: frequencies, y: rate(loss), color: LOSSES[loss].color })
          ),
          ...lossBands(byLoss, ({ data }) => data).map((trace) => ({ ...trace, ...below })),
        ],
      };
    }),
    layout: {
      xaxis: plot.axis("frequency k", { anchor: "y", range: [-0.3, 10.3] }),
      yaxis: plot.share("rate / largest", { domain: [0.62, 1] }),
      xaxis2: plot.logAxis("step + 1", { anchor: "y2" }),
      yaxis2: { ...DATA_LOSS, domain: [0, 0.38] },
    },
    shown: runs[0].map((_, i) => i).slice(0, 4),
    width: 800,
    height: 500,
  });
}

/** X5: the switch back, and the jump from prepared states. */
export function reverseAndStates(runs: readonly ReverseRun[]): plot.Figure {
  const x = runs[0].ripples.map(({ frequency }) => frequency);
  const back = (part: "toData" | "stayModel", name: string, color: string) =>
    plot.runBand(runs.map((run) => run[part]), ({ data }) => data, { name, color });
  const states = (name: string, all: LineRun[], color: string) =>
    plot.dots({ name, x: all.map((run) => effectiveFrequencies(run)[0]), y: jumps(all), color });
  const fits = runs.flatMap(({ fits }) => fits.map(({ model }) => model));
  const rippled = (loss: "model" | "data") => runs.map(({ ripples }) => ripples.map((one) => one[loss]));
  const curves = rippled("model").map((row) => jumps(row)),
    control = rippled("data").map((row) => jumps(row));
  const y = x.map((_, i) => median(control.map((row) => row[i])));
  const title =
    "The switch back does not jump; the jump grows with the frequency of the error that a switch meets";
  return panelFigure(title, 390, {
    panels: [
      plot.panel(
        "from a solved equation",
        [
          ...back("toData", "to data loss", blue),
          ...back("stayModel", "model loss (control)", plot.REFERENCE),
        ],
        AFTER_SWITCH,
        DATA_LOSS,
      ),
      plot.panel(
        "jump by k_eff at the switch",
        [states("fits", fits, blue), states("ripples", rippled("model").flat(), orange)],
        plot.logAxis("k_eff", { tickvals: [3, 10, 30] }),
        JUMP,
      ),
      plot.panel(
        "jump from one ripple",
        [
          ...plot.curvesBySeed({ x, curves, name: "ripple, one seed", color: orange }),
          plot.curve({ name: "the same, data loss (median)", x, y, color: black, style: "dash" }),
        ],
        plot.axis("frequency of the ripple"),
        JUMP,
      ),
    ],
  });
}

/** X6: foreseen and observed jumps, a dot per seed, equation and loss. */
export function foreseenJumps(runs: readonly TheoryRun[]): plot.Figure {
  const losses = { points: "all points", modes: "64 modes", weighted: "64 modes, weights |k|⁻²" };
  const colours = { burgers: vermillion, heat: orange, wave: blue }, ends = [0.8, 2e3];
  const equal = plot.curve({ name: "equal", x: ends, y: ends, color: plot.REFERENCE });
  return panelFigure("Jumps that the linear theory foresees, and those of trainings", 400, {
    panels: (["descent", "adam"] as const).map((by) =>
      plot.panel(by === "adam" ? "Adam" : "gradient descent", [
        equal,
        ...namesOf(colours).flatMap((name) =>
          namesOf(losses).map((loss, i) => {
            const all = runs.map((run) => run[name][loss]), style = ["circle", "square", "diamond-open"][i];
            const x = all.map(({ predicted }) => predicted), y = all.map((jumps) => jumps[by]);
            return plot.dots({
              name: `${EQUATIONS[name]}, ${losses[loss]}`,
              x,
              y,
              color: colours[name],
              style,
              size: 8,
            });
          })
        ),
      ])
    ),
    sameY: true,
    xaxis: plot.logAxis("foreseen J"),
    yaxis: plot.logAxis("observed J"),
  });
}
