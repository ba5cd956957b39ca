/**
 * What the notebooks share: getting the runs of an experiment, the opening line, checks of the environment.
 *
 * @module
 */
export * from "./experiment_runs.ts";
export { runLive, type RunLiveOptions } from "./run_live.ts";
