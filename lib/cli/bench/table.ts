import { engineComparison } from "./engines.ts";
import { type BenchResults, type BenchRow, machineText } from "./results.ts";

/**
 * The results of `task bench` as Markdown: a sentence on the machine and a table with a row for each workload.
 *
 * @param results content of a results file
 * @param headers columns to keep; by default all that have a value
 * @returns lines, ending in a newline
 */
export function benchTable(results: BenchResults, headers?: readonly string[]): string {
  const { machine, versions, threads, repeats, bound, geometricMean, workloads } = results;
  const columns = COLUMNS.filter(({ header, always, value }) =>
    (headers?.includes(header) ?? true) &&
    (always || workloads.some((row) => value(row, threads) !== NOTHING))
  );
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const row = (title: string, values: readonly string[]) => line([title, ...values]);
  const cells = (workload: BenchRow) => columns.map(({ value }) => value(workload, threads));
  const means = row(
    `**geometric mean of ${geometricMean.workloads}**`,
    columns.map(({ mean }) => (mean ? `**${ratio(geometricMean[mean])}**` : "")),
  );
  const [extra, counted] = [true, false].map((wanted) =>
    workloads.filter((workload) => workload.extra === wanted)
  );
  const named = Object.entries(versions).map(([name, version]) => `${NAMES[name] ?? name} ${version}`);
  const { float32, float64 } = machine.matMulPeak, engines = engineComparison(workloads);
  return [
    `Milliseconds of CPU time for one step, ${threads === 1 ? "one thread" : `${threads} threads`} each` +
    `${bound ? `, bound to ${threads === 1 ? "one processor" : `${threads} processors`}` : ""}, ` +
    `median of ${repeats} interleaved repeats on ${machineText(machine)}; ` +
    `ratio = this engine / the other. ` +
    `Peak: ${float32.toFixed(0)} · 10⁹ operations/s (float32) and ${
      float64.toFixed(0)
    } (float64) in a matrix product ` +
    `of 1024 on one thread. ${named.join(", ")}.`,
    "",
    line(["Workload", ...columns.map(({ header }) => header)]),
    line(["---", ...columns.map(() => "---:")]),
    ...counted.map((workload) => row(workload.title, cells(workload))),
    ...(counted.length > 1 ? [means] : []),
    ...extra.map((workload) => row(`extra: ${workload.title}`, cells(workload))),
    "",
    ...(engines === "" ? [] : [engines, ""]),
  ].join("\n");
}

interface Column {
  readonly header: string;
  readonly value: (row: BenchRow, threads: number) => string;
  /** Whether it is shown even if no row has a value. */
  readonly always?: boolean;
  /** Which mean is shown under it. */
  readonly mean?: "ratioPyTorch" | "ratioJax";
}

const NOTHING = "–";

/** By the clock, a side may gain from threads what it loses in CPU time. */
const wallRatio = (other: "pytorch" | "jax") => ({ wall }: BenchRow, threads: number) =>
  threads > 1 && wall.ours && wall[other] ? ratio(wall.ours / wall[other]) : NOTHING;

const COLUMNS: readonly Column[] = [
  { header: "this engine", value: ({ ours }) => time(ours), always: true },
  { header: "PyTorch eager", value: ({ pytorch }) => time(pytorch), always: true },
  { header: "ratio", value: ({ ratioPyTorch }) => ratio(ratioPyTorch), always: true, mean: "ratioPyTorch" },
  { header: "wall-clock ratio", value: wallRatio("pytorch") },
  { header: "JAX jit", value: ({ jax }) => time(jax) },
  { header: "ratio", value: ({ ratioJax }) => ratio(ratioJax), mean: "ratioJax" },
  { header: "wall-clock ratio", value: wallRatio("jax") },
  { header: "torch.compile", value: ({ pytorchCompile }) => time(pytorchCompile) },
  {
    header: "TF.js eager",
    value: ({ tfjsBackends }) =>
      Object.entries(tfjsBackends).map(([backend, value]) => `${backend} ${time(value)}`).join(", ") ||
      NOTHING,
  },
  {
    header: "of peak",
    value: ({ shareOfPeak }) => (shareOfPeak === null ? NOTHING : `${(100 * shareOfPeak).toFixed(0)} %`),
  },
  {
    header: "set-up, s",
    value: ({ setupSeconds }) =>
      setupSeconds === null ? NOTHING : (setupSeconds.trace + setupSeconds.compile).toFixed(2),
  },
];

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
  if (milliseconds === null) return NOTHING;
  return milliseconds >= 100 ? milliseconds.toFixed(0) : milliseconds.toPrecision(3);
}

function ratio(value: number | null): string {
  return value === null ? NOTHING : value.toFixed(2);
}
