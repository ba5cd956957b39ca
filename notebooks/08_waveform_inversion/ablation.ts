/** E9: what regularises? Layouts and forms of the network, and smoothing in its place. */
import { experiment } from "../../lib/experiments/mod.ts";
import { invert, type MethodName, type MethodSettings } from "./methods.ts";
import { METHODS, SEEDS, SURVEY } from "./set_up.ts";
import { Survey, type SurveySettings } from "./survey.ts";

/** Numbers of the ablation. */
export interface AblationSettings {
  survey: SurveySettings;
  methods: MethodSettings;
  names: MethodName[];
  noise: number;
}

/** Error, similarity and J/J₀ of each method. */
export type AblationRun = { error: number; ssim: number; misfit: number; best: number }[];

const full: AblationSettings = {
  survey: SURVEY,
  methods: METHODS,
  names: [
    "CNN, additive",
    "CNN, pretrained",
    "CNN, random start",
    "linear decoder, additive",
    "skip net, additive",
    "tanh MLP, additive",
    "SIREN, additive",
    "Adam, smoothed 1",
    "Adam, smoothed 2",
    "Adam, smoothed 4",
  ],
  noise: 0.5,
};

export default experiment<AblationSettings, AblationRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: SEEDS,
  steps: ({ names, methods }) => names.length * methods.solves,
  probe: (settings) => ({ ...settings, methods: { ...settings.methods, solves: 3, pretrainSteps: 10 } }),
  async run({ survey: own, methods, names, noise }, seed, context) {
    const survey = Survey.of(own, "layeredFaultLens"),
      recorded = survey.recorded(survey.clean(), noise, seed);
    const task = {
      survey,
      start: survey.start("linear"),
      misfit: survey.misfit(recorded),
      level: recorded.level,
      seed,
    };
    const run: AblationRun = [];
    for (const name of names) {
      context.signal.throwIfAborted();
      const { error, ssim, misfit, best } = (await invert(name, methods, task)).outcome;
      run.push({ error, ssim, misfit, best });
    }
    return run;
  },
});
