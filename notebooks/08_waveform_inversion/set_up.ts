/** Numbers that the experiments share; where they come from stands in the notebook. */
import type { Experiment, Runs } from "../../lib/experiments/mod.ts";
import type { MethodSettings } from "./methods.ts";
import type { SyntheticSurveySettings } from "../../lib/wave/surveys/mod.ts";

/** The runs of an experiment, as its figures and claims read them. */
export type RunsOf<E> = E extends Experiment<infer Settings, infer Result>
  ? Pick<Runs<Settings, Result>, "settings" | "seeds" | "results" | "source">
  : never;

export const SURVEY: SyntheticSurveySettings = {
  nz: 40,
  nx: 60,
  spacing: 25,
  timeStep: 3e-3,
  steps: 360,
  peakFrequency: 6,
  order: 8,
  layerWidth: 10,
  shots: 3,
  receiverEvery: 1,
  nearest: 2,
  knownRows: 3,
};

export const METHODS: MethodSettings = {
  solves: 40,
  low: 1350,
  high: 4300,
  gridRate: 0.02,
  tvEpsilon: 0.01,
  networkRate: 1e-3,
  warmUp: 20,
  pretrainSteps: 300,
  pretrainRates: [5e-3, 1e-3],
  additiveScale: 500,
};

/** Networks in float32, L-BFGS and Adam on the grid in float64; the wave solver is no engine. */
export const ARITHMETIC = { precision: ["float32", "float64"], engine: ["onnx", "host"] } as const;

/** Seeds of the comparison and of the ablation, which decide the main claims, and of the others. */
export const SEEDS: readonly number[] = [0, 1, 2, 3, 4];
export const THREE_SEEDS: readonly number[] = [0, 1, 2];
