/** The worker in which a page runs a live cell. */
import ort from "./onnx_runtime.ts";
import { giveRuns } from "./experiments.ts";
import { watchFigures } from "../figure/figure.ts";
import { listenToTrainings, type TrainingListener } from "../train/training_listener.ts";

/** Values that a cell takes, by their names in it. */
export type LiveScope = Readonly<Record<string, unknown>>;

/** What the page sends to begin with. */
interface Start {
  readonly paper: string;
  /** ONNX Runtime's WebAssembly. */
  readonly wasm: ArrayBuffer;
  /** Stored runs that the cell reads, if it reads any. */
  readonly runs?: unknown;
}

/** What the worker tells the page. */
export type LiveMessage =
  | { readonly kind: "progress"; readonly step: number; readonly steps: number; readonly loss: number }
  | { readonly kind: "figure"; readonly figure: unknown; readonly alt: string }
  | { readonly kind: "end" }
  | { readonly kind: "error"; readonly name: string; readonly message: string };

/** The part of a worker's global scope that is used; the reader's lines, which the page puts behind this script, set `CELL`. */
interface WorkerScope {
  CELL?(scope: LiveScope): Promise<void>;
  onmessage: ((event: MessageEvent<Start>) => void) | null;
  postMessage(message: LiveMessage): void;
}

/** More parameters took gigabytes of the reader's memory before they failed. */
const MOST_PARAMETERS = 2_000_000;
/** Milliseconds between two messages of a training. */
const PACE = 100;

/** Answer the page's message by running the cell on the values of its paper. */
export function serveLiveCells(scopes: Readonly<Record<string, LiveScope>>): void {
  const worker = globalThis as unknown as WorkerScope;
  const tell = (message: LiveMessage) => worker.postMessage(message);
  worker.onmessage = async ({ data: { paper, wasm, runs } }) => {
    ort.env.wasm.wasmBinary = wasm;
    giveRuns(runs);
    watchFigures(({ parts, alt }) => tell({ kind: "figure", figure: parts.interactive, alt }));
    listenToTrainings(pageListener(tell));
    try {
      await worker.CELL!(scopes[paper]);
      tell({ kind: "end" });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      tell({ kind: "error", name, message });
    }
  };
}

/** Reports steps of trainings, and refuses networks that are too large for a page. */
function pageListener(tell: (message: LiveMessage) => void): TrainingListener {
  let last = 0;
  return {
    begin(parameters) {
      if (parameters > MOST_PARAMETERS) {
        throw new RangeError(
          `live cell: a page trains up to ${MOST_PARAMETERS} parameters, got ${parameters}`,
        );
      }
    },
    progress({ step, steps, loss }) {
      const now = performance.now();
      if (step < steps && now - last < PACE) return;
      last = now;
      tell({ kind: "progress", step, steps, loss });
    },
  };
}
