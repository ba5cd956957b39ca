/** Experiments that are lists of cases: each method on each case. */
import { envelopeMisfit, globalCorrelationMisfit, l2Misfit } from "../../lib/wave/mod.ts";
import type { SyntheticSurveySettings } from "../../lib/wave/surveys/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { invert, type MethodName, type MethodSettings, type Outcome } from "./methods.ts";
import { ARITHMETIC, METHODS, SURVEY } from "./set_up.ts";
import { type StartName, Survey } from "./survey.ts";

/** Measures of recordings, by name. */
export type MeasureName = "difference" | "correlation" | "envelope";

/** What differs from case to case. */
export interface InversionCase {
  noise: number;
  start?: StartName;
  /** Shots and columns between receivers in place of the survey's. */
  acquisition?: [shots: number, every: number];
  /** "difference" unless given. */
  measure?: MeasureName;
  /** Whether the recordings are made by the inversion's own scheme. */
  crime?: boolean;
}

/** Numbers of such an experiment, on the layers with a fault and a lens. */
export interface InversionsSettings {
  survey: SyntheticSurveySettings;
  methods: MethodSettings;
  names: MethodName[];
  cases: InversionCase[];
}

/** By case, then by method. */
export type InversionsRun = Pick<Outcome, "error" | "ssim" | "misfit" | "best">[][];

/** The parts of such an experiment beside its identity. */
export function inversions(
  names: MethodName[],
  cases: InversionCase[],
  survey: Partial<SyntheticSurveySettings> = {},
) {
  const settings: InversionsSettings = { survey: { ...SURVEY, ...survey }, methods: METHODS, names, cases };
  return {
    ...ARITHMETIC,
    settings,
    steps: ({ names, cases, methods }: InversionsSettings) => names.length * cases.length * methods.solves,
    probe: (settings: InversionsSettings): InversionsSettings => ({
      ...settings,
      methods: { ...settings.methods, solves: 3, pretrainSteps: 10 },
      cases: settings.cases.slice(-1),
    }),
    run: allInversions,
  };
}

async function allInversions(
  { survey: own, methods, names, cases }: InversionsSettings,
  seed: number,
  context: RunContext,
): Promise<InversionsRun> {
  const run: InversionsRun = [];
  for (const { noise, start = "linear", acquisition, measure = "difference", crime = false } of cases) {
    const [shots, receiverEvery] = acquisition ?? [own.shots, own.receiverEvery];
    const survey = Survey.of({ ...own, shots, receiverEvery }, "layeredFaultLens");
    const { data, level } = survey.recorded(survey.clean(crime), noise, seed);
    const receivers = survey.shots.map((shot) => shot.receivers.length);
    const measures = { difference: l2Misfit, correlation: globalCorrelationMisfit, envelope: envelopeMisfit };
    const misfit = survey.misfit({ data }, { measure: measures[measure](data, receivers) });
    const task = {
      survey,
      start: survey.start(start),
      misfit,
      level: measure === "difference" ? level : 0,
      seed,
    };
    const outcomes: InversionsRun[number] = [];
    for (const name of names) {
      context.signal.throwIfAborted();
      const { error, ssim, misfit, best } = (await invert(name, methods, task)).outcome;
      outcomes.push({ error, ssim, misfit, best });
    }
    run.push(outcomes);
  }
  return run;
}
