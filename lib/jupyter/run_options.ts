import type { KernelOptions } from "./kernel.ts";

/** Where in the notebook something happens. */
export interface CellPosition {
  /** Number of the cell among all cells, from 1. */
  cell: number;
  /** Number of the cell among those that are executed, from 1. */
  step: number;
  /** Number of cells that are executed. */
  steps: number;
}

/** One step of a run, in the order of happening. */
export type RunEvent =
  & CellPosition
  & (
    | { type: "start"; source: string }
    | { type: "stream"; name: string; text: string }
    | { type: "display"; displayId: string | undefined; data: Record<string, unknown>; update: boolean }
    | { type: "end"; seconds: number; failed: boolean }
  );

/** How to run a notebook. */
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
