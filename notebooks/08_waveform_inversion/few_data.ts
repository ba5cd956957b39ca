/** E4: fewer shots and receivers. */
import { experiment } from "../../lib/experiments/mod.ts";
import { invert, type MethodName, type MethodSettings } from "./methods.ts";
import { METHODS, SEEDS, SURVEY } from "./set_up.ts";
import { Survey, type SurveySettings } from "./survey.ts";

/** Numbers of the experiment. */
export interface FewDataSettings {
  survey: SurveySettings;
  methods: MethodSettings;
  names: MethodName[];
  noise: number;
  /** Shots, and cells from one receiver to the next. */
  acquisitions: [shots: number, every: number][];
}

/** Relative errors at the end of the budget, by acquisition, then by method. */
export type FewDataRun = number[][];

const full: FewDataSettings = {
  survey: SURVEY,
  methods: METHODS,
  names: ["L-BFGS", "L-BFGS, TV 0.00005", "CNN, additive"],
  noise: 0.5,
  acquisitions: [[1, 1], [2, 1], [3, 1], [6, 1], [3, 4], [3, 10]],
};

export default experiment<FewDataSettings, FewDataRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: SEEDS,
  steps: ({ names, acquisitions, methods }) => names.length * acquisitions.length * methods.solves,
  probe: (settings) => ({
    ...settings,
    methods: { ...settings.methods, solves: 3 },
    acquisitions: settings.acquisitions.slice(0, 1),
  }),
  async run({ survey: own, methods, names, noise, acquisitions }, seed, context) {
    const run: FewDataRun = [];
    for (const [shots, receiverEvery] of acquisitions) {
      const survey = Survey.of({ ...own, shots, receiverEvery }, "layeredFaultLens");
      const recorded = survey.recorded(survey.clean(), noise, seed);
      const task = {
        survey,
        start: survey.start("linear"),
        misfit: survey.misfit(recorded),
        level: recorded.level,
        seed,
      };
      const errors: number[] = [];
      for (const name of names) {
        context.signal.throwIfAborted();
        errors.push((await invert(name, methods, task)).outcome.error);
      }
      run.push(errors);
    }
    return run;
  },
});
