/** `task bench --detectors`: one-class detectors beside PyOD, scikit-learn and stumpy. */
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import { median } from "../../stats/summary.ts";
import { commandOutput } from "../command_output.ts";
import { processorBinding, pythonCommand, scriptCommand } from "./commands.ts";
import { BenchSide, BenchSideError } from "./side.ts";

/** CPU time of a detector, fit and scores, in milliseconds. */
export interface DetectorBenchRow {
  readonly name: string;
  readonly beside: string;
  readonly ours: number | null;
  readonly theirs: number | null;
  /** largest relative difference of the first scores, where they are to be the same */
  readonly difference: number | null;
  /** why a side has no time */
  readonly failure?: string;
}

/** What all detectors take on one series. */
export interface AllDetectors {
  readonly seconds: number;
  readonly megabytes: number;
  readonly milliseconds: Readonly<Record<string, number>>;
}

/** A run of the bench of detectors. */
export interface DetectorBench {
  readonly machine: { readonly cpu: string; readonly cores: number; readonly load: number };
  readonly versions: Readonly<Record<string, string>>;
  readonly repeats: number;
  readonly rows: readonly DetectorBenchRow[];
  readonly all: AllDetectors;
}

/** A row before it is measured, as `tests/bench/detectors/prepare.ts` prints it. */
interface PlannedRow {
  readonly name: string;
  readonly beside: string;
  readonly equal: boolean;
  readonly window: number;
  /** file with both series */
  readonly file: string;
}

/** Scores that are compared, and how much they may differ. */
const COMPARED = 200, TOLERANCE = 1e-6;
/** CPU time of one measurement and of the warm-up, in milliseconds, and the most runs in it. */
const MEASURED = 300, WARM_UP = 1500, MOST = 60;
const ALL_TIMEOUT_MS = 10 * 60_000;

/**
 * Measures each row on both sides, in processes of their own, on one processor, in turns.
 *
 * @param python a Python with PyOD, scikit-learn and stumpy
 * @param print takes progress, a line at a time
 */
export async function benchDetectors(
  python: string,
  repeats: number,
  print: (line: string) => void,
): Promise<DetectorBench> {
  const machine = { cpu: cpus()[0].model.trim(), cores: availableParallelism(), load: loadavg()[0] };
  const folder = await Deno.makeTempDir({ prefix: "bench-" }), binding = await processorBinding(1);
  const versions: Record<string, string> = {}, rows: DetectorBenchRow[] = [];
  try {
    const prepared = await mustPrint(scriptCommand("detectors/prepare.ts", folder));
    const planned = JSON.parse(prepared) as PlannedRow[], side = join("detectors", "side.ts");
    for (const row of planned) {
      const commands = {
        ours: [...binding, ...scriptCommand(side, row.name, row.file)],
        theirs: [
          ...binding,
          ...pythonCommand(python, "detectors_side.py", row.name, row.file, `${row.window}`),
        ],
      };
      rows.push(await measured(row, commands, repeats, versions));
      print(JSON.stringify(rows.at(-1)));
    }
    const all = JSON.parse(
      await mustPrint([...binding, ...scriptCommand(side, "all", planned[0].file)]),
    ) as AllDetectors;
    return { machine, versions, repeats, rows, all };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function measured(
  { name, beside, equal }: PlannedRow,
  commands: Readonly<Record<"ours" | "theirs", readonly string[]>>,
  repeats: number,
  versions: Record<string, string>,
): Promise<DetectorBenchRow> {
  const sides: BenchSide[] = [];
  try {
    for (const command of [commands.ours, commands.theirs]) {
      sides.push(await BenchSide.start(command));
      Object.assign(versions, sides.at(-1)!.versions);
    }
    const scores = await Promise.all(sides.map((side) => side.losses(COMPARED)));
    const difference = equal ? largestDifference(scores[0], scores[1]) : null;
    if (difference !== null && !(difference <= TOLERANCE)) {
      throw new BenchSideError(`${name}: the scores differ by ${difference.toExponential(1)}`);
    }
    const steps: number[] = [];
    for (const side of sides) {
      const { cpu } = await side.time(1), warm = await side.time(runsOf(WARM_UP, cpu));
      steps.push(runsOf(MEASURED, warm.cpu));
    }
    const times: number[][] = [[], []];
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (const [s, side] of sides.entries()) times[s].push((await side.time(steps[s])).cpu);
    }
    return { name, beside, ours: median(times[0]), theirs: median(times[1]), difference };
  } catch (error) {
    if (!(error instanceof BenchSideError)) throw error;
    return { name, beside, ours: null, theirs: null, difference: null, failure: error.message };
  } finally {
    for (const side of sides) await side.end();
  }
}

function runsOf(milliseconds: number, each: number): number {
  return Math.min(MOST, Math.max(1, Math.round(milliseconds / each)));
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  let scale = 0, difference = 0;
  a.forEach((value, i) => {
    scale = Math.max(scale, Math.abs(b[i]));
    difference = Math.max(difference, Math.abs(value - b[i]));
  });
  return difference / scale;
}

async function mustPrint(command: readonly string[]): Promise<string> {
  const { ok, stdout, stderr } = await commandOutput(command, ALL_TIMEOUT_MS);
  if (!ok) throw new BenchSideError(`${command.at(-1)}: ${stderr.split("\n").at(-1)}`);
  return stdout;
}
