/** E11 and C4: recordings that hold nothing of the model, and those of another model. */
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { relativeL2 } from "../../lib/wave/measures/mod.ts";
import { invert, type MethodName, type MethodSettings } from "./methods.ts";
import { ARITHMETIC, METHODS, SURVEY, THREE_SEEDS } from "./set_up.ts";
import { Survey } from "./survey.ts";
import type { SyntheticSurveySettings } from "../../lib/wave/surveys/mod.ts";

/** Numbers of the controls. */
export interface ControlSettings {
  survey: SyntheticSurveySettings;
  methods: MethodSettings;
  names: MethodName[];
  noise: number;
}

/** What is kept of one seed. */
export interface ControlRun {
  /** By method: ‖v − v₀‖/‖v₀‖ after an inversion of noise alone, of noise on recordings of v₀, of the recordings. */
  fromNoise: number[];
  fromStart: number[];
  fromData: number[];
  /** By whose recordings (A, B): errors of the network's map to the model A and to B. */
  swapped: [toA: number, toB: number][];
  /** ‖A − B‖/‖A‖, and the error of the start to A and to B. */
  apart: number;
  starts: [toA: number, toB: number];
}

export default experiment<ControlSettings, ControlRun>({
  at: import.meta,
  revision: 1,
  ...ARITHMETIC,
  settings: {
    survey: SURVEY,
    methods: METHODS,
    names: ["CNN, additive", "L-BFGS"],
    noise: 1,
  },
  seeds: THREE_SEEDS,
  steps: ({ names, methods }) => (3 * names.length + 2) * methods.solves,
  probe: (settings) => ({ ...settings, methods: { ...settings.methods, solves: 3, pretrainSteps: 10 } }),
  async run({ survey: own, methods, names, noise }, seed, context) {
    const a = Survey.of(own, "layeredFaultLens"),
      b = Survey.of(own, "overthrustLike"),
      start = a.start("linear");
    const clean = a.clean(), recorded = a.recorded(clean, noise, seed);
    const onlyNoise = {
      ...recorded,
      data: recorded.data.map((data, k) => data.map((value, i) => value - clean[k][i])),
    };
    const ofStart = a.simulated(start);
    const quietStart = {
      ...onlyNoise,
      data: onlyNoise.data.map((data, k) => data.map((value, i) => value + ofStart[k][i])),
    };
    const run: ControlRun = {
      fromNoise: [],
      fromStart: [],
      fromData: [],
      swapped: [],
      apart: rounded(relativeL2(b.truth, a.truth))!,
      starts: [rounded(relativeL2(start, a.truth))!, rounded(relativeL2(start, b.truth))!],
    };
    const inverted = async (name: MethodName, survey: Survey, { data, level }: typeof recorded) => {
      context.signal.throwIfAborted();
      return (await invert(name, methods, { survey, start, misfit: survey.misfit({ data }), level, seed }))
        .velocity;
    };
    for (const name of names) {
      run.fromNoise.push(rounded(relativeL2(await inverted(name, a, onlyNoise), start))!);
      run.fromStart.push(rounded(relativeL2(await inverted(name, a, quietStart), start))!);
      run.fromData.push(rounded(relativeL2(await inverted(name, a, recorded), start))!);
    }
    // The same network, seed and start; only the recordings differ. Both know the top of A.
    for (const survey of [a, b]) {
      const quiet = survey.recorded(survey.clean(), 0, seed),
        found = await inverted("CNN, additive", a, quiet);
      run.swapped.push([rounded(relativeL2(found, a.truth))!, rounded(relativeL2(found, b.truth))!]);
    }
    return run;
  },
});
