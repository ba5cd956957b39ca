/**
 * `task bench`: measures training steps on this engine, in PyTorch, in JAX and in TF.js, each in its own process; or
 * compares this engine with that of an earlier commit, or profiles one workload.
 *
 * @module
 */
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import { atomicWrite } from "../io/atomic_write.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { COMPARED_REPEATS, compareEngines } from "./bench/against.ts";
import { detectorTable } from "./bench/detector_table.ts";
import { benchDetectors } from "./bench/detectors.ts";
import { processorBinding, scriptCommand, sideCommands } from "./bench/commands.ts";
import { measureWorkload } from "./bench/measure.ts";
import { measurePeak } from "./bench/peak.ts";
import {
  BENCH_PYTHON,
  BenchEnvironmentError,
  FRAMEWORKS,
  installFrameworks,
  installPackages,
  requireFramework,
} from "./bench/python.ts";
import {
  benchMeans,
  type BenchResults,
  type BenchRow,
  type BenchWorkload,
  busyMachine,
  QUIET_LOAD,
} from "./bench/results.ts";
import { BENCH_THREADS, DETECTOR_RESULTS_FILE } from "./bench/section.ts";
import { storeResults } from "./bench/store.ts";
import { benchTable } from "./bench/table.ts";
import { commandOutput } from "./command_output.ts";
import { checkPages } from "./pages/pages.ts";
import { REPOSITORY_ROOT } from "./repository.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "bench",
  description: "Measures the CPU time of training steps on this engine, PyTorch and JAX.",
  positionals: "",
  options: {
    json: { type: "string", value: "FILE", description: "file to write the results to" },
    repeats: {
      type: "string",
      value: "N",
      description: "interleaved measurements of each side; 5 by default",
    },
    workload: { type: "string", value: "NAME,…", description: "workloads to measure; all by default" },
    threads: { type: "string", value: "N", description: "threads of each side; 1 by default" },
    "no-tfjs": {
      type: "boolean",
      description: "skip TF.js op by op, which takes minutes for a large workload",
    },
    profile: {
      type: "string",
      value: "NAME",
      description: "only print the time of each op of a workload on this engine",
    },
    "update-readme": {
      type: "boolean",
      description:
        "store the results in data/results and README's tables (1 or 2 threads); those of --workload in a separate table",
    },
    compare: {
      type: "string",
      value: "FILE",
      description: "compare this engine with an earlier one instead, and append the ratios to FILE",
    },
    against: {
      type: "string",
      value: "COMMIT",
      description: "the earlier engine; by default that of FILE's last comparison",
    },
    detectors: {
      type: "boolean",
      description: "measure one-class detectors beside PyOD, scikit-learn and stumpy instead",
    },
    install: {
      type: "boolean",
      description:
        "install PyTorch and JAX (5.9 GB on Linux), or with --detectors what these need, into .papers/bench-venv first",
    },
    python: { type: "string", value: "PATH", description: "another Python that has them" },
  },
};

const PROFILE_TIMEOUT_MS = 10 * 60_000;

/** An integer on a command line; `fallback` if it is absent. */
function checkedCount(option: string, text: string | undefined, fallback: number, most: number): number {
  const count = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(count) || count < 1 || count > most) {
    throw new UsageError(`task bench: --${option} is "${text}"; allowed are integers from 1 to ${most}`);
  }
  return count;
}

/** The number of repeats on a command line; five by default. */
export function checkedRepeats(text: string | undefined): number {
  return checkedCount("repeats", text, 5, 1000);
}

/** The number of threads on a command line; one by default. */
export function checkedThreads(text: string | undefined): number {
  return checkedCount("threads", text, 1, availableParallelism());
}

async function main(args: TaskArguments): Promise<number> {
  const repeats = checkedRepeats(args.text("repeats")), threads = checkedThreads(args.text("threads"));
  const profiled = args.text("profile");
  if (profiled !== undefined) return await profile(profiled, threads);
  const history = args.text("compare");
  if (history !== undefined) {
    const repeats = checkedCount("repeats", args.text("repeats"), COMPARED_REPEATS, 1000);
    const names = args.text("workload")?.split(",") ?? [];
    return await withWorkloads(
      names,
      ({ workloads }) =>
        compareEngines({ file: history, against: args.text("against"), workloads, repeats, threads }),
    );
  }
  if (args.has("against")) throw new UsageError("task bench: --against needs --compare");
  if (args.has("install") && args.has("python")) {
    throw new UsageError(
      "task bench: --install applies to the bench's own environment, not to that of --python",
    );
  }
  if (args.has("detectors")) return await detectors(args, repeats);
  const names = args.text("workload")?.split(",") ?? [];
  if (args.has("update-readme") && !BENCH_THREADS.includes(threads)) {
    throw new UsageError(
      `task bench: README has tables for ${BENCH_THREADS.join(" and ")} threads, not ${threads}`,
    );
  }
  return await withWorkloads(names, async ({ folder, workloads, tfjsBackends: present }) => {
    const tfjsBackends = args.has("no-tfjs") ? [] : present;
    const python = args.text("python") ?? BENCH_PYTHON;
    await prepareFrameworks(python, args.has("install"));
    const [load] = loadavg();
    if (load > QUIET_LOAD) console.error(busyMachine(load));
    const binding = await processorBinding(threads), peak = await measurePeak(python);
    const rows: BenchRow[] = [], versions: Record<string, string> = {};
    for (const workload of workloads) {
      const commands = sideCommands(workload.name, { folder, python, tfjsBackends, threads, binding });
      const print = (text: string) => console.log(text);
      rows.push(await measureWorkload(workload, { commands, repeats, threads, peak, versions, print }));
    }
    const results: BenchResults = {
      machine: { cpu: cpus()[0].model.trim(), cores: cpus().length, load, matMulPeak: peak },
      versions,
      threads,
      bound: binding.length > 0,
      repeats,
      geometricMean: benchMeans(rows),
      workloads: rows,
    };
    console.log(`\n${benchTable(results)}`);
    const json = args.text("json");
    if (json !== undefined) await atomicWrite(json, JSON.stringify(results, null, 2) + "\n");
    const code = reportFailures(rows);
    if (args.has("update-readme")) {
      // An incomplete table must not replace a complete one.
      if (code !== 0) console.error("data/results and README.md are not changed");
      else return await store(results, names.length === 0);
    }
    return code;
  });
}

/** Output of `prepare.ts`, and the folder that it has filled. */
interface Prepared {
  readonly folder: string;
  readonly workloads: readonly BenchWorkload[];
  readonly tfjsBackends: readonly string[];
}

/** Runs `body` while the problems of these workloads (of all if none is named) are on disk. */
async function withWorkloads(
  names: readonly string[],
  body: (prepared: Prepared) => Promise<number>,
): Promise<number> {
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  try {
    const { ok, stdout, stderr } = await commandOutput(scriptCommand("prepare.ts", folder, ...names));
    if (!ok) throw new UsageError(`task bench: ${stderr}`);
    return await body({ folder, ...JSON.parse(stdout) as Omit<Prepared, "folder"> });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Reports a missing framework at once; its side then fails by name in every row. */
async function prepareFrameworks(python: string, install: boolean): Promise<void> {
  const attempt = async (name: string, body: () => Promise<void>) => {
    try {
      await body();
    } catch (error) {
      if (!(error instanceof BenchEnvironmentError)) throw error;
      console.error(`${name} FAILED: ${error.message}`);
    }
  };
  if (install) {
    console.log("Installing PyTorch and JAX into .papers/bench-venv …");
    await attempt("Installation", installFrameworks);
  }
  for (const module of Object.keys(FRAMEWORKS) as (keyof typeof FRAMEWORKS)[]) {
    await attempt(FRAMEWORKS[module], () => requireFramework(python, module));
  }
}

async function detectors(args: TaskArguments, repeats: number): Promise<number> {
  const unused = ["workload", "threads", "no-tfjs"].find((option) => args.has(option));
  if (unused) throw new UsageError(`task bench: --${unused} is not for --detectors`);
  if (args.has("install")) await installPackages(["pyod", "scikit-learn", "stumpy"]);
  const results = await benchDetectors(
    args.text("python") ?? BENCH_PYTHON,
    repeats,
    (line) => console.log(line),
  );
  console.log(`\n${detectorTable(results)}`);
  const json = args.text("json"), text = JSON.stringify(results, null, 2) + "\n";
  if (json !== undefined) await atomicWrite(json, text);
  const failed = results.rows.filter(({ failure }) => failure);
  for (const { name, failure } of failed) console.error(`${name}: ${failure}`);
  if (failed.length > 0 || !args.has("update-readme")) return failed.length > 0 ? 1 : 0;
  await atomicWrite(join(REPOSITORY_ROOT, DETECTOR_RESULTS_FILE), text);
  const { ok, output } = await checkPages(REPOSITORY_ROOT, true);
  if (!ok) console.error(output);
  return ok ? 0 : 1;
}

async function profile(name: string, threads: number): Promise<number> {
  const steps = "100", command = scriptCommand("profile.ts", name, steps, `${threads}`);
  const { ok, stdout, stderr } = await commandOutput(command, PROFILE_TIMEOUT_MS);
  if (!ok) throw new UsageError(`task bench: ${stderr}`);
  console.log(stdout);
  return 0;
}

async function store(results: BenchResults, isWhole: boolean): Promise<number> {
  await storeResults(REPOSITORY_ROOT, results, isWhole);
  const { ok, output } = await checkPages(REPOSITORY_ROOT, true);
  if (!ok) console.error(output);
  return ok ? 0 : 1;
}

function reportFailures(rows: readonly BenchRow[]): number {
  const failed = rows.flatMap(({ name, failures = {} }) =>
    Object.entries(failures).map(([side, why]) => `${name}, ${side}: ${why}`)
  );
  if (failed.length > 0) console.error(`Failed:\n  ${failed.join("\n  ")}`);
  return failed.length === 0 ? 0 : 1;
}

if (import.meta.main) await runParsedTask(USAGE, main);
