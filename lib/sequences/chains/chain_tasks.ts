/** The tasks of paper 02 with their settings. */
import type { TokenRange } from "../anchors/token_range.ts";
import { sequenceLength } from "./chain_shape.ts";
import { checkedChainTask } from "./checked_task.ts";
import type { ChainKind, ChainTask, LinkOrder } from "./task.ts";
import { largest } from "../../stats/extremes.ts";

/** Settings of a chain task; the rest comes from the paper. */
export interface ChainTaskOptions {
  /** Links m of each chain. */
  readonly links?: number;
  /** Step counts k. */
  readonly steps?: readonly number[];
  /** Trained items; 20 … 100 (the group's public generator). */
  readonly items?: TokenRange;
  /** Untrained tokens; the rest of 0 … 120 without the items (and without the tokens that say k). */
  readonly outside?: readonly TokenRange[];
  /** 5 (the group's public generator). */
  readonly modulus?: number;
  /** {0, 1, 4} (the group's public generator). */
  readonly trainDifferences?: readonly number[];
  /** {2, 3} (the group's public generator). */
  readonly testDifferences?: readonly number[];
  /** "shuffled". */
  readonly linkOrder?: LinkOrder;
  /** 201 (the group's public script). */
  readonly vocabulary?: number;
}

/** Last token of paper 02's untrained range 0 … 120 [memory, unsure]. */
const LAST_OUTSIDE = 120;

/**
 * One chain of 6 links, 2 steps: 13 tokens (paper 02, E1–E5).
 *
 * @throws {RangeError} or TypeError as {@linkcode checkedChainTask}
 */
export function singleChainTask(options: ChainTaskOptions = {}): ChainTask {
  return chainTask("single", { links: 6, steps: [2], ...options });
}

/**
 * Two disjoint chains of 3 links, 2 steps: 13 tokens (paper 02, section 3).
 *
 * @throws {RangeError} or TypeError as {@linkcode checkedChainTask}
 */
export function doubleChainTask(options: ChainTaskOptions = {}): ChainTask {
  return chainTask("double", { links: 3, steps: [2], ...options });
}

/**
 * Parallel reasoning (paper 02, E6, "Type 2"): two disjoint chains of 4 links with a noise link each, asked 1, 2 or 3
 * links before the end: 21 tokens. The number of links is our choice.
 *
 * @throws {RangeError} or TypeError as {@linkcode checkedChainTask}
 */
export function noisedChainTask(options: ChainTaskOptions = {}): ChainTask {
  return chainTask("noised", { links: 4, steps: [1, 2, 3], ...options });
}

/**
 * One chain of 6 links and a token that says k = 1, 2 or 3: 14 tokens (paper 02, E7, "Type 3"). That the token is the
 * number k itself is our choice.
 *
 * @throws {RangeError} or TypeError as {@linkcode checkedChainTask}
 */
export function orderChainTask(options: ChainTaskOptions = {}): ChainTask {
  return chainTask("order", { links: 6, steps: [1, 2, 3], ...options });
}

/**
 * A task of a kind, with all numbers free.
 *
 * ```ts
 * import { chainTask } from "@paper-notebooks/lib/sequences/chains";
 * const task = chainTask("single", { links: 4, steps: [2], items: { from: 20, to: 60 } });
 * if (task.length !== 9) throw new Error();
 * ```
 *
 * @throws {RangeError} or TypeError as {@linkcode checkedChainTask}
 */
export function chainTask(
  kind: ChainKind,
  options: ChainTaskOptions & Required<Pick<ChainTaskOptions, "links" | "steps">>,
): ChainTask {
  const { links, steps, items = { from: 20, to: 100 } } = options;
  const first = kind === "order" ? largest(steps) + 1 : 0;
  const beside = [{ from: first, to: items.from - 1 }, { from: items.to + 1, to: LAST_OUTSIDE }];
  return checkedChainTask({
    name: `${kind} chain of ${links} links, k = ${steps.join(", ")}`,
    kind,
    length: sequenceLength(kind, links),
    steps,
    items,
    outside: options.outside ?? beside.filter(({ from, to }) => from <= to),
    modulus: options.modulus ?? 5,
    trainDifferences: options.trainDifferences ?? [0, 1, 4],
    testDifferences: options.testDifferences ?? [2, 3],
    linkOrder: options.linkOrder ?? "shuffled",
    vocabulary: options.vocabulary ?? 201,
  });
}
