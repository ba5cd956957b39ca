/** E2, E3, E10: grid and network methods on the same recordings, at equal numbers of wave solves. */
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { relativeL2, wavenumberBands } from "../../lib/wave/measures/mod.ts";
import type { ModelName } from "../../lib/wave/models/mod.ts";
import { invert, type MethodName, type MethodSettings, type Outcome } from "./methods.ts";
import { ARITHMETIC, METHODS, SEEDS, SURVEY } from "./set_up.ts";
import { type StartName, Survey } from "./survey.ts";
import type { SyntheticSurveySettings } from "../../lib/wave/surveys/mod.ts";

/** Recordings over one model, with noise of so many standard deviations of each gather. */
export interface ComparisonCase {
  model: ModelName;
  start: StartName;
  noise: number;
}

/** Numbers of the comparison. */
export interface ComparisonSettings {
  survey: SyntheticSurveySettings;
  methods: MethodSettings;
  names: MethodName[];
  cases: ComparisonCase[];
}

/** What one method leaves of one case; J/J₀ is over the misfit of v₀, also for networks, which begin elsewhere. */
export type ComparisonOutcome = Outcome & {
  /** Energy of v − v* in bands of wavenumber, over that of v₀ − v*. */
  bands: number[];
  /** The map in m/s, of the first case that is named in the figures, of seed 0. */
  map: number[] | null;
};

/** One seed: outcomes by case, then by method. */
export interface ComparisonRun {
  outcomes: ComparisonOutcome[][];
  /** Errors of the starts, by case. */
  starts: number[];
  /** Discrepancy level over J₀, by case. */
  levels: number[];
}

/** The case whose maps are drawn. */
export const SHOWN: ComparisonCase = { model: "layeredFaultLens", start: "linear", noise: 1 };

const linear = (model: ModelName, noise: number): ComparisonCase => ({ model, start: "linear", noise });
const full: ComparisonSettings = {
  survey: SURVEY,
  methods: METHODS,
  names: [
    "Adam",
    "L-BFGS",
    "L-BFGS, TV 0.00005",
    "L-BFGS, TV 0.0002",
    "Adam, TV 0.00005",
    "Adam, TV 0.0002",
    "CNN, pretrained",
    "CNN, additive",
  ],
  cases: [
    ...[0, 0.5, 1, 2].map((noise) => linear("layeredFaultLens", noise)),
    ...(["marmousiLike", "overthrustLike", "saltBody"] as const).map((model) => linear(model, 1)),
    { model: "marmousiLike", start: "smooth 3", noise: 0 },
  ],
};

export default experiment<ComparisonSettings, ComparisonRun>({
  at: import.meta,
  revision: 1,
  ...ARITHMETIC,
  settings: full,
  seeds: SEEDS,
  quick: {
    settings: { ...full, names: ["Adam", "L-BFGS", "CNN, additive"], cases: [SHOWN] },
    seeds: [0, 1, 2],
  },
  steps: ({ names, cases, methods }) => names.length * cases.length * methods.solves,
  probe: (settings) => ({
    ...settings,
    methods: { ...settings.methods, solves: 3, pretrainSteps: 10 },
    cases: settings.cases.slice(-1),
  }),
  async run({ survey: own, methods, names, cases }, seed, context) {
    const run: ComparisonRun = { outcomes: [], starts: [], levels: [] };
    const steps = names.length * cases.length * methods.solves;
    for (const [c, { model, start: startName, noise }] of cases.entries()) {
      const survey = Survey.of(own, model), start = survey.start(startName);
      const { level, ...recorded } = survey.recorded(survey.clean(), noise, seed);
      const misfit = survey.misfit(recorded), initial = (await misfit(start)).misfit;
      const away = (v: Float64Array) => wavenumberBands(v.map((value, i) => value - survey.truth[i]), own);
      const before = away(start), outcomes: ComparisonOutcome[] = [];
      const isShown = seed === 0 && model === SHOWN.model && startName === SHOWN.start &&
        noise === SHOWN.noise;
      for (const [m, name] of names.entries()) {
        context.signal.throwIfAborted();
        context.progress("inversions", { step: (c * names.length + m) * methods.solves, steps, loss: 0 });
        const { outcome, velocity } = await invert(name, methods, { survey, start, misfit, level, seed });
        const end = (await misfit(velocity)).misfit / initial, own = end / outcome.misfit;
        outcomes.push({
          ...outcome,
          misfit: rounded(end)!,
          curve: { ...outcome.curve, misfit: outcome.curve.misfit.map((one) => rounded(one * own)!) },
          bands: away(velocity).map((energy, k) => rounded(energy / before[k])!),
          map: isShown ? Array.from(velocity, Math.round) : null,
        });
      }
      run.outcomes.push(outcomes);
      run.starts.push(rounded(relativeL2(start, survey.truth))!);
      run.levels.push(rounded(level / initial)!);
    }
    return run;
  },
});
