/**
 * `task bench`: measures training steps on this engine, in PyTorch and in TF.js, side by side in processes of their own.
 *
 * @module
 */
import { cpus } from "node:os";
import { join } from "node:path";
import { atomicWrite } from "../io/atomic_write.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { measureWorkload } from "./bench_measure.ts";
import { BENCH_PYTHON, BenchEnvironmentError, installPyTorch, requirePyTorch } from "./bench_python.ts";
import type { BenchResults, BenchRow, BenchSideName } from "./bench_results.ts";
import { BENCH_RESULTS } from "./bench_section.ts";
import { benchTable } from "./bench_table.ts";
import { commandOutput } from "./command_output.ts";
import { checkReadme } from "./readme.ts";
import { REPOSITORY_ROOT } from "./repository.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "bench",
  description: "Measures training steps on this engine beside PyTorch, one thread each, by CPU time.",
  positionals: "",
  options: {
    json: { type: "string", value: "FILE", description: "file to write the results to" },
    repeats: {
      type: "string",
      value: "N",
      description: "interleaved measurements of each side; 5 unless given",
    },
    workload: { type: "string", value: "NAME,…", description: "workloads to measure; all unless given" },
    "update-readme": {
      type: "boolean",
      description: `store the results of all workloads in ${BENCH_RESULTS}, and in README's table`,
    },
    install: {
      type: "boolean",
      description: "install PyTorch into .papers/bench-venv first (5.4 GB on Linux)",
    },
    python: { type: "string", value: "PATH", description: "a Python that has PyTorch, instead of that one" },
  },
};

const SCRIPTS = join(REPOSITORY_ROOT, "tests", "bench"), PYTHON_SCRIPTS = join(SCRIPTS, "python");

/** The number of repeats on a command line; five unless given. */
export function checkedRepeats(text: string | undefined): number {
  const repeats = text === undefined ? 5 : Number(text);
  if (!Number.isInteger(repeats) || repeats < 1 || repeats > 1000) {
    throw new UsageError(`task bench: --repeats is "${text}"; allowed are whole numbers from 1 to 1000`);
  }
  return repeats;
}

async function main(args: TaskArguments): Promise<number> {
  const repeats = checkedRepeats(args.text("repeats"));
  if (args.has("install") && args.has("python")) {
    throw new UsageError(
      "task bench: --install is for the bench's own environment, not for that of --python",
    );
  }
  const names = args.text("workload")?.split(",") ?? [];
  if (args.has("update-readme") && names.length > 0) {
    throw new UsageError("task bench: --update-readme stores all workloads, --workload measures some");
  }
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  try {
    const workloads = await prepareWorkloads(folder, names);
    const python = args.text("python") ?? BENCH_PYTHON;
    await preparePyTorch(python, args.has("install"));
    const rows: BenchRow[] = [], versions: Record<string, string> = {};
    for (const workload of workloads) {
      const commands = sideCommands(workload.name, folder, python);
      const print = (text: string) => console.log(text);
      rows.push(await measureWorkload(workload, { commands, repeats, versions, print }));
    }
    const { model } = cpus()[0];
    const results: BenchResults = {
      machine: { cpu: model.trim(), cores: cpus().length },
      versions,
      threads: 1,
      repeats,
      workloads: rows,
    };
    console.log(`\n${benchTable(results)}`);
    const json = args.text("json");
    if (json !== undefined) await atomicWrite(json, JSON.stringify(results, null, 2) + "\n");
    const code = reportFailures(rows);
    if (args.has("update-readme")) {
      // A table with holes must not take the place of a whole one.
      if (code !== 0) console.error(`${BENCH_RESULTS} and README.md stay as they are`);
      else return await store(results);
    }
    return code;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function prepareWorkloads(
  folder: string,
  names: readonly string[],
): Promise<{ name: string; title: string }[]> {
  const script = join(SCRIPTS, "prepare.ts");
  const { ok, stdout, stderr } = await commandOutput([
    Deno.execPath(),
    "run",
    "-A",
    script,
    folder,
    ...names,
  ]);
  if (ok) return JSON.parse(stdout) as { name: string; title: string }[];
  throw new UsageError(`task bench: ${stderr}`);
}

/** PyTorch that is missing is said at once; its side then fails by name in every row. */
async function preparePyTorch(python: string, install: boolean): Promise<void> {
  try {
    if (install) {
      console.log("Installing PyTorch into .papers/bench-venv …");
      await installPyTorch();
    }
    await requirePyTorch(python);
  } catch (error) {
    if (!(error instanceof BenchEnvironmentError)) throw error;
    console.error(`PyTorch FAILED: ${error.message}`);
  }
}

function sideCommands(
  name: string,
  folder: string,
  python: string,
): ReadonlyMap<BenchSideName, readonly string[]> {
  const side = (which: string) => [Deno.execPath(), "run", "-A", join(SCRIPTS, "side.ts"), which, name];
  return new Map<BenchSideName, readonly string[]>([
    ["ours", side("ours")],
    ["pytorch", [python, "-B", join(PYTHON_SCRIPTS, "pytorch_side.py"), join(folder, name), "1"]],
    ["jax", [python, "-B", join(PYTHON_SCRIPTS, "jax_side.py"), join(folder, name), "1"]],
    ["tfjs", side("tfjs")],
  ]);
}

async function store(results: BenchResults): Promise<number> {
  await atomicWrite(join(REPOSITORY_ROOT, BENCH_RESULTS), JSON.stringify(results, null, 2) + "\n");
  const { ok, output } = await checkReadme(REPOSITORY_ROOT, true);
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
