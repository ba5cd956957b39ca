/** The file of `task bench --compare`: the speed of the engine, commit by commit. */
import * as v from "valibot";
import { atomicWrite } from "../../io/atomic_write.ts";
import { checkedJson } from "../../io/checked_json.ts";
import { exists } from "../../io/exists.ts";
import { textTable } from "../text_table.ts";
import { UsageError } from "../usage_error.ts";

const milliseconds = v.nullable(v.number());

const ComparisonForm = v.strictObject({
  /** Commit of this engine, with `changed` if its code differed from it. */
  now: v.strictObject({ commit: v.string(), changed: v.boolean() }),
  /** Commit of the earlier one. */
  before: v.string(),
  /** Day, as in 2026-01-31. */
  date: v.string(),
  cpu: v.string(),
  /** Programs that ran on average when it started. */
  load: v.number(),
  threads: v.number(),
  repeats: v.number(),
  rows: v.array(v.strictObject({
    name: v.string(),
    /** Median CPU time of a step; `null` if a side failed. */
    now: milliseconds,
    before: milliseconds,
    /** Median of now / before over the repeats, and its interval at 95 %. */
    ratio: v.nullable(v.strictObject({ value: v.number(), low: v.number(), high: v.number() })),
    /** Why there is no ratio. */
    failure: v.optional(v.string()),
  })),
});

/** A run of `task bench --compare`. */
export type Comparison = v.InferOutput<typeof ComparisonForm>;

/** Times of a workload now and before. */
export type ComparedRow = Comparison["rows"][number];

/**
 * The comparisons of a file, oldest first; none if it does not exist.
 *
 * @throws {UsageError} for a file of another form, which is left unchanged
 */
export async function readHistory(file: string): Promise<Comparison[]> {
  if (!await exists(file)) return [];
  const { comparisons } = checkedJson(
    v.strictObject({ comparisons: v.array(ComparisonForm) }),
    await Deno.readTextFile(file),
    (reason) => new UsageError(`task bench: ${file} ${reason}`),
  );
  return comparisons;
}

/** Appends a comparison to a file. */
export async function appendHistory(file: string, comparison: Comparison): Promise<void> {
  const comparisons = [...await readHistory(file), comparison];
  await atomicWrite(file, JSON.stringify({ comparisons }, null, 2) + "\n");
}

/** The rows of a comparison as a table. */
export function comparisonTable({ rows }: Comparison): string {
  const ms = (value: number | null) => value === null ? "–" : value.toPrecision(3);
  return textTable(
    ["workload", "now", "before", "ratio", "95 %"],
    rows.map(({ name, now, before, ratio }) => [
      name,
      ms(now),
      ms(before),
      ratio ? ratio.value.toFixed(3) : "–",
      ratio ? `${ratio.low.toFixed(3)} … ${ratio.high.toFixed(3)}` : "–",
    ]),
    [1, 2, 3],
  );
}
