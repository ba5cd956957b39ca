/** Tasks with two anchors next to the key, with designated and unseen pairs. */
import { checkedTask } from "../checked_task.ts";
import { type KeyMap, keyMap } from "../key_map.ts";
import { inferentialMap } from "../pair_targets.ts";
import type { KeyTask } from "../task.ts";
import type { TokenRange } from "../token_range.ts";
import { mappingOf } from "./one_anchor.ts";

/** Two anchors, in the order of the sequence. */
export type AnchorPair = readonly [number, number];

/** A pair whose answer is not the composition. */
export interface PairOverride {
  readonly pair: AnchorPair;
  readonly map: number | KeyMap;
}

/** Settings of {@linkcode pairTask}. */
export interface PairTaskOptions {
  readonly name: string;
  /** The map of each single anchor, by its token. */
  readonly singles: Readonly<Record<number, number | KeyMap>>;
  /** All ordered pairs if omitted. */
  readonly pairs?: readonly AnchorPair[];
  /** Pairs that are trained with another answer. */
  readonly overrides?: readonly PairOverride[];
  /** Pairs that are never trained. */
  readonly unseen?: readonly AnchorPair[];
  /** How often a pair is trained, relative to the others; 1 if omitted. */
  readonly weight?: (pair: AnchorPair) => number;
  /** Whether the key comes before or after its anchors. */
  readonly order: "keyFirst" | "anchorsFirst";
  readonly length: number;
  readonly vocabulary: number;
  readonly modulus: number;
  readonly forceModulus?: boolean;
  readonly noise: TokenRange;
  readonly keys: KeyTask["keys"];
}

/**
 * A task of pairs: trained pairs have the composition of the single anchors as their answer, or a designated one;
 * unseen pairs have the composition and weight 0.
 *
 * @throws {RangeError} for fewer than 4 tokens, a pair outside the anchors, an override of an unseen pair, two
 *   overrides of one pair, or unseen
 * pairs that remove an anchor from training entirely
 */
export function pairTask(options: PairTaskOptions): KeyTask {
  const { name, overrides = [], unseen = [], order } = options, what = `task ${name}`;
  if (options.length < 4) {
    throw new RangeError(`${what}: length ${options.length}, allowed 4 or more for a key and two anchors`);
  }
  const singles = Object.fromEntries(Object.entries(options.singles).map(([a, map]) => [a, keyMap(map)]));
  const anchors = Object.keys(singles).map(Number);
  const all = anchors.flatMap((a) => anchors.map((b): AnchorPair => [a, b]));
  const pairs = options.pairs ?? all, has = (list: readonly AnchorPair[]) => new Set(list.map(String));
  for (const pair of [...pairs, ...unseen, ...overrides.map(({ pair }) => pair)]) {
    if (!has(all).has(String(pair))) {
      throw new RangeError(`${what}: pair (${pair}) is outside the anchors, allowed are two of ${anchors}`);
    }
    if (!has(pairs).has(String(pair))) {
      throw new RangeError(`${what}: pair (${pair}) is not one of its pairs`);
    }
  }
  const designated = new Map<string, KeyMap>();
  for (const { pair, map } of overrides) {
    if (has(unseen).has(String(pair))) {
      throw new RangeError(`${what}: pair (${pair}) is unseen, so no answer can be designated to it`);
    }
    if (designated.has(String(pair))) {
      throw new RangeError(`${what}: pair (${pair}) has two designated answers`);
    }
    designated.set(String(pair), keyMap(map));
  }
  const trained = pairs.filter((pair) => !has(unseen).has(String(pair)));
  const removed = anchors.find((anchor) => !trained.some((pair) => pair.includes(anchor)));
  if (removed !== undefined) {
    throw new RangeError(`${what}: the unseen pairs remove anchor ${removed} from training entirely`);
  }
  const { length, vocabulary, modulus, noise, keys, forceModulus = false, weight = () => 1 } = options;
  const bare: KeyTask = {
    kind: "key",
    name,
    length,
    vocabulary,
    modulus,
    noise,
    keys,
    anchors,
    forceModulus,
    singles,
    cyclic: false,
    splitBy: "start",
    repeats: 1,
    group: order === "keyFirst" ? ["key", "anchors"] : ["anchors", "key"],
    mappings: [],
  };
  return checkedTask({
    ...bare,
    mappings: pairs.map((pair) =>
      mappingOf(
        pair,
        designated.get(String(pair)) ?? inferentialMap(bare, pair),
        has(unseen).has(String(pair)) ? 0 : weight(pair),
      )
    ),
  });
}
