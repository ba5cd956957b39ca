/** Messages between the parent and its worker processes: one JSON object a line. */
import type { Progress } from "./record.ts";

/** To a worker: run a seed, or save and end. */
export type ToWorker =
  | { kind: "run"; module: string; settings: unknown; seed: number; checkpoints: string | null }
  | { kind: "stop" };

/** From a worker. */
export type FromWorker =
  | { kind: "progress"; seed: number; part: string; progress: Progress }
  | { kind: "result"; seed: number; seconds: number; result: unknown }
  | { kind: "error"; seed: number; name: string; message: string; stack: string; stoppedAt?: number };

/** First character of a message; what stands before it, and other lines, are the experiment's own output. */
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
