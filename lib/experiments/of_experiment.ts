/** Types of what experiments give, for figures and claims that read it. */
import type { AnyExperiment, Experiment } from "./experiment.ts";
import type { Runs } from "./runs.ts";

/** The runs of an experiment, as {@linkcode runs} gives them. */
export type RunsOf<E> = E extends Experiment<infer Settings, infer Result>
  ? Pick<Runs<Settings, Result>, "settings" | "seeds" | "results" | "source">
  : never;

/** What one case of an experiment gives. */
export type ResultOf<E> = E extends AnyExperiment<infer _, infer Result> ? Result : never;

/** The settings of an experiment. */
export type SettingsOf<E> = E extends AnyExperiment<infer Settings, infer _> ? Settings : never;
