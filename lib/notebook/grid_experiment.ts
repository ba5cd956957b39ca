/** Experiments of many settings × seeds, whose full profile is too long to be computed in one go. */
import type { Experiment } from "../train/experiment.ts";

/** Settings and seeds of which each combination is a cell; a grid computes block after block. */
export interface GridBlock<Settings> {
  /** What it is for, in a few words. */
  readonly name: string;
  /** Plain JSON data, no two the same. */
  readonly settings: readonly Settings[];
  readonly seeds: readonly number[];
}

/**
 * An experiment with a grid: its cells are independent runs, each with a result file of its own,
 * `data/results/NN/<module>/<key>/<seed>.json`. A cell belongs to the first block that has it.
 */
export interface GridExperiment<Settings, Result> extends Experiment<Settings, Result> {
  /** The cells, the most important blocks first. */
  readonly grid: readonly GridBlock<Settings>[];
  /** What a cell is expected to take of one core, in seconds. */
  seconds(settings: Settings): number;
}
