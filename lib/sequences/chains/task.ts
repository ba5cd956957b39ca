/** Specifications of chain-reasoning tasks, as plain data. */
import type { TokenRange } from "../anchors/token_range.ts";

/**
 * Part of a task: "train"; "test", trained items joined by links whose difference is never trained; "outside", as
 * "test", with untrained tokens at some of the places ({@linkcode OutsidePlace}).
 */
export type ChainPart = "train" | "test" | "outside";

/**
 * What a sequence lists (paper 02, section 3):
 * - "single": one chain of m links and the query q, n = 2m + 1;
 * - "double": two disjoint chains of m links each and q from either, n = 4m + 1;
 * - "noised": two disjoint chains and, for each, one more link that points into an inner item, n = 4m + 5; the answer
 *   is the end of the chain, and q stands k links before it;
 * - "order": one chain, q, and a token that says k, n = 2m + 2.
 */
export type ChainKind = "single" | "double" | "noised" | "order";

/** Order of the links of a sequence; "forward" and "reverse" follow the chain, one chain after the other. */
export type LinkOrder = "shuffled" | "forward" | "reverse";

/** Places with untrained tokens: the query; the items between it and the answer; all items except the answer. */
export type OutsidePlace = "query" | "between" | "all";

/** Links a→b as pairs of tokens, a query q as last item, and the item k links after q as answer. */
export interface ChainTask {
  readonly name: string;
  readonly kind: ChainKind;
  /** Tokens n of a sequence; the answer belongs to the last one. */
  readonly length: number;
  /** Step counts k, drawn uniformly; only one for kinds whose sequence does not say k. */
  readonly steps: readonly number[];
  /** Trained items. */
  readonly items: TokenRange;
  /** Tokens that training never shows, for the part "outside". */
  readonly outside: readonly TokenRange[];
  /** Modulus of the differences below. */
  readonly modulus: number;
  /** Residues of (target − source) that trained links have. */
  readonly trainDifferences: readonly number[];
  /** Residues that no trained link has. */
  readonly testDifferences: readonly number[];
  readonly linkOrder: LinkOrder;
  /** Tokens and labels are below this. */
  readonly vocabulary: number;
}
