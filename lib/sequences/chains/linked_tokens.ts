/** Tokens that a link may connect to another token. */
import { differenceClass } from "./difference_class.ts";
import type { TokenRange } from "../anchors/token_range.ts";

/** Tokens of some ranges, all together and by the residue of the item to which they are linked. */
export interface LinkedTokens {
  readonly all: Int32Array;
  /** By residue of a source: tokens that may be its target. */
  readonly targets: readonly Int32Array[];
  /** By residue of a target: tokens that may be its source. */
  readonly sources: readonly Int32Array[];
}

/** Tokens of ranges, sorted for links whose difference modulo `modulus` is one of `differences`. */
export function linkedTokens(
  ranges: readonly TokenRange[],
  modulus: number,
  differences: readonly number[],
): LinkedTokens {
  const all = Int32Array.from(
    ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i)),
  );
  const byResidue = (fits: (residue: number, token: number) => boolean) =>
    Array.from({ length: modulus }, (_, residue) => all.filter((token) => fits(residue, token)));
  return {
    all,
    targets: byResidue((source, token) => differences.includes(differenceClass(source, token, modulus))),
    sources: byResidue((target, token) => differences.includes(differenceClass(token, target, modulus))),
  };
}
