/** The first figure, the plane of input weights, images, and speed. */
import * as plot from "../../lib/figure/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import type { RelativeTimes } from "./relative_times.ts";
import type { ImageRun } from "./image_settings.ts";
import { ofGamma, ofStart } from "./measures.ts";
import { GAMMAS, L1, panel, SIZE } from "./names.ts";
import type { Arrows, RidgeRun } from "./ridges.ts";
import type { RefitRun } from "./refit.ts";
import { cosineMap, COSINES, heldOutCuts } from "./surrogate_figures.ts";
import type { SurrogateRun } from "./surrogate_settings.ts";

const { black, blue, green, orange, vermillion } = plot.OKABE_ITO;

/** The finding at a glance: what condenses, and what size costs which loss, in absolute numbers. */
export function condensationAtAGlance(
  runs: readonly SurrogateRun[],
  refits: readonly (readonly RefitRun[])[],
  shown: number,
): plot.Figure {
  const maps = GAMMAS.map(({ gamma, name }) =>
    panel(
      `layer 2, ${name}`,
      [cosineMap(ofGamma(runs[shown], gamma).shown!.maps[1].after[0])],
      plot.axis("neuron"),
      plot.axis("neuron"),
    )
  );
  const losses = GAMMAS.flatMap(({ gamma, name, color }) => {
    const own = runs.map((run) => ofGamma(run, gamma));
    const dots = (label: string, all: { size: number; tuned: number }[], style: string) =>
      plot.dots({
        name: `${name}, ${label}`,
        x: all.map(({ size }) => size),
        y: all.map(({ tuned }) => tuned),
        color,
        style,
        size: 7,
      });
    return [
      dots("unreduced", own.map(({ base }) => ({ size: 1, tuned: base })), "star"),
      dots("sums", own.flatMap(({ cuts }) => cuts.map(({ merged }) => merged)), "circle-open"),
      dots("refitted", heldOutCuts(refits, gamma), "diamond"),
    ];
  });
  const { data, layout } = plot.panels({
    panels: [...maps, panel("hydrogen: loss after retraining", losses, SIZE, L1)],
  });
  return plot.figure({
    title:
      "A small start condenses: its network is cut further at the same relative, not at a lower absolute loss",
    data,
    layout: {
      ...layout,
      coloraxis: {
        ...COSINES.coloraxis as object,
        colorbar: {
          title: { text: "cosine" },
          orientation: "h",
          y: -0.34,
          yanchor: "top",
          len: 0.5,
          x: 0.25,
          thickness: 10,
        },
      },
    },
    width: 980,
    height: 430,
  });
}

/** Neurons in the plane of their input weights: direction and amplitude, before training, after it, merged. */
export function weightPlane(run: readonly RidgeRun[]): plot.Figure {
  const frame = (pick: (arrows: NonNullable<RidgeRun["arrows"]>) => Arrows) =>
    run.flatMap(({ gamma, arrows }, i) => {
      const { angle, amplitude } = pick(arrows!), most = largest(amplitude);
      return [plot.dots({
        name: `γ = ${gamma}`,
        x: angle,
        y: amplitude.map((value) => value / most),
        color: i === 0 ? vermillion : blue,
        style: i === 0 ? "circle" : "x",
      })];
    });
  return plot.sliderFigure({
    title: "100 ReLU neurons in the plane of (w, b): direction and amplitude",
    sliderName: "state:",
    frames: [
      { label: "before training", data: frame(({ before }) => before) },
      { label: "after training", data: frame(({ after }) => after) },
      { label: "merged", data: frame(({ merged }) => merged) },
    ],
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
      const own = runs.map((run) => ofStart(run, start)), last = own.map(({ rounds }) => rounds.at(-1)!.size);
      const dots = (name: string, x: number[], y: number[], color: string, style: string) =>
        plot.dots({ name, x, y, color, style, size: 7 });
      const rounds = own.flatMap((run) => run.rounds), sizes = rounds.map(({ size }) => size);
      return panel(
        `${title}, ${start === 2 ? "γ = 2" : "Kaiming's start"}`,
        [
          dots(
            "unreduced",
            own.map(() => 1),
            own.map(({ accuracy }) => accuracy),
            plot.REFERENCE,
            "star",
          ),
          dots(
            "unreduced, trained as long",
            own.map(() => 1),
            own.map(({ whole }) => whole),
            plot.REFERENCE,
            "star-open",
          ),
          dots("right after the cut", sizes, rounds.map(({ cut }) => cut), orange, "circle-open"),
          dots("after retraining", sizes, rounds.map(({ retrained }) => retrained), vermillion, "circle"),
          dots("random groups", last, own.map(({ controls }) => controls.random), black, "cross"),
          dots("magnitude pruning", last, own.map(({ controls }) => controls.magnitude), green, "square"),
          dots(
            "from scratch, all epochs",
            last,
            own.map(({ controls }) => controls.scratch),
            blue,
            "triangle-down",
          ),
        ],
        SIZE,
        plot.axis("test accuracy"),
      );
    })
  );
  return plot.figure({
    title: "Accuracy on the subset of CIFAR-10 against size, three rounds of cut and retraining",
    ...plot.panels({ panels, columns: 2, sameX: true, sameY: true }),
    width: 900,
    height: 120 + 300 * Object.keys(sets).length,
  });
}

/** Time of a forward pass against size. */
export function timeBySize(times: readonly RelativeTimes[]): plot.Figure {
  return plot.figure({
    title: "Time of a forward pass against size: zeros save nothing, narrower layers do",
    data: [
      plot.dots({
        name: "reduced",
        x: times.flatMap(({ sizes }) => sizes),
        y: times.flatMap(({ reduced }) => reduced),
        color: vermillion,
      }),
      plot.dots({
        name: "zeros in place of what is cut",
        x: times.flatMap(({ sizes }) => sizes),
        y: times.flatMap(({ masked }) => masked),
        color: black,
        style: "cross",
      }),
    ],
    layout: { xaxis: SIZE, yaxis: plot.logAxis("median time over the original's") },
    height: 380,
  });
}
