/** Figures of paper 05: the first one, the plane of input weights, images, and speed; the others stand beside. */
import * as plot from "../../lib/figure/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import type { RelativeTimes } from "../../lib/condensation/mod.ts";
import type { ImageRun } from "./image_settings.ts";
import { ofGamma, ofStart } from "./measures.ts";
import { GAMMAS, L1, SIZE } from "./names.ts";
import type { RidgeRun } from "./ridges.ts";
import type { RefitRun } from "./refit.ts";
import { cosineColours, cosineMap, heldOutCuts, lossDots } from "./surrogate_figures.ts";
import type { SurrogateRun } from "./surrogate_settings.ts";

export * from "./surrogate_figures.ts";

const { black, blue, green, orange, vermillion } = plot.OKABE_ITO;

/** The finding at a glance: what condenses, and what size costs which loss, in absolute numbers. */
export function condensationAtAGlance(
  runs: readonly SurrogateRun[],
  refits: readonly (readonly RefitRun[])[],
  shown: number,
): plot.Figure {
  const maps = GAMMAS.map(({ gamma, name }) =>
    cosineMap(`layer 2, ${name}`, ofGamma(runs[shown], gamma).shown!.maps[1].after[0])
  );
  const losses = GAMMAS.flatMap(({ gamma, name, color }) => {
    const own = runs.map((run) => ofGamma(run, gamma));
    const whole = own.map(({ base }) => ({ size: 1, cut: base, tuned: base }));
    const dots = (label: string, style: string, all: Parameters<typeof lossDots>[1]) =>
      lossDots({ name: `${name}, ${label}`, color, style }, all);
    return [
      dots("unreduced", "star", whole),
      dots("sums", "circle-open", own.flatMap(({ cuts }) => cuts.map(({ merged }) => merged))),
      dots("refitted", "diamond", heldOutCuts(refits, gamma)),
    ];
  });
  const bar = { orientation: "h", y: -0.34, yanchor: "top", len: 0.5, x: 0.25, thickness: 10 };
  return plot.panelFigure({
    title:
      "A small start condenses: its network is cut further at the same relative, not at a lower absolute loss",
    panels: [...maps, { title: "hydrogen: loss after retraining", data: losses, xaxis: SIZE, yaxis: L1 }],
    layout: cosineColours(bar),
    width: 980,
    height: 430,
  });
}

/** Neurons in the plane of their input weights: direction and amplitude, before training, after it, merged. */
export function weightPlane(run: readonly RidgeRun[]): plot.Figure {
  const frame = (state: keyof NonNullable<RidgeRun["arrows"]>, label: string) => ({
    label,
    data: run.map(({ gamma, arrows }, i) => {
      const { angle, amplitude } = arrows![state],
        most = largest(amplitude),
        y = amplitude.map((a) => a / most);
      const [color, style] = i === 0 ? [vermillion, "circle"] : [blue, "x"];
      return plot.dots({ name: `γ = ${gamma}`, x: angle, y, color, style });
    }),
  });
  return plot.sliderFigure({
    title: "100 ReLU neurons in the plane of (w, b): direction and amplitude",
    sliderName: "state:",
    frames: [frame("before", "before training"), frame("after", "after training"), frame("merged", "merged")],
    layout: {
      xaxis: plot.axis("direction of (w, b) (degrees)", { range: [-185, 185] }),
      yaxis: plot.share("amplitude / largest"),
    },
    shown: [0, 1, 2],
    width: 900,
    height: 360,
  });
}

/** Accuracy against size, round by round, and what stands beside it. */
export function accuracyBySize(sets: Readonly<Record<string, readonly ImageRun[]>>): plot.Figure {
  const panels = Object.entries(sets).flatMap(([title, runs]) =>
    (["kaiming", 2] as const).map((start) => {
      const own = runs.map((run) => ofStart(run, start)), rounds = own.flatMap((run) => run.rounds);
      const whole = own.map(() => 1), sizes = rounds.map(({ size }) => size);
      const last = own.map((run) => run.rounds.at(-1)!.size);
      const series: [name: string, x: number[], y: number[], color: string, style: string][] = [
        ["unreduced", whole, own.map(({ accuracy }) => accuracy), plot.REFERENCE, "star"],
        ["unreduced, trained as long", whole, own.map((run) => run.whole), plot.REFERENCE, "star-open"],
        ["right after the cut", sizes, rounds.map(({ cut }) => cut), orange, "circle-open"],
        ["after retraining", sizes, rounds.map(({ retrained }) => retrained), vermillion, "circle"],
        ["random groups", last, own.map(({ controls }) => controls.random), black, "cross"],
        ["magnitude pruning", last, own.map(({ controls }) => controls.magnitude), green, "square"],
        [
          "from scratch, all epochs",
          last,
          own.map(({ controls }) => controls.scratch),
          blue,
          "triangle-down",
        ],
      ];
      return {
        title: `${title}, ${start === 2 ? "γ = 2" : "Kaiming's start"}`,
        data: series.map(([name, x, y, color, style]) => plot.dots({ name, x, y, color, style, size: 7 })),
      };
    })
  );
  return plot.panelFigure({
    title: "Accuracy on the subset of CIFAR-10 against size, three rounds of cut and retraining",
    panels,
    xaxis: SIZE,
    yaxis: plot.axis("test accuracy"),
    columns: 2,
    sameX: true,
    sameY: true,
    width: 900,
    height: 120 + 300 * Object.keys(sets).length,
  });
}

/** Time of a forward pass against size. */
export function timeBySize(times: readonly RelativeTimes[]): plot.Figure {
  const x = times.flatMap(({ sizes }) => sizes);
  const [reduced, masked] = (["reduced", "masked"] as const).map((way) => times.flatMap((one) => one[way]));
  return plot.figure({
    title: "Time of a forward pass against size: zeros save nothing, narrower layers do",
    data: [
      plot.dots({ name: "reduced", x, y: reduced, color: vermillion }),
      plot.dots({ name: "zeros in place of what is cut", x, y: masked, color: black, style: "cross" }),
    ],
    layout: { xaxis: SIZE, yaxis: plot.logAxis("median time over the original's") },
    height: 380,
  });
}
