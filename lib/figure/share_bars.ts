import type { Trace } from "./trace.ts";
import { REFERENCE } from "./vocabulary.ts";

/** What {@linkcode shareBars} draws. */
export interface ShareBarsOptions {
  readonly name: string;
  /** How often each value was counted, one map for each run. */
  readonly counts: readonly ReadonlyMap<number, number>[];
  /** The bars' values, in their order. */
  readonly values: readonly number[];
  /** Colours of some values; the others are grey. */
  readonly colours: Readonly<Record<number, string>>;
}

/** Bars of the share that each value has among all counts of a run, mean over the runs. */
export function shareBars({ name, counts, values, colours }: ShareBarsOptions): Trace {
  const shares = counts.map((of) => {
    const total = [...of.values()].reduce((sum, count) => sum + count, 0);
    return values.map((value) => (of.get(value) ?? 0) / total);
  });
  return {
    type: "bar",
    name,
    x: [...values],
    y: values.map((_, i) => shares.reduce((sum, share) => sum + share[i], 0) / shares.length),
    marker: { color: values.map((value) => colours[value] ?? REFERENCE) },
    showlegend: false,
  };
}
