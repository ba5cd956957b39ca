/** X4: recordings made by the inversion's own scheme, and those made on half the spacing. */
import { experiment } from "../../lib/experiments/mod.ts";
import { invert, type MethodName, type MethodSettings } from "./methods.ts";
import { METHODS, SEEDS, SURVEY } from "./set_up.ts";
import { Survey, type SurveySettings } from "./survey.ts";

/** Numbers of the experiment. */
export interface CrimeSettings {
  survey: SurveySettings;
  methods: MethodSettings;
  names: MethodName[];
  noises: number[];
}

/** Errors by noise, then by method: recordings of half the spacing, and the inversion's own. */
export type CrimeRun = [honest: number, crime: number][][];

export default experiment<CrimeSettings, CrimeRun>({
  at: import.meta,
  revision: 1,
  // Order 4 in the inversion: with order 8 both recordings are nearly the same.
  settings: {
    survey: { ...SURVEY, order: 4 },
    methods: METHODS,
    names: ["L-BFGS", "CNN, additive"],
    noises: [0, 0.5],
  },
  seeds: SEEDS,
  steps: ({ methods, names, noises }) => 2 * names.length * noises.length * methods.solves,
  probe: (settings) => ({ ...settings, noises: [0.5], methods: { ...settings.methods, solves: 3 } }),
  async run({ survey: own, methods, names, noises }, seed, context) {
    const survey = Survey.of(own, "layeredFaultLens"), start = survey.start("linear"), run: CrimeRun = [];
    for (const noise of noises) {
      const errors: [number, number][] = [];
      for (const name of names) {
        const pair: number[] = [];
        for (const crime of [false, true]) {
          context.signal.throwIfAborted();
          const recorded = survey.recorded(survey.clean(crime), noise, seed);
          const task = { survey, start, misfit: survey.misfit(recorded), level: recorded.level, seed };
          pair.push((await invert(name, methods, task)).outcome.error);
        }
        errors.push(pair as [number, number]);
      }
      run.push(errors);
    }
    return run;
  },
});
