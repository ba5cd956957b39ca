/** Figures of the networks that stand for a reactor. */
import * as plot from "../../lib/figure/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import { atTau, ofGamma } from "./measures.ts";
import { GAMMAS, L1, SIZE, WAYS } from "./names.ts";
import type { RefitRun } from "./refit.ts";
import type { Cutting, RolloutName, StartRun, SurrogateRun } from "./surrogate_settings.ts";

const { blue, green, vermillion } = plot.OKABE_ITO;

/** Neurons of a map, at most: twelve maps are one figure. */
const MOST_NEURONS = 29;

/** A panel with a square map of cosines. */
export function cosineMap(title: string, flat: readonly number[]): plot.Panel {
  const n = Math.sqrt(flat.length), shown = Math.min(n, MOST_NEURONS);
  const chosen = Array.from({ length: shown }, (_, i) => Math.floor(i * n / shown));
  const x = chosen.map((_, i) => i), z = chosen.map((i) => chosen.map((j) => flat[i * n + j]));
  const neuron = plot.axis("neuron"), data = [{ type: "heatmap", x, y: x, z, coloraxis: "coloraxis" }];
  return { title, data, xaxis: neuron, yaxis: neuron };
}

/** The colours of cosine maps, and their bar. */
export function cosineColours(bar: plot.Layout = {}): plot.Layout {
  const colorbar = { title: { text: "cosine" }, ...bar };
  return { coloraxis: { colorscale: plot.DIVERGING, cmin: -1, cmax: 1, colorbar } };
}

/** Cosines of each hidden layer before and after training, from both starts. */
export function cosineMaps(run: SurrogateRun): plot.Figure {
  const { maps } = ofGamma(run, 1).shown!;
  return plot.panelFigure({
    title: "Cosines between neurons, sorted: deeper layers form blocks from the small start only",
    panels: GAMMAS.flatMap(({ gamma, name }) =>
      (["before", "after"] as const).flatMap((when) =>
        maps.map((_, l) =>
          cosineMap(
            `${name.split(" (")[0]}, ${when}: layer ${l + 1}`,
            ofGamma(run, gamma).shown!.maps[l][when][0],
          )
        )
      )
    ),
    columns: maps.length,
    sameX: true,
    sameY: true,
    gapY: 0.07,
    layout: cosineColours(),
    width: 820,
    height: 980,
  });
}

type Way = keyof typeof WAYS;

/** All networks of one start that were made in one way, over the seeds. */
function cuttings(runs: readonly StartRun[], way: Way): Cutting[] {
  return runs.flatMap((run) =>
    way === "merged" || way === "refitted" || way === "leader"
      ? run.cuts.map((cut) => cut[way])
      : [run.controls[way]]
  );
}

/** Cuts whose outgoing weights were fitted by held-out choice. */
export function heldOutCuts(refits: readonly (readonly RefitRun[])[], gamma: number): Cutting[] {
  return refits.flatMap((run) => ofGamma(run, gamma).cuts.map(({ heldOut }) => heldOut));
}

/** Dots of loss against size. */
export function lossDots(
  { name, color, style }: { name: string; color: string; style: string },
  all: readonly Pick<Cutting, "size" | "cut" | "tuned">[],
  when: "cut" | "tuned" = "tuned",
): plot.Trace {
  return plot.dots({ name, x: all.map(({ size }) => size), y: all.map((one) => one[when]), color, style });
}

/** Loss against size, right after the cut and after retraining; of refits those of `refits` where there are some. */
export function lossBySize(
  runs: readonly SurrogateRun[],
  title: string,
  refits?: readonly (readonly RefitRun[])[],
): plot.Figure {
  const panels = GAMMAS.flatMap(({ gamma, name }) => {
    const own = runs.map((run) => ofGamma(run, gamma));
    const all = (way: Way) => way === "refitted" && refits ? heldOutCuts(refits, gamma) : cuttings(own, way);
    return (["cut", "tuned"] as const).map((when) => ({
      title: `${name}, ${when === "cut" ? "right after the cut" : "after retraining"}`,
      data: [
        ...(Object.keys(WAYS) as Way[]).map((way) => lossDots(WAYS[way], all(way), when)),
        plot.level("unreduced, mean", mean(own.map(({ base }) => base)), [0.02, 1]),
      ],
      xaxis: SIZE,
      yaxis: L1,
    }));
  });
  return plot.panelFigure({ title, panels, columns: 2, sameX: true, sameY: true, width: 900, height: 640 });
}

/** Effective ratio of each layer over training. */
export function effectiveRatios(runs: readonly SurrogateRun[]): plot.Figure {
  return plot.panelFigure({
    title:
      "Directions that are left in each layer: a small start condenses within a hundred steps, and spreads again",
    panels: runs[0][0].effective.ratios.map((_, l) => ({
      title: `layer ${l + 1}`,
      data: GAMMAS.flatMap(({ gamma, name, color }) => {
        const own = runs.map((run) => ofGamma(run, gamma).effective),
          x = own[0].steps.map((step) => step + 1);
        return plot.seedBand({ x, curves: own.map(({ ratios }) => ratios[l]), name, color });
      }),
    })),
    xaxis: plot.logAxis("training step + 1"),
    yaxis: plot.share("effective ratio at τ = 0.9"),
    sameY: true,
    width: 900,
    height: 340,
  });
}

/** Temperature and OH of one rollout, by the solver and by the networks before and after the cut. */
export function rolloutFigure(run: SurrogateRun): plot.Figure {
  const colours: Record<string, string> = { solver: plot.REFERENCE, original: blue, reduced: vermillion };
  const panels = GAMMAS.flatMap(({ gamma, name }) => {
    const { steps, temperature, radical } = ofGamma(run, gamma).shown!.trajectory;
    const lines = (of: Record<string, number[]>) =>
      Object.entries(of).map(([who, y]) =>
        plot.curve({ name: who, x: steps, y, color: colours[who], size: who === "solver" ? 4 : 2 })
      );
    return [
      { title: `${name}: temperature`, data: lines(temperature), yaxis: plot.axis("T (K)") },
      { title: `${name}: mass fraction of OH`, data: lines(radical), yaxis: plot.logAxis("Y of OH") },
    ];
  });
  return plot.panelFigure({
    title: "One ignition by the solver, the unreduced and the reduced network",
    panels,
    columns: 2,
    xaxis: plot.axis("time (µs)"),
    width: 900,
    height: 620,
  });
}

/** Increments over a step of validation pairs, by the networks against the true ones. */
export function parity(run: SurrogateRun, gamma: number): plot.Figure {
  const { columns, true: x, original, reduced } = ofGamma(run, gamma).shown!.scatter;
  return plot.panelFigure({
    title: "One-step increments, scaled, of a column each: network against solver",
    panels: columns.map((title, j) => ({
      title,
      data: [
        plot.dots({ name: "original", x: x[j], y: original[j], color: blue, size: 5 }),
        plot.dots({ name: "reduced", x: x[j], y: reduced[j], color: vermillion, size: 3, style: "x" }),
      ],
    })),
    xaxis: plot.axis("true"),
    yaxis: plot.axis("network"),
    columns: 4,
    width: 900,
    height: 520,
  });
}

/** Extensions: ways of merging, and what rollouts keep. */
export function extensionDots(
  runs: readonly SurrogateRun[],
  refits: readonly (readonly RefitRun[])[],
  tau: number,
): plot.Figure {
  const own = runs.map((run) => ofGamma(run, 1)), fits = refits.map((run) => atTau(ofGamma(run, 1), tau));
  const temperatures = (name: RolloutName) => own.map(({ rollouts }) => largest(rollouts[name].temperature));
  const dots = (of: Readonly<Record<string, number[]>>, color: string) =>
    plot.seedDots({ categories: Object.keys(of), perSeed: Object.values(of), color });
  const ways = dots({
    sums: own.map((run) => atTau(run, tau).merged.cut),
    "fit,<br>μ = 10⁻⁶": fits.map(({ fixed }) => fixed),
    "fit, μ<br>held out": fits.map(({ heldOut }) => heldOut.cut),
    "correlated<br>outputs": own.map(({ controls }) => controls.correlation.cut),
    "random<br>groups": own.map(({ controls }) => controls.random.cut),
  }, green);
  const kept = dots({
    nothing: temperatures("reduced"),
    elements: temperatures("reduced, elements"),
    "elements,<br>enthalpy": temperatures("reduced, elements and enthalpy"),
  }, vermillion);
  return plot.panelFigure({
    title: "How groups are merged, and what a rollout keeps (γ = 1)",
    panels: [
      {
        title: `right after the cut at τ = ${tau}`,
        data: ways.data,
        xaxis: plot.axis("way of merging", ways.xaxis),
        yaxis: L1,
      },
      {
        title: "rollouts of the reduced network",
        data: kept.data,
        xaxis: plot.axis("what each step keeps", kept.xaxis),
        yaxis: plot.axis("largest |ΔT| (K)", { rangemode: "tozero" }),
      },
    ],
    width: 900,
    height: 380,
  });
}
