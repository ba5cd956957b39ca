/** Marmousi, 100 × 310 nodes of 30 m, band by band. */
import { experiment } from "../../lib/experiments/mod.ts";
import { relativeL2, ssim } from "../../lib/wave/measures/mod.ts";
import { linearInDepth, loadMarmousi } from "../../lib/wave/models/mod.ts";
import { velocityModel } from "../../lib/wave/velocity_model.ts";
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

/** What is kept of one seed. */
export interface MarmousiRun {
  start: { error: number; ssim: number };
  /** Every second node along both axes, m/s. */
  truth: number[];
  /** By method. */
  ends: {
    error: number;
    ssim: number;
    /** J/J₀ of the whole band. */
    misfit: number;
    /** After each band, every second node along both axes, m/s. */
    maps: number[][];
  }[];
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
      nx: 310,
      spacing: 30,
      timeStep: 2.5e-3,
      steps: 1400,
      peakFrequency: 5,
      shots: 6,
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
    const whole = await loadMarmousi(3), { nz, nx } = own;
    const velocity = Float64Array.from(
      { length: nz * nx },
      (_, i) => whole.velocity[Math.floor(i / nx) * whole.nx + i % nx],
    );
    const survey = new Survey(own, velocityModel(own, velocity)),
      { data } = survey.recorded(survey.clean(), noise, seed);
    const start = survey.complete(linearInDepth(own, top, bottom).velocity);
    const measures = (v: Float64Array) => ({
      error: Number(relativeL2(v, survey.truth).toPrecision(4)),
      ssim: Number(ssim(v, survey.truth, own).toPrecision(4)),
    });
    const run: MarmousiRun = { start: measures(start), truth: everySecond(survey.truth, own), ends: [] };
    for (const name of names) {
      context.signal.throwIfAborted();
      const bands = [...cutoffs.map((cutoff) => survey.below(cutoff, data)), { data }];
      const { misfit, maps } = await invertInBands(name, methods, { survey, start, seed, level: 0 }, bands);
      run.ends.push({ ...measures(maps.at(-1)!), misfit, maps: maps.map((map) => everySecond(map, own)) });
    }
    return run;
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
