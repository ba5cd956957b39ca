/** E5, E6: starts that are further and further away, at three frequencies, in one band and in several. */
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { relativeL2 } from "../../lib/wave/measures/mod.ts";
import { type Band, invertInBands } from "./bands.ts";
import type { MethodName, MethodSettings } from "./methods.ts";
import { ARITHMETIC, METHODS, SURVEY, THREE_SEEDS } from "./set_up.ts";
import { type StartName, Survey } from "./survey.ts";
import type { SyntheticSurveySettings } from "../../lib/wave/surveys/mod.ts";

/** Numbers of the experiment. */
export interface StartsSettings {
  survey: SyntheticSurveySettings;
  methods: MethodSettings;
  names: MethodName[];
  noise: number;
  starts: StartName[];
  frequencies: number[];
  /** Cutoffs of the bands before the whole one, Hz, at the highest frequency. */
  cutoffs: number[];
}

/** What is kept of one seed. */
export interface StartsRun {
  /** Errors of the starts. */
  initial: number[];
  /** Errors at the end, by method, then by column (frequencies, then bands at the last one), then by start. */
  errors: number[][][];
  /** J/J₀ likewise. */
  misfits: number[][][];
}

const full: StartsSettings = {
  survey: SURVEY,
  methods: { ...METHODS, solves: 30 },
  names: ["L-BFGS, TV 0.00005", "CNN, additive"],
  noise: 0.25,
  starts: ["smooth 3", "smooth 8", "linear", "constant 2300"],
  frequencies: [3, 7],
  cutoffs: [3],
};

export default experiment<StartsSettings, StartsRun>({
  at: import.meta,
  revision: 1,
  ...ARITHMETIC,
  settings: full,
  seeds: THREE_SEEDS,
  steps: ({ names, starts, frequencies, methods }) =>
    names.length * starts.length * (frequencies.length + 1) * methods.solves,
  probe: (settings) => ({
    ...settings,
    starts: ["linear"],
    frequencies: [7],
    methods: { ...settings.methods, solves: 3 },
  }),
  async run({ survey: own, methods, names, noise, starts, frequencies, cutoffs }, seed, context) {
    const columns = [...frequencies.map((frequency) => ({ frequency, cutoffs: [] as number[] })), {
      frequency: frequencies.at(-1)!,
      cutoffs,
    }];
    const run: StartsRun = { initial: [], errors: names.map(() => []), misfits: names.map(() => []) };
    for (const { frequency, cutoffs } of columns) {
      const survey = Survey.of({ ...own, peakFrequency: frequency }, "layeredFaultLens");
      const recorded = survey.recorded(survey.clean(), noise, seed),
        starting = starts.map((name) => survey.start(name));
      run.initial = starting.map((start) => rounded(relativeL2(start, survey.truth))!);
      const bands: Band[] = [...cutoffs.map((cutoff) => survey.below(cutoff, recorded.data)), {
        data: recorded.data,
      }];
      for (const [m, name] of names.entries()) {
        const ends: { error: number; misfit: number }[] = [];
        for (const start of starting) {
          context.signal.throwIfAborted();
          ends.push(await invertInBands(name, methods, { survey, start, seed, level: 0 }, bands));
        }
        run.errors[m].push(ends.map(({ error }) => error));
        run.misfits[m].push(ends.map(({ misfit }) => misfit));
      }
    }
    return run;
  },
});
