/** Checks that rules changed after a run was seen say so. */
import type { Claim } from "./claim.ts";

/**
 * Finds rows whose rule, or whose control's rule, differs from the earlier rows without a further entry in `changed`.
 *
 * @returns one sentence for each
 */
export function undeclaredChanges(before: readonly Claim[], now: readonly Claim[]): string[] {
  return now.flatMap((row) => {
    const earlier = before.find(({ id }) => id === row.id);
    if (!earlier || row.changed.length > earlier.changed.length) return [];
    // A row that no run had decided shows no control yet.
    const isControlKnown = earlier.perSeed.length > 0;
    const [was, is] = [earlier, row].map(({ rule, control }) =>
      JSON.stringify([rule, isControlKnown ? control?.rule ?? null : null])
    );
    return was === is ? [] : [
      `${row.id}: rule and control's rule are ${is}, the committed ones ${was}; ` +
      "an entry of `changed` must say what, from what, to what, and why",
    ];
  });
}
