/** Numbers of chains, links and items in a sequence of a task. */
import type { ChainKind, ChainTask } from "./task.ts";

/** Numbers that follow from a task's kind and length. */
export interface ChainShape {
  readonly chains: 1 | 2;
  /** Links m of each chain; it has m + 1 items. */
  readonly links: number;
  /** Links that point into a chain from an item of no chain. */
  readonly noiseLinks: 0 | 2;
  /** Different items that a sequence lists. */
  readonly items: number;
  /** Position of the query. */
  readonly queryPosition: number;
}

/** Number of tokens besides the chains, number of chains, and the formula of the length. */
const KINDS: Readonly<Record<ChainKind, { chains: 1 | 2; other: number; formula: string }>> = {
  single: { chains: 1, other: 1, formula: "2m + 1" },
  double: { chains: 2, other: 1, formula: "4m + 1" },
  noised: { chains: 2, other: 5, formula: "4m + 5" },
  order: { chains: 1, other: 2, formula: "2m + 2" },
};

/** Names of all kinds. */
export const CHAIN_KINDS = Object.keys(KINDS) as readonly ChainKind[];

/** Tokens n of a sequence whose chains have `links` links each. */
export function sequenceLength(kind: ChainKind, links: number): number {
  const { chains, other } = KINDS[kind];
  return 2 * chains * links + other;
}

/**
 * The shape of a task's sequences.
 *
 * @throws {RangeError} for an unknown kind or a length that does not fit the kind
 */
export function chainShape({ name, kind, length }: Pick<ChainTask, "name" | "kind" | "length">): ChainShape {
  if (!Object.hasOwn(KINDS, kind)) {
    throw new RangeError(`task ${name}: kind "${kind}" is unknown, allowed ${CHAIN_KINDS.join(", ")}`);
  }
  const { chains, other, formula } = KINDS[kind], links = (length - other) / (2 * chains);
  if (!Number.isInteger(links) || links < 1) {
    throw new RangeError(
      `task ${name}: length ${length} of kind "${kind}", allowed n = ${formula} with m = 1, 2, … links per chain`,
    );
  }
  const noiseLinks = kind === "noised" ? 2 : 0;
  return {
    chains,
    links,
    noiseLinks,
    items: chains * (links + 1) + noiseLinks,
    queryPosition: length - (kind === "order" ? 2 : 1),
  };
}
