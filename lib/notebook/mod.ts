/**
 * What the notebooks share: the runs of an experiment, and tables and texts that are made from them.
 *
 * @module
 */
export { checkedProfile, notebookProfile } from "../train/mod.ts";
export * from "./experiment_runs.ts";
export { type GridBlock, type GridExperiment } from "./grid_experiment.ts";
export * from "./grid_runs.ts";
export * from "./opening.ts";
export * from "./remark.ts";
export { runGridLive, type RunGridLiveOptions } from "./run_grid_live.ts";
export { runLive, type RunLiveOptions } from "./run_live.ts";
export * from "./settings_table.ts";
export * from "./source_excerpt.ts";
export * from "./words.ts";
