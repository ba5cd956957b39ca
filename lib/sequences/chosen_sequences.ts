/** Some sequences with their answers. */
import type { AnsweredSequences } from "./training/train_on_sequences.ts";

/**
 * The sequences that satisfy a condition, in their order, with one answer each; it may be none.
 *
 * @param holds whether the sequence of this number is chosen
 */
export function chosenSequences(
  { length, tokens, labels }: Omit<AnsweredSequences, "rows">,
  holds: (row: number) => boolean,
): AnsweredSequences {
  const rows = Array.from(labels.keys()).filter(holds);
  return {
    rows: rows.length,
    length,
    tokens: Int32Array.from(rows.flatMap((row) => [...tokens.subarray(row * length, (row + 1) * length)])),
    labels: Int32Array.from(rows, (row) => labels[row]),
  };
}
