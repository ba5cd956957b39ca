/** The file of `task bench --compare`: how the speed of the engine went, commit by commit. */
import * as v from "valibot";
import { atomicWrite } from "../io/atomic_write.ts";
import { checkedJson } from "../io/checked_json.ts";
import { exists } from "../io/exists.ts";
import type { ComparedRow } from "./bench_compare.ts";
import { textTable } from "./text_table.ts";
import { UsageError } from "./usage_error.ts";

/** A run of `task bench --compare`. */
export interface Comparison {
  /** Commit of this engine, with `changed` where its code differed from it. */
  readonly now: { readonly commit: string; readonly changed: boolean };
  /** Commit of the earlier one. */
  readonly before: string;
  /** Day, as in 2026-01-31. */
  readonly date: string;
  readonly cpu: string;
  /** Programs that ran on average when it started. */
  readonly load: number;
  readonly threads: number;
  readonly repeats: number;
  readonly rows: readonly ComparedRow[];
}

const time = v.nullable(v.number());
const FORM = v.strictObject({
  comparisons: v.array(v.strictObject({
    now: v.strictObject({ commit: v.string(), changed: v.boolean() }),
    before: v.string(),
    date: v.string(),
    cpu: v.string(),
    load: v.number(),
    threads: v.number(),
    repeats: v.number(),
    rows: v.array(v.strictObject({
      name: v.string(),
      now: time,
      before: time,
      ratio: v.nullable(v.strictObject({ value: v.number(), low: v.number(), high: v.number() })),
      failure: v.optional(v.string()),
    })),
  })),
});

/**
 * The comparisons of a file, oldest first; none where it does not exist.
 *
 * @throws {UsageError} for a file of another form, which is left as it is
 */
export async function readHistory(file: string): Promise<Comparison[]> {
  if (!await exists(file)) return [];
  const { comparisons } = checkedJson(
    FORM,
    await Deno.readTextFile(file),
    (reason) => new UsageError(`task bench: ${file} ${reason}`),
  );
  return comparisons as Comparison[];
}

/** Append a comparison to a file. */
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
