/** Figures of E2, E3, E4, E9, E10: methods beside each other. */
import * as fig from "../../lib/figure/mod.ts";
import type ablation from "./ablation.ts";
import type comparison from "./comparison.ts";
import { type ComparisonCase, SHOWN } from "./comparison.ts";
import type fewData from "./few_data.ts";
import type { MethodName } from "./methods.ts";
import * as read from "./readings.ts";
import type { RunsOf } from "./set_up.ts";
import type { Survey } from "./survey.ts";

type Compared = RunsOf<typeof comparison>;
const { blue, orange, green, vermillion, purple } = fig.OKABE_ITO;

/** Methods that most figures draw, and their colours. */
export const DRAWN = {
  "Adam": orange,
  "L-BFGS": blue,
  "L-BFGS, TV 0.00005": green,
  "CNN, pretrained": purple,
  "CNN, additive": vermillion,
} as const satisfies Partial<Record<MethodName, string>>;
const NAMES = Object.keys(DRAWN) as (keyof typeof DRAWN)[];

/** The stored maps of the drawn methods, of seed 0. */
export function storedMaps({ settings, results }: Compared): Record<string, number[]> {
  return Object.fromEntries(NAMES.flatMap((name) => {
    const { map } = settings.names.includes(name)
      ? read.outcomeOf(settings, results[0], SHOWN, name)
      : { map: null };
    return map ? [[name, map]] : [];
  }));
}

/** v − v* of the drawn methods. */
export function differenceMaps(survey: Survey, runs: Compared): fig.Figure {
  const maps = { start: Array.from(survey.start("linear")), ...storedMaps(runs) };
  const differences = Object.entries(maps).map(([name, map]) =>
    [name, map.map((v, i) => v - survey.truth[i])] as const
  );
  return fig.fieldMaps({
    title: "What is wrong: v − v*, noise η = 1, seed 0",
    grid: survey.settings,
    maps: Object.fromEntries(differences),
    range: [-800, 800],
    unit: "m/s",
    colorscale: fig.DIVERGING,
  });
}

/** Velocity by depth at three places. */
export function profiles(survey: Survey, runs: Compared): fig.Figure {
  const { nz, nx, spacing } = survey.settings,
    depth = Array.from({ length: nz }, (_, z) => z * spacing / 1e3);
  const { start, "CNN, pretrained": _, ...maps } = {
    start: Array.from(survey.start("linear")),
    ...storedMaps(runs),
  } as Record<string, number[]>;
  const at = (map: ArrayLike<number>, x: number) => Array.from({ length: nz }, (_, z) => map[z * nx + x]);
  return fig.figure({
    title: "Velocity by depth at three places, noise η = 1, seed 0",
    ...fig.panels({
      panels: [12, 30, 48].map((x) => ({
        title: `at ${(x * spacing / 1e3).toFixed(2)} km`,
        data: [
          fig.curve({
            name: "truth",
            x: at(survey.truth, x),
            y: depth,
            color: "#000000",
            attributes: { line: { shape: "vh", color: "#000000", width: 2 } },
          }),
          fig.curve({ name: "start", x: at(start, x), y: depth, color: fig.REFERENCE, style: "dot" }),
          ...Object.entries(maps).map(([name, map]) =>
            fig.curve({ name, x: at(map, x), y: depth, color: DRAWN[name as keyof typeof DRAWN] })
          ),
        ],
      })),
      sameY: true,
      xaxis: fig.axis("velocity (m/s)", { nticks: 5 }),
      yaxis: fig.axis("depth (km)", { autorange: "reversed" }),
    }),
    width: 960,
    height: 430,
  });
}

/** Misfit and error by the number of solves, one line a seed. */
export function courses({ settings, results }: Compared, wanted: ComparisonCase = SHOWN): fig.Figure {
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
  return fig.figure({
    title: `Misfit falls, the error need not: ${wanted.model}, ${wanted.start} start, η = ${wanted.noise}`,
    ...fig.panels({
      panels: [
        {
          title: "misfit",
          data: [...lines("misfit"), fig.level("noise alone (seed 0)", level, [1, settings.methods.solves])],
          yaxis: fig.axis("J / J₀ (each of its own start)"),
        },
        { title: "error", data: lines("error"), yaxis: fig.axis("relative error") },
      ],
      xaxis: fig.axis("wave solves with adjoint"),
    }),
    width: 960,
    height: 400,
  });
}

/** Error by the strength of noise, at a fixed budget and stopped at the discrepancy. */
export function noiseCurves({ settings, results }: Compared): fig.Figure {
  const cases = settings.cases.filter(({ model, start }) => model === SHOWN.model && start === SHOWN.start);
  return fig.figure({
    title: "Error by noise (mean and range over seeds)",
    ...fig.panels({
      panels: ([["error", "all solves"], ["stopped", "stopped at the discrepancy"]] as const).map((
        [reading, title],
      ) => ({
        title,
        data: NAMES.flatMap((name) =>
          fig.seedBand({
            x: cases.map(({ noise }) => noise),
            curves: results.map((run) =>
              cases.map((one) => read.outcomeOf(settings, run, one, name)[reading])
            ),
            name,
            color: DRAWN[name],
          })
        ),
      })),
      sameY: true,
      xaxis: fig.axis("noise η (standard deviations of the gather)"),
      yaxis: fig.axis("relative error"),
    }),
    width: 960,
    height: 400,
  });
}

/** Error over that of the start on each case with noise, and on the easy one. */
export function modelDots({ settings, results }: Compared): fig.Figure {
  const cases = [...read.FOUR, read.EASY];
  return fig.figure({
    title: "Error over that of the start: four models with noise, and one without (E10)",
    ...fig.panels({
      panels: cases.map((one) => {
        const { data, xaxis } = fig.seedDots({
          categories: NAMES,
          perSeed: NAMES.map((name) =>
            results.map((run) =>
              read.outcomeOf(settings, run, one, name).error / run.starts[read.caseAt(settings, one)]
            )
          ),
          color: NAMES.map((name) => DRAWN[name]),
        });
        return {
          title: `${one.model}<br>${one.noise ? `η = ${one.noise}` : "clean, good start"}`,
          data,
          xaxis: fig.axis("method", { ...xaxis, tickangle: -60 }),
        };
      }),
      sameY: true,
      yaxis: fig.axis("error / error of the start"),
    }),
    width: 1080,
    height: 480,
  });
}

/** C7: misfit beside error, a dot for each inversion. */
export function misfitScatter({ settings, results }: Compared): fig.Figure {
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
      xaxis: fig.axis("what is left of the misfit above noise, (J − noise)/(J₀ − noise), cut at −0.5"),
      yaxis: fig.axis("error / error of the start"),
      shapes: [fig.verticalLine(0.1)],
    },
    width: 820,
    height: 430,
  });
}

/** E4: error by acquisition. */
export function acquisitionCurves({ settings, results }: RunsOf<typeof fewData>): fig.Figure {
  const part = (title: string, chosen: number[], of: 0 | 1) => ({
    title,
    data: settings.names.flatMap((name, m) =>
      fig.seedBand({
        x: chosen.map((c) => settings.cases[c].acquisition![of]),
        curves: results.map((run) => chosen.map((c) => run[c][m].error)),
        name,
        color: DRAWN[name as keyof typeof DRAWN],
      })
    ),
    xaxis: fig.axis(title, { dtick: of ? 3 : 1 }),
  });
  return fig.figure({
    title: "Error by what was recorded, η = 0.5 (mean and range over seeds)",
    ...fig.panels({
      panels: [part("number of shots", [0, 1], 0), part("nodes between receivers, 3 shots", [1, 2], 1)],
      sameY: true,
      yaxis: fig.axis("relative error"),
    }),
    width: 900,
    height: 380,
  });
}

/** E9: errors by method. */
export function ablationDots({ settings, results }: RunsOf<typeof ablation>): fig.Figure {
  const { data, xaxis } = fig.seedDots({
    categories: settings.names,
    perSeed: settings.names.map((_, m) => results.map((run) => run[0][m].error)),
    color: settings.names.map((name) =>
      name.startsWith("Adam") ? orange : name.startsWith("CNN") ? vermillion : blue
    ),
  });
  return fig.figure({
    title: "What regularises? Layouts, forms, and smoothing in their place, η = 0.5",
    data,
    layout: { xaxis: fig.axis("method", { ...xaxis, tickangle: -40 }), yaxis: fig.axis("relative error") },
    width: 900,
    height: 470,
  });
}
