/** Specifications of anchor tasks, as plain data. */
import type { KeyMap } from "./key_map.ts";
import type { TokenRange } from "./token_range.ts";

/**
 * Part of a task: "train"; "test", trained mappings with keys at positions that training never shows; "unseen",
 * mappings or key ranges that training never shows, with the same held-back keys as "test".
 */
export type Part = "train" | "test" | "unseen";

/** Common part of all tasks. */
export interface TaskBase {
  readonly name: string;
  /** Tokens n of a sequence; the answer belongs to the last one. */
  readonly length: number;
  /** Noise is uniform over these tokens and not split. */
  readonly noise: TokenRange;
  /** Reserved tokens, never noise and never key. */
  readonly anchors: readonly number[];
  /** Tokens and labels are below this. */
  readonly vocabulary: number;
  /** Modulus of {@linkcode modularSplit}. */
  readonly modulus: number;
}

/** One answer of a mapping: a map of the key, and how often it is the label. */
export interface Outcome {
  readonly map: KeyMap;
  readonly share: number;
}

/** Meaning of a tuple of anchors, and the keys on which it is trained. */
export interface Mapping {
  /** In the order of the sequence. */
  readonly anchors: readonly number[];
  /** The assigned answer first; shares add up to 1. */
  readonly outcomes: readonly Outcome[];
  /** How often it is drawn in training, relative to the others; 0 marks a mapping that is never trained. */
  readonly weight: number;
  /** Keys of training and test part; all if omitted. */
  readonly seen?: readonly TokenRange[];
  /** Keys of the unseen part, disjoint from `seen`; without any, all keys of a mapping of weight 0. */
  readonly unseen?: readonly TokenRange[];
}

/** A position of the group that a key task puts into the noise; "anchors" stands for all anchors of the mapping. */
export type GroupPlace = "anchors" | "key" | "noise" | "partner";

/** The label is a map of one key, chosen by the anchors next to it. */
export interface KeyTask extends TaskBase {
  readonly kind: "key";
  /** E.g. ["anchors", "key"]. With "partner", a second key, the map is of ⌊(key + partner) / 2⌋. */
  readonly group: readonly GroupPlace[];
  /** Whether the group may wrap around the end of the sequence. */
  readonly cyclic: boolean;
  /** Range of the keys; shifted: the key at split position p is drawn from from + p … to + p (paper 07). */
  readonly keys: TokenRange & { readonly shifted: boolean };
  /** Position that the split rule uses: the first token of the group or the key. */
  readonly splitBy: "start" | "key";
  /** Allows a modulus other than the number of positions at which a group can start. */
  readonly forceModulus: boolean;
  readonly mappings: readonly Mapping[];
  /** For pairs of anchors: the map of each anchor alone. */
  readonly singles?: Readonly<Record<number, KeyMap>>;
  /** How often each sentence occurs in succession, with labels in exact proportion to the outcomes. */
  readonly repeats: number;
}

/** `a 3 b` inside, last token a (forward: answer b) or b (reverse: answer a). Mappings: 0 forward, 1 reverse. */
export interface RecitationTask extends TaskBase {
  readonly kind: "recitation";
  /** Fraction of forward sequences. */
  readonly forwardShare: number;
}

/** The last token q occurs once before, and the answer is the item after it. */
export interface ReadingTask extends TaskBase {
  readonly kind: "reading";
}

/** Two anchors, each followed by a key, both before the last token; the answer is the sum of the two keys. */
export interface WorkingMemoryTask extends TaskBase {
  readonly kind: "memory";
}

/**
 * Pairs (value, class) and a last value; the answer is the class of the nearest value, which has no tie. The classes
 * are the anchors, each once.
 */
export interface ClassificationTask extends TaskBase {
  readonly kind: "classification";
}

/** A task of the two papers. */
export type AnchorTask = KeyTask | RecitationTask | ReadingTask | WorkingMemoryTask | ClassificationTask;
