import type { DetectorBench } from "./detectors.ts";
import { machineText } from "./results.ts";

/** Row of the long series, which is not part of the sums. */
const LONG = "MatrixProfile16384";

/** Results of the bench of detectors as Markdown. */
export function detectorTable({ machine, versions, repeats, rows, all }: DetectorBench): string {
  const time = (value: number | null) =>
    value === null ? "–" : value >= 100 ? value.toFixed(0) : value.toPrecision(3);
  const ratio = (ours: number | null, theirs: number | null) =>
    ours === null || theirs === null ? "–" : (ours / theirs).toFixed(2);
  const summed = rows.filter(({ name }) => name !== LONG);
  const total = (of: (row: typeof rows[number]) => number | null) =>
    summed.some((row) => of(row) === null) ? null : summed.reduce((sum, row) => sum + of(row)!, 0);
  const ours = total((row) => row.ours), theirs = total((row) => row.theirs);
  const by = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + (all.milliseconds[name] ?? 0), 0) / 1000;
  return [
    `One-class detectors, fit and scores of 1,000 standard and 1,000 other windows of 50 points: milliseconds of CPU time, one ` +
    `thread, bound to one processor, median of ${repeats} interleaved repeats after a warm-up on ${
      machineText(machine)
    }. Each detector alone, its distances included. ` +
    `Deno ${versions.deno}, Python ${versions.python}, PyOD ${versions.pyod}, scikit-learn ${versions.scikitlearn}, ` +
    `stumpy ${versions.stumpy}, NumPy ${versions.numpy}.`,
    "",
    "| Detector | compared with | this library | other library | ratio |",
    "| --- | --- | ---: | ---: | ---: |",
    ...rows.map((row) =>
      `| ${row.name === LONG ? "MatrixProfile, two series of 16,384 points" : row.name} | ${row.beside} | ` +
      `${time(row.ours)} | ${time(row.theirs)} | ${row.failure ?? ratio(row.ours, row.theirs)} |`
    ),
    `| **sum of ${summed.length}** |  | **${time(ours)}** | **${time(theirs)}** | **${
      ratio(ours, theirs)
    }** |`,
    "",
    `All ${
      Object.keys(all.milliseconds).length
    } detectors at their defaults on one such series, with shared distances, in a new process: ` +
    `${all.seconds.toFixed(1)} s of CPU time, ${
      all.megabytes.toFixed(0)
    } MiB of resident memory at most. The recurrent nets (RNN, GRU, LSTM) take ` +
    `${by(["RNN", "GRU", "LSTM"]).toFixed(1)} s of it, Transformer and CNN ${
      by(["Transformer", "CNN"]).toFixed(1)
    } s.`,
    "",
  ].join("\n");
}
