/** Writes sentences of a task into a batch. */
import type { Generator } from "../../../random/mod.ts";
import type { AnchorBatch } from "../anchor_batch.ts";
import type { TaskBase } from "../task.ts";

/** Draws one sentence at a time. */
export interface Drawer {
  /** Number of rows per sentence. */
  readonly rows: number;
  /** Writes the rows of one sentence, from `row` on. */
  draw(stream: Generator, batch: AnchorBatch, row: number): void;
}

/** Fills a row with noise. */
export function fillNoise(
  stream: Generator,
  { noise, length }: TaskBase,
  batch: AnchorBatch,
  row: number,
): void {
  const items = noise.to - noise.from + 1, end = (row + 1) * length;
  for (let i = row * length; i < end; i++) batch.tokens[i] = noise.from + stream.integer(items);
}

/** Draws one of the entries, each equally likely. */
export function choose(stream: Generator, from: Int32Array): number {
  return from[stream.integer(from.length)];
}
