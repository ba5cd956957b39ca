/** A listener to all trainings of a program: a page of a browser, which bounds their size and shows their steps. */
import type { Progress } from "./record.ts";

/** What a listener hears. */
export interface TrainingListener {
  /** Before anything is traced; an error thrown here ends the training. */
  begin(parameters: number): void;
  /** After each call of the engine, or each iteration of a host-driven method. */
  progress(progress: Progress): void;
}

let current: TrainingListener | undefined;

/** Tell `listener` of each training that begins from now on. */
export function listenToTrainings(listener: TrainingListener): void {
  current = listener;
}

/** The listener, if there is one. */
export function trainingListener(): TrainingListener | undefined {
  return current;
}
