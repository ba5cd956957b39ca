/** Figures of E2, E3, E4, E9, E10: methods beside each other. */
import * as fig from "../../lib/figure/mod.ts";
import type ablation from "./ablation.ts";
import { type ComparisonCase, SHOWN } from "./comparison.ts";
import type fewData from "./few_data.ts";
import { velocityMaps } from "./figures_of_surveys.ts";
import type { MethodName } from "./methods.ts";
import * as read from "./readings.ts";
import { type RunsOf, SURVEY } from "./set_up.ts";
import { Survey } from "./survey.ts";

const { blue, orange, green, vermillion, purple, skyBlue } = fig.OKABE_ITO;

/** Methods that most figures draw, and their colours. */
export const DRAWN = {
  "Adam": orange,
  "Adam, TV 0.00005": skyBlue,
  "L-BFGS": blue,
  "L-BFGS, TV 0.00005": green,
  "CNN, pretrained": purple,
  "CNN, additive": vermillion,
} as const satisfies Partial<Record<MethodName, string>>;
type Drawn = keyof typeof DRAWN;
const NAMES = Object.keys(DRAWN) as Drawn[];

/** Stored maps of the first model at η = 1, seed 0, for some of the drawn methods. */
function storedMaps({ settings, results }: read.Compared, names: readonly Drawn[]) {
  return Object.fromEntries(
    names.map((name) => [name, read.outcomeOf(settings, results[0], SHOWN, name).map!] as const),
  );
}

/** The paper in one figure: truth, start and inversions at equal numbers of wave solves, from stored results. */
export function heroFigure(stored: read.Compared): fig.Figure {
  const survey = Survey.of(SURVEY, SHOWN.model), start = survey.start(SHOWN.start);
  const found = storedMaps(stored, ["Adam", "L-BFGS", "L-BFGS, TV 0.00005", "CNN, additive"]);
  return velocityMaps(
    `Truth, start, and four inversions at equal numbers of wave solves, noise η = ${SHOWN.noise}, seed 0`,
    survey,
    { truth: survey.truth, start, ...found },
  );
}

/** v − v* of the drawn methods. */
export function differenceMaps(survey: Survey, runs: read.Compared): fig.Figure {
  const shown = NAMES.filter((name) => name !== "CNN, pretrained");
  const maps = Object.entries({ start: Array.from(survey.start("linear")), ...storedMaps(runs, shown) });
  return fig.fieldMaps({
    title: "What is wrong: v − v*, noise η = 1, seed 0",
    grid: survey.settings,
    maps: Object.fromEntries(maps.map(([name, map]) => [name, map.map((v, i) => v - survey.truth[i])])),
    range: [-800, 800],
    unit: "m/s",
    colorscale: fig.DIVERGING,
  });
}

/** Velocity by depth at three places. */
export function profiles(survey: Survey, runs: read.Compared): fig.Figure {
  const { nz, nx, spacing } = survey.settings,
    depth = Array.from({ length: nz }, (_, z) => z * spacing / 1e3);
  const drawn = ["Adam", "L-BFGS", "L-BFGS, TV 0.00005", "CNN, additive"] as const;
  const maps = storedMaps(runs, drawn);
  const line = (name: string, map: ArrayLike<number>, x: number, color: string, attributes = {}) =>
    fig.curve({ name, x: depth.map((_, z) => map[z * nx + x]), y: depth, color, attributes });
  return fig.panelFigure({
    title: "Velocity by depth at three places, noise η = 1, seed 0",
    panels: [12, 30, 48].map((x) => ({
      title: `at ${(x * spacing / 1e3).toFixed(2)} km`,
      data: [
        line("truth", survey.truth, x, "#000000", { line: { shape: "vh", color: "#000000", width: 2 } }),
        line("start", survey.start("linear"), x, fig.REFERENCE, {
          line: { dash: "dot", color: fig.REFERENCE },
        }),
        ...drawn.map((name) => line(name, maps[name], x, DRAWN[name])),
      ],
    })),
    sameY: true,
    xaxis: fig.axis("velocity (m/s)", { nticks: 5 }),
    yaxis: fig.axis("depth (km)", { autorange: "reversed" }),
    width: 960,
    height: 430,
  });
}

/** Misfit and error by the number of solves, one line a seed. */
export function courses({ settings, results }: read.Compared, wanted: ComparisonCase = SHOWN): fig.Figure {
  const level = results[0].levels[read.caseAt(settings, wanted)];
  const lines = (part: "misfit" | "error") =>
    NAMES.filter((name) => settings.names.includes(name)).flatMap((name) => {
      const own = results.map((run) => read.outcomeOf(settings, run, wanted, name).curve);
      return fig.curvesBySeed({
        x: own.map(({ solves }) => solves),
        curves: own.map((one) => one[part]),
        name,
        color: DRAWN[name],
      });
    });
  return fig.panelFigure({
    title: `Misfit falls, the error need not: ${wanted.model}, ${wanted.start} start, η = ${wanted.noise}`,
    panels: [
      {
        title: "misfit",
        data: [...lines("misfit"), fig.level("noise alone (seed 0)", level, [1, settings.methods.solves])],
        yaxis: fig.axis("J / J₀"),
      },
      { title: "error", data: lines("error"), yaxis: fig.axis("relative error") },
    ],
    xaxis: fig.axis("wave solves with adjoint"),
    width: 960,
    height: 400,
  });
}

/** Error by the strength of noise, at a fixed budget and stopped at the discrepancy. */
export function noiseCurves({ settings, results }: read.Compared): fig.Figure {
  const cases = settings.cases.filter(({ model, start }) => model === SHOWN.model && start === SHOWN.start);
  const panel = (title: string, reading: "error" | "stopped") => ({
    title,
    data: NAMES.flatMap((name) =>
      fig.seedBand({
        x: cases.map(({ noise }) => noise),
        curves: results.map((run) => cases.map((one) => read.outcomeOf(settings, run, one, name)[reading])),
        name,
        color: DRAWN[name],
      })
    ),
  });
  return fig.panelFigure({
    title: "Error by noise (mean and range over seeds)",
    panels: [panel("all solves", "error"), panel("stopped at the discrepancy", "stopped")],
    sameY: true,
    xaxis: fig.axis("noise η (standard deviations of the gather)"),
    yaxis: fig.axis("relative error"),
    width: 960,
    height: 400,
  });
}

/** Error over that of the start on each case with noise, and on the easy one. */
export function modelDots({ settings, results }: read.Compared): fig.Figure {
  const panels = [...read.FOUR, read.EASY].map((one) => ({
    title: `${one.model}<br>${one.noise ? `η = ${one.noise}` : "clean, good start"}`,
    perSeed: NAMES.map((name) =>
      results.map((run) =>
        read.outcomeOf(settings, run, one, name).error / run.starts[read.caseAt(settings, one)]
      )
    ),
  }));
  return fig.seedDotPanels({
    title: "Error over that of the start: four models with noise, and one without (E10)",
    categories: NAMES,
    color: Object.values(DRAWN),
    of: "method",
    panels,
    yaxis: fig.axis("error / error of the start"),
    width: 1160,
    height: 480,
  });
}

/** C7: misfit beside error, a dot for each inversion. */
export function misfitScatter({ settings, results }: read.Compared): fig.Figure {
  return fig.figure({
    title: "A low misfit is no good model: all inversions",
    data: NAMES.map((name) => {
      const all = results.flatMap((run) =>
        settings.cases.map((one, c) => ({ run, c, outcome: read.outcomeOf(settings, run, one, name) }))
      );
      return fig.dots({
        name,
        x: all.map(({ run, c, outcome }) =>
          Math.max(-0.5, Math.min(1.5, read.excess(run, c, outcome.misfit)))
        ),
        y: all.map(({ run, c, outcome }) => outcome.error / run.starts[c]),
        color: DRAWN[name],
        size: 6,
        attributes: { opacity: 0.7 },
      });
    }),
    layout: {
      xaxis: fig.axis(
        "what is left of the misfit above noise, (J − noise)/(J₀ − noise), cut at −0.5 and 1.5",
      ),
      yaxis: fig.axis("error / error of the start"),
      shapes: [fig.verticalLine(0.1)],
    },
    width: 820,
    height: 430,
  });
}

/** E4: error by acquisition. */
export function acquisitionDots({ settings, results }: RunsOf<typeof fewData>): fig.Figure {
  const words = ([shots, every]: [number, number]) => `${shots} × ${Math.ceil(settings.survey.nx / every)}`;
  return fig.seedDotPanels({
    title: "Error by what was recorded, η = 0.5",
    categories: settings.cases.map(({ acquisition }) => words(acquisition!)),
    color: green,
    of: "shots × receivers on the line",
    panels: settings.names.map((name, m) => ({
      title: name,
      perSeed: settings.cases.map((_, c) => results.map((run) => run[c][m].error)),
    })),
    yaxis: fig.axis("relative error"),
    width: 900,
    height: 380,
  });
}

/** E9: errors by method. */
export function ablationDots({ settings: { names }, results }: RunsOf<typeof ablation>): fig.Figure {
  return fig.seedDotPanels({
    title: "What regularises? Layouts, forms, and smoothing in their place, η = 0.5",
    categories: names,
    color: names.map((name) => /^Adam/.test(name) ? orange : /^CNN/.test(name) ? vermillion : blue),
    of: "method",
    panels: [{ perSeed: names.map((_, m) => results.map((run) => run[0][m].error)) }],
    yaxis: fig.axis("relative error"),
    width: 900,
    height: 470,
  });
}
