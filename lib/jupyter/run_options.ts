import type { KernelOptions } from "./kernel.ts";

/** Position of an event in the notebook. */
export interface CellPosition {
  /** Number of the cell among all cells, from 1. */
  cell: number;
  /** Number of the cell among the executed ones, from 1. */
  step: number;
  /** Number of executed cells. */
  steps: number;
}

/** One event of a run, in chronological order. */
export type RunEvent =
  & CellPosition
  & (
    | { type: "start"; source: string }
    | { type: "stream"; name: string; text: string }
    | { type: "display"; displayId: string | undefined; data: Record<string, unknown>; update: boolean }
    | { type: "end"; seconds: number; failed: boolean }
  );

/** Options for running a notebook. */
export interface RunOptions {
  /** Command, folder and environment of the kernel, and the time it may take to start. */
  kernel?: Omit<KernelOptions, "onMessage">;
  /** Milliseconds that each cell may take, 600,000 by default. */
  cellTimeoutMs?: number;
  /** Ends the run when aborted; the cell that was running counts as failed. */
  signal?: AbortSignal;
  /** Called with each step of the run; an error that it throws ends the run. */
  onEvent?: (event: RunEvent) => void;
}
