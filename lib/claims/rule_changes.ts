/** Rules that were changed after a run was seen must say so. */
import type { Claim } from "./claim.ts";

/**
 * Rows whose rule, or whose control's, is another one than in the rows before, without one more entry in `changed`.
 *
 * @returns a sentence for each
 */
export function undeclaredChanges(before: readonly Claim[], now: readonly Claim[]): string[] {
  return now.flatMap((row) => {
    const earlier = before.find(({ id }) => id === row.id);
    if (!earlier || row.changed.length > earlier.changed.length) return [];
    const [was, is] = [earlier, row].map(({ rule, control }) =>
      JSON.stringify([rule, control?.rule ?? null])
    );
    return was === is ? [] : [
      `${row.id}: rule and control's rule are ${is}, the committed ones ${was}; ` +
      "an entry of `changed` must say what, from what, to what, and why",
    ];
  });
}
