/** Results of `task bench`, in the form of its results file. */
import { geometricMean } from "simple-statistics";
import { median } from "../../stats/summary.ts";

/** Prefix of the sides that are TF.js on one of its backends. */
export const TFJS = "tfjs-";

/** Prefix of the sides that are this engine's programs, run by a backend of TF.js. */
export const REPLAY = "replay-";

/** The programs that a workload is measured in; TF.js, with and without this engine, once for each of its backends. */
export type BenchSideName =
  | "ours"
  | "pytorch"
  | "pytorchCompile"
  | "jax"
  | `${typeof TFJS | typeof REPLAY}${string}`;

/** Whether a side is computed by TF.js, op by op, which is measured once. */
export function isTfjs(side: BenchSideName): boolean {
  return side.startsWith(TFJS) || side.startsWith(REPLAY);
}

/** Whether a side is measured only for the record, so the results are complete without it. */
export function isForRecord(side: BenchSideName): boolean {
  return isTfjs(side) || side === "pytorchCompile";
}

/** Average number of running programs that is allowed when the bench starts. */
export const QUIET_LOAD = 0.5;

/** Other programs hardly affect the CPU time of one thread, but threads that wait for each other spin meanwhile. */
export function busyMachine(load: number): string {
  const meaning = "times with more than one thread are unreliable now";
  return `Other programs keep the machine busy (load ${load.toFixed(1)}): ${meaning}`;
}

/** The machine of a table in words: processor, number of cores and, where it was busy before measuring, how busy. */
export function machineText(
  { cpu, cores, load }: { readonly cpu: string; readonly cores: number; readonly load: number },
): string {
  const busy = load > QUIET_LOAD ? `, busy with other programs: load ${load.toFixed(1)}` : "";
  return `${cpu} (${cores} cores${busy})`;
}

/** Description of a workload before it is measured. */
export interface BenchWorkload {
  /** Name, as on the command line. */
  readonly name: string;
  /** What it computes. */
  readonly title: string;
  /** Whether it is excluded from the geometric means. */
  readonly extra: boolean;
  /** Precision. */
  readonly precision: "float32" | "float64";
}

/** Time of one step, in milliseconds: summed over processors, and by the clock. */
export interface StepTime {
  /** CPU time of the process, user and system. */
  readonly cpu: number;
  /** Time by the clock. */
  readonly wall: number;
}

/** Information from this engine about a workload before it is timed. */
export interface OwnFacts {
  /** Seconds to trace and differentiate, and to make the model and set the runtime up. */
  readonly setup: { readonly trace: number; readonly compile: number };
  /** Multiplications and additions of its matrix products and convolutions in one step. */
  readonly operations: number;
}

/** 10⁹ operations per second of one thread in a large matrix product, by precision. */
export type MatMulPeak = Readonly<Record<BenchWorkload["precision"], number>>;

/** Measurements of one workload: CPU time of a step, `null` if a side was not measured. */
export interface BenchRow extends BenchWorkload {
  /** This engine. */
  readonly ours: number | null;
  /** PyTorch eager. */
  readonly pytorch: number | null;
  /** PyTorch tuned: torch.compile, fused Adam, pictures with channels last. */
  readonly pytorchCompile: number | null;
  /** JAX jit. */
  readonly jax: number | null;
  /** TF.js eager, its `cpu` backend. */
  readonly tfjs: number | null;
  /** TF.js eager by backend, of those that are present. */
  readonly tfjsBackends: Readonly<Record<string, number>>;
  /** Milliseconds of a step by the clock on each available engine; `onnx` is `ours`. */
  readonly engines: Readonly<Record<string, number>>;
  /** `ours / pytorch`; below 1 this engine is faster. */
  readonly ratioPyTorch: number | null;
  /** `ours / jax`. */
  readonly ratioJax: number | null;
  /** Unit of the times. */
  readonly unit: "ms CPU/step";
  /** Milliseconds of a step by the clock, by side. */
  readonly wall: Readonly<Partial<Record<BenchSideName, number>>>;
  /** Seconds to trace and differentiate, and to make the model and set the runtime up. */
  readonly setupSeconds: OwnFacts["setup"] | null;
  /** 10⁶ multiplications and additions of matrix products and convolutions in one step. */
  readonly megaOperations: number | null;
  /** Operations per second of CPU time of this engine, as a fraction of the machine's peak. */
  readonly shareOfPeak: number | null;
  /** Why a requested side has no time. */
  readonly failures?: Readonly<Partial<Record<BenchSideName, string>>>;
  /** Why a side does not take part. */
  readonly absent?: Readonly<Partial<Record<BenchSideName, string>>>;
}

/** Geometric means over the workloads that are not extra; `null` if one of them has no ratio. */
export interface BenchMeans {
  /** Number of those workloads. */
  readonly workloads: number;
  /** Mean ratio of this engine's CPU time to PyTorch eager's. */
  readonly ratioPyTorch: number | null;
  /** Mean ratio of this engine's CPU time to JAX jit's. */
  readonly ratioJax: number | null;
}

/** A run of the bench. */
export interface BenchResults {
  /** The machine. */
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    /** Average number of programs that needed a processor when the bench started, over one minute. */
    readonly load: number;
    /** 10⁹ operations per second of one thread: the largest of ONNX Runtime's and NumPy's matrix products. */
    readonly matMulPeak: MatMulPeak;
  };
  /** Versions of all programs that took part. */
  readonly versions: Readonly<Record<string, string>>;
  /** Threads that each side was allowed. */
  readonly threads: number;
  /** Whether each side was bound to this number of processors. */
  readonly bound: boolean;
  /** Number of measurements of which each time is the median. */
  readonly repeats: number;
  /** Means over the workloads that are not extra. */
  readonly geometricMean: BenchMeans;
  /** The workloads. */
  readonly workloads: readonly BenchRow[];
}

/** Times of each side of a workload, one entry per repeat; a side that was not measured is absent. */
export type BenchTimes = Readonly<Partial<Record<BenchSideName, readonly StepTime[]>>>;

/** Outcome of measuring a workload. */
export interface Measured {
  /** Repeats of each side; the row has their medians. */
  readonly times: BenchTimes;
  /** Information from this engine about it; `null` if it did not start. */
  readonly own?: OwnFacts | null;
  /** Why a requested side has no times. */
  readonly failures?: BenchRow["failures"];
  /** Why a side does not take part. */
  readonly absent?: BenchRow["absent"];
}

/** The row of a workload. */
export function benchRow(workload: BenchWorkload, measured: Measured, peak: MatMulPeak): BenchRow {
  const { times, own = null, failures = {}, absent = {} } = measured;
  const sides = Object.keys(times) as BenchSideName[];
  const middle = (side: BenchSideName, kind: keyof StepTime) => {
    const found = times[side];
    return found === undefined || found.length === 0 ? null : median(found.map((time) => time[kind]));
  };
  const all = (kind: keyof StepTime, names: readonly BenchSideName[]) =>
    names.flatMap((side) => {
      const value = middle(side, kind);
      return value === null ? [] : [[side, value] as const];
    });
  const ours = middle("ours", "cpu"), pytorch = middle("pytorch", "cpu"), jax = middle("jax", "cpu");
  const ratio = (other: number | null) => (ours === null || other === null ? null : ours / other);
  const named = (prefix: string, kind: keyof StepTime) =>
    all(kind, sides.filter((side) => side.startsWith(prefix))).map(([side, value]) =>
      [side.slice(prefix.length), value] as const
    );
  const onnx = middle("ours", "wall");
  const { name, title, extra, precision } = workload;
  return {
    name,
    title,
    extra,
    precision,
    ours,
    pytorch,
    pytorchCompile: middle("pytorchCompile", "cpu"),
    jax,
    tfjs: middle(`${TFJS}cpu`, "cpu"),
    tfjsBackends: Object.fromEntries(named(TFJS, "cpu")),
    engines: Object.fromEntries([...(onnx === null ? [] : [["onnx", onnx]]), ...named(REPLAY, "wall")]),
    ratioPyTorch: ratio(pytorch),
    ratioJax: ratio(jax),
    unit: "ms CPU/step",
    wall: Object.fromEntries(all("wall", sides)),
    setupSeconds: own && own.setup,
    megaOperations: own && own.operations / 1e6,
    shareOfPeak: own && ours && own.operations / (ours * 1e6) / peak[precision],
    ...(Object.keys(failures).length > 0 ? { failures } : {}),
    ...(Object.keys(absent).length > 0 ? { absent } : {}),
  };
}

/** Geometric means over the rows that are not extra. */
export function benchMeans(rows: readonly BenchRow[]): BenchMeans {
  const counted = rows.filter(({ extra }) => !extra);
  const over = (ratios: readonly (number | null)[]) =>
    ratios.length === 0 || ratios.includes(null) ? null : geometricMean(ratios as number[]);
  return {
    workloads: counted.length,
    ratioPyTorch: over(counted.map(({ ratioPyTorch }) => ratioPyTorch)),
    ratioJax: over(counted.map(({ ratioJax }) => ratioJax)),
  };
}
