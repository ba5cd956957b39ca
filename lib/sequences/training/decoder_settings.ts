/** Settings of a decoder's training in experiments on sequences. */
import type { SequenceTraining } from "./train_on_sequences.ts";

/** Sizes of the decoder and its data, and all training settings except the steps. */
export interface DecoderSettings extends Omit<SequenceTraining, "steps"> {
  readonly layers: number;
  readonly width: number;
  /** Units of the feed-forward networks. */
  readonly hidden: number;
  /** Training sequences. */
  readonly rows: number;
  /** Number of sequences of each evaluation set. */
  readonly watched: number;
}
