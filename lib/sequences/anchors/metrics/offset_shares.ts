/** Offsets of answers, over several histograms. */

/** Fractions of the offsets in histograms, summed over them; rare ones below `least` are one entry, "other". */
export function offsetShares(
  histograms: readonly (readonly (readonly [offset: number, count: number])[])[],
  least: number,
): { offset: string; share: number }[] {
  const counts = new Map<number, number>();
  for (const [offset, count] of histograms.flat()) counts.set(offset, (counts.get(offset) ?? 0) + count);
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const often = [...counts].filter(([, count]) => count >= least * rows).sort(([a], [b]) => a - b);
  const rest = rows - often.reduce((sum, [, count]) => sum + count, 0);
  return [
    ...often.map(([offset, count]) => ({ offset: String(offset).replace("-", "−"), share: count / rows })),
    ...(rest > 0 ? [{ offset: "other", share: rest / rows }] : []),
  ];
}
