/** X3: misfits that look further than the difference of traces, from a start near and far, at a high frequency. */
import { experiment } from "../../lib/experiments/mod.ts";
import { envelopeMisfit, globalCorrelationMisfit, l2Misfit } from "../../lib/wave/mod.ts";
import { invert, type MethodName, type MethodSettings } from "./methods.ts";
import { METHODS, SEEDS, SURVEY } from "./set_up.ts";
import { type StartName, Survey, type SurveySettings } from "./survey.ts";

/** Numbers of the experiment. */
export interface MisfitSettings {
  survey: SurveySettings;
  methods: MethodSettings;
  noise: number;
  starts: StartName[];
  names: MethodName[];
}

/** Misfits by name, in the order of the results. */
export const MISFITS = ["difference", "correlation", "envelope"] as const;

/** Errors by start, then by method, then by misfit. */
export type MisfitRun = number[][][];

export default experiment<MisfitSettings, MisfitRun>({
  at: import.meta,
  revision: 1,
  settings: {
    survey: { ...SURVEY, peakFrequency: 8 },
    methods: METHODS,
    noise: 0.25,
    starts: ["smooth 3", "constant 2300"],
    names: ["L-BFGS, TV 0.00005", "CNN, additive"],
  },
  seeds: SEEDS,
  steps: ({ methods, names, starts }) => starts.length * names.length * MISFITS.length * methods.solves,
  probe: (settings) => ({ ...settings, starts: ["smooth 3"], methods: { ...settings.methods, solves: 3 } }),
  async run({ survey: own, methods, noise, starts, names }, seed, context) {
    const survey = Survey.of(own, "layeredFaultLens"),
      { data } = survey.recorded(survey.clean(), noise, seed);
    const receivers = survey.shots.map((shot) => shot.receivers.length);
    const run: MisfitRun = [];
    for (const start of starts.map((name) => survey.start(name))) {
      const errors: number[][] = names.map(() => []);
      for (const [m, name] of names.entries()) {
        for (
          const measure of [
            l2Misfit(data),
            globalCorrelationMisfit(data, receivers),
            envelopeMisfit(data, receivers),
          ]
        ) {
          context.signal.throwIfAborted();
          const misfit = survey.misfit({ data }, { measure });
          errors[m].push(
            (await invert(name, methods, { survey, start, misfit, level: 0, seed })).outcome.error,
          );
        }
      }
      run.push(errors);
    }
    return run;
  },
});
