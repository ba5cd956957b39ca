/** Numbers of a decoder's training, as experiments on sequences name them. */
import type { SequenceTraining } from "./train_on_sequences.ts";

/** Sizes of the decoder and its data, and how it is trained, but for the steps. */
export interface DecoderSettings extends Omit<SequenceTraining, "steps"> {
  readonly layers: number;
  readonly width: number;
  /** Units of the feed-forward networks. */
  readonly hidden: number;
  /** Training sequences. */
  readonly rows: number;
  /** Sequences of each set that is watched. */
  readonly watched: number;
}
