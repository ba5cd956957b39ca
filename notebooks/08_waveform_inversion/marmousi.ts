/** Marmousi, 100 × 313 nodes of 30 m, band by band. */
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { relativeL2, ssim } from "../../lib/wave/measures/mod.ts";
import { linearInDepth, loadMarmousi } from "../../lib/wave/models/mod.ts";
import { invertInBands } from "./bands.ts";
import type { MethodName, MethodSettings } from "./methods.ts";
import { ARITHMETIC, METHODS, SURVEY } from "./set_up.ts";
import { Survey } from "./survey.ts";
import type { SyntheticSurveySettings } from "../../lib/wave/surveys/mod.ts";

/** Numbers of the experiment. */
export interface MarmousiSettings {
  survey: SyntheticSurveySettings;
  methods: MethodSettings;
  names: MethodName[];
  noise: number;
  /** m/s at the top and the bottom of the start. */
  start: [top: number, bottom: number];
  /** Cutoffs of the bands before the whole one, Hz. */
  cutoffs: number[];
}

/** What is kept of one seed; maps have every second node along both axes, m/s. */
export interface MarmousiRun {
  truth: number[];
  start: { error: number; ssim: number; map: number[] };
  /** By method, J/J₀ of the whole band, and a map after each band. */
  ends: { error: number; ssim: number; misfit: number; maps: number[][] }[];
}

export default experiment<MarmousiSettings, MarmousiRun>({
  at: import.meta,
  revision: 1,
  ...ARITHMETIC,
  long: true,
  data: { marmousi: "6a84425cbbf5c999" },
  settings: {
    survey: {
      ...SURVEY,
      nz: 100,
      nx: 313,
      spacing: 30,
      timeStep: 2.5e-3,
      steps: 1400,
      peakFrequency: 5,
      shots: 8,
      knownRows: 2,
    },
    methods: { ...METHODS, solves: 40, low: 1300, high: 6000 },
    names: ["L-BFGS, TV 0.00001", "CNN, additive"],
    noise: 0.25,
    start: [1500, 4200],
    cutoffs: [2.5],
  },
  seeds: [0],
  steps: ({ names, methods }) => names.length * methods.solves,
  probe: (settings) => ({
    ...settings,
    survey: { ...settings.survey, shots: 1, steps: 60 },
    methods: { ...settings.methods, solves: 2 },
  }),
  async run({ survey: own, methods, names, noise, start: [top, bottom], cutoffs }, seed, context) {
    const survey = new Survey(own, await loadMarmousi(3)), { truth } = survey;
    const { data } = survey.recorded(survey.clean(), noise, seed);
    const start = survey.complete(linearInDepth(own, top, bottom).velocity);
    const measures = (v: Float64Array) => ({
      error: rounded(relativeL2(v, truth))!,
      ssim: rounded(ssim(v, truth, own))!,
    });
    const shown = (map: Float64Array) => everySecond(map, own), ends: MarmousiRun["ends"] = [];
    const bands = [...cutoffs.map((cutoff) => survey.below(cutoff, data)), { data }];
    for (const name of names) {
      context.signal.throwIfAborted();
      const { misfit, maps } = await invertInBands(name, methods, { survey, start, seed, level: 0 }, bands);
      ends.push({ ...measures(maps.at(-1)!), misfit, maps: maps.map(shown) });
    }
    return { truth: shown(truth), start: { ...measures(start), map: shown(start) }, ends };
  },
});

/** Every second node along both axes, to 10 m/s. */
function everySecond(map: Float64Array, { nx, nz }: { nx: number; nz: number }): number[] {
  const rows = Math.ceil(nz / 2), columns = Math.ceil(nx / 2);
  return Array.from(
    { length: rows * columns },
    (_, i) => 10 * Math.round(map[2 * Math.floor(i / columns) * nx + 2 * (i % columns)] / 10),
  );
}
