/** Figures of the networks that stand for a reactor. */
import * as plot from "../../lib/figure/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { ofGamma } from "./measures.ts";
import { GAMMAS, L1, panel, SIZE, WAYS } from "./names.ts";
import type { RefitRun } from "./refit.ts";
import type { Cutting, StartRun, SurrogateRun } from "./surrogate_settings.ts";

const { blue, green, vermillion } = plot.OKABE_ITO;

/** Neurons of a map, at most: twelve maps are one figure. */
const MOST_NEURONS = 29;

/** A square map of cosines, as a trace. */
export function cosineMap(flat: readonly number[]): plot.Trace {
  const n = Math.sqrt(flat.length), shown = Math.min(n, MOST_NEURONS);
  const chosen = Array.from({ length: shown }, (_, i) => Math.floor(i * n / shown)),
    x = chosen.map((_, i) => i);
  const z = chosen.map((i) => chosen.map((j) => flat[i * n + j]));
  return { type: "heatmap", x, y: x, z, coloraxis: "coloraxis" };
}

/** The colour bar of cosine maps. */
export const COSINES: plot.Layout = {
  coloraxis: { colorscale: plot.DIVERGING, cmin: -1, cmax: 1, colorbar: { title: { text: "cosine" } } },
};

/** Cosines of each hidden layer before and after training, from both starts. */
export function cosineMaps(run: SurrogateRun): plot.Figure {
  const rows = GAMMAS.flatMap(({ gamma, name }) =>
    (["before", "after"] as const).map((when) => ({
      name: `${name.split(" (")[0]}, ${when}`,
      maps: ofGamma(run, gamma).shown!.maps,
      when,
    }))
  );
  const { data, layout } = plot.panels({
    panels: rows.flatMap(({ name, maps, when }) =>
      maps.map((map, l) =>
        panel(`${name}: layer ${l + 1}`, [cosineMap(map[when][0])], plot.axis("neuron"), plot.axis("neuron"))
      )
    ),
    columns: rows[0].maps.length,
    sameX: true,
    sameY: true,
    gapY: 0.07,
  });
  return plot.figure({
    title: "Cosines between neurons, sorted: deeper layers form blocks from the small start only",
    data,
    layout: { ...layout, ...COSINES },
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

/** Loss against size, right after the cut and after retraining; of refits those of `refits` where there are some. */
export function lossBySize(
  runs: readonly SurrogateRun[],
  title: string,
  refits?: readonly (readonly RefitRun[])[],
): plot.Figure {
  const panels = GAMMAS.flatMap(({ gamma, name }) => {
    const own = runs.map((run) => ofGamma(run, gamma)),
      mean = own.reduce((sum, { base }) => sum + base / own.length, 0);
    return (["cut", "tuned"] as const).map((when) =>
      panel(
        `${name}, ${when === "cut" ? "right after the cut" : "after retraining"}`,
        [
          ...(Object.keys(WAYS) as Way[]).map((way) => {
            const all = way === "refitted" && refits ? heldOutCuts(refits, gamma) : cuttings(own, way),
              { name, color, style } = WAYS[way];
            return plot.dots({
              name,
              x: all.map(({ size }) => size),
              y: all.map((one) => one[when]),
              color,
              style,
            });
          }),
          plot.level("unreduced, mean", mean, [0.02, 1]),
        ],
        SIZE,
        L1,
      )
    );
  });
  return plot.figure({
    title,
    ...plot.panels({ panels, columns: 2, sameX: true, sameY: true }),
    width: 900,
    height: 640,
  });
}

/** Effective ratio of each layer over training. */
export function effectiveRatios(runs: readonly SurrogateRun[]): plot.Figure {
  const layers = runs[0][0].effective.ratios.length;
  return plot.figure({
    title:
      "Directions that are left in each layer: a small start condenses within a hundred steps, and spreads again",
    ...plot.panels({
      panels: Array.from({ length: layers }, (_, l) =>
        panel(
          `layer ${l + 1}`,
          GAMMAS.flatMap(({ gamma, name, color }) => {
            const own = runs.map((run) => ofGamma(run, gamma).effective);
            return plot.seedBand({
              x: own[0].steps.map((step) => step + 1),
              curves: own.map(({ ratios }) => ratios[l]),
              name,
              color,
            });
          }),
          plot.logAxis("training step + 1"),
          plot.share("effective ratio at τ = 0.9"),
        )),
      sameY: true,
    }),
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
      panel(`${name}: temperature`, lines(temperature), plot.axis("time (µs)"), plot.axis("T (K)")),
      panel(`${name}: mass fraction of OH`, lines(radical), plot.axis("time (µs)"), plot.logAxis("Y of OH")),
    ];
  });
  return plot.figure({
    title: "One ignition by the solver, the unreduced and the reduced network",
    ...plot.panels({ panels, columns: 2 }),
    width: 900,
    height: 620,
  });
}

/** Increments over a step of validation pairs, by the networks against the true ones. */
export function parity(run: SurrogateRun, gamma: number): plot.Figure {
  const { columns, ...all } = ofGamma(run, gamma).shown!.scatter;
  return plot.figure({
    title: "One-step increments, scaled, of a column each: network against solver",
    ...plot.panels({
      panels: columns.map((name, j) =>
        panel(
          name,
          [
            plot.dots({ name: "original", x: all.true[j], y: all.original[j], color: blue, size: 5 }),
            plot.dots({
              name: "reduced",
              x: all.true[j],
              y: all.reduced[j],
              color: vermillion,
              size: 3,
              style: "x",
            }),
          ],
          plot.axis("true"),
          plot.axis("network"),
        )
      ),
      columns: 4,
    }),
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
  const own = runs.map((run) => ofGamma(run, 1)),
    cuts = own.map((run) => run.cuts.find((cut) => cut.tau === tau)!);
  const fits = refits.map((run) => ofGamma(run, 1).cuts.find((cut) => cut.tau === tau)!);
  const ways = {
    sums: cuts.map(({ merged }) => merged.cut),
    "fit,<br>μ = 10⁻⁶": fits.map(({ fixed }) => fixed),
    "fit, μ<br>held out": fits.map(({ heldOut }) => heldOut.cut),
    "correlated<br>outputs": own.map(({ controls }) => controls.correlation.cut),
    "random<br>groups": own.map(({ controls }) => controls.random.cut),
  };
  const kept = {
    nothing: "reduced",
    elements: "reduced, elements",
    "elements,<br>enthalpy": "reduced, elements and enthalpy",
  } as const;
  const first = plot.seedDots({ categories: Object.keys(ways), perSeed: Object.values(ways), color: green });
  const second = plot.seedDots({
    categories: Object.keys(kept),
    perSeed: Object.values(kept).map((name) =>
      own.map(({ rollouts }) => largest(rollouts[name].temperature))
    ),
    color: vermillion,
  });
  return plot.figure({
    title: "How groups are merged, and what a rollout keeps (γ = 1)",
    ...plot.panels({
      panels: [
        panel(`right after the cut at τ = ${tau}`, first.data, plot.axis("way of merging", first.xaxis), L1),
        panel(
          "rollouts of the reduced network",
          second.data,
          plot.axis("what each step keeps", second.xaxis),
          plot.axis("largest |ΔT| (K)", { rangemode: "tozero" }),
        ),
      ],
    }),
    width: 900,
    height: 380,
  });
}
