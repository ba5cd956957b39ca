import type { BenchResults, BenchRow } from "./bench_results.ts";

/**
 * The results of `task bench` as Markdown: a sentence on the machine and a table with a row for each workload.
 *
 * @param results content of a results file
 * @returns lines, ending in a newline
 */
export function benchTable(results: BenchResults): string {
  const { machine, versions, threads, repeats, workloads } = results;
  const withJax = workloads.some(({ jax }) => jax !== null);
  const header = [
    "Workload",
    "this engine",
    "PyTorch eager",
    "ratio",
    ...(withJax ? ["JAX jit", "ratio"] : []),
    "TF.js `cpu`",
  ];
  const cells = (row: BenchRow) => [
    row.title,
    time(row.ours),
    time(row.pytorch),
    ratio(row.ratioPyTorch),
    ...(withJax ? [time(row.jax), ratio(row.ratioJax)] : []),
    time(row.tfjs),
  ];
  const line = (columns: readonly string[]) => `| ${columns.join(" | ")} |`;
  const named = Object.entries(versions).map(([name, version]) => `${NAMES[name] ?? name} ${version}`);
  return [
    `Milliseconds of CPU time for one step, ${threads === 1 ? "one thread" : `${threads} threads`} each, ` +
    `median of ${repeats} interleaved repeats on ${machine.cpu} (${machine.cores} cores); ` +
    `ratio = this engine / the other; TF.js once, for the record. ${named.join(", ")}.`,
    "",
    line(header),
    line(["---", ...header.slice(1).map(() => "---:")]),
    ...workloads.map((row) => line(cells(row))),
    "",
  ].join("\n");
}

const NAMES: Readonly<Record<string, string>> = {
  deno: "Deno",
  jax: "JAX",
  onnxruntime: "ONNX Runtime",
  python: "Python",
  pytorch: "PyTorch",
  tfjs: "TF.js",
};

/** Milliseconds to three significant digits. */
function time(milliseconds: number | null): string {
  if (milliseconds === null) return "–";
  return milliseconds >= 100 ? milliseconds.toFixed(0) : milliseconds.toPrecision(3);
}

function ratio(value: number | null): string {
  return value === null ? "–" : value.toFixed(2);
}
