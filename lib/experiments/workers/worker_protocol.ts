/** Messages between the parent and its worker processes: one JSON object per line. */
import type { Progress } from "../../train/record.ts";
import type { WatchedTraining } from "../../train/training_watch.ts";

/** A case, as sent to a worker. */
export interface WorkerCase {
  /** URL of the experiment's module. */
  readonly module: string;
  readonly settings: unknown;
  readonly seed: number;
  /** Its own folder for checkpoints and its lock; `null` if nothing is kept. */
  readonly folder: string | null;
  /** Seconds between saves; those that are usual if absent. */
  readonly saveSeconds?: number | undefined;
}

/** One finished case. */
export interface CaseRun<Result> {
  readonly result: Result;
  /** Wall time, summed over attempts. */
  readonly seconds: number;
  /** Trainings that it made. */
  readonly trainings: readonly WatchedTraining[];
}

/** Message to a worker: run a case, or save and end. */
export type ToWorker = ({ kind: "run" } & WorkerCase) | { kind: "stop" };

/** Message from a worker. */
export type FromWorker =
  | { kind: "progress"; part: string; progress: Progress }
  | ({ kind: "result" } & CaseRun<unknown>)
  | { kind: "error"; name: string; message: string; stack: string; stoppedAt?: number };

/** First character of a message; text before it, and other lines, are the experiment's own output. */
export const MESSAGE_MARK = "\u001e";

/** Lines of a byte stream. */
export async function* lines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = "";
  for await (
    const text of stream.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
  ) {
    const parts = (rest + text).split("\n");
    rest = parts.pop()!;
    yield* parts;
  }
  if (rest) yield rest;
}
