/**
 * The separate parts that determine the numbers of a training. A checkpoint stores them, so an error can say what
 * differs, and a training that only runs longer or reads other things can still resume from it.
 */
import { sha256 } from "../io/sha256.ts";
import type { Program } from "../graph/mod.ts";
import type { Optimizer } from "../optim/mod.ts";
import type { RunKeyParts } from "./run_key.ts";
import { bytesOf, describeDrawn, programDigest } from "./run_key.ts";

/** What must be the same for a training to resume from a checkpoint, by name. */
export type RunParts = Readonly<Record<string, unknown>>;

/** Coefficients of the optimizer at some steps, as its schedule gave them. */
export type ScheduleSamples = readonly (readonly [step: number, coefficients: readonly number[]])[];

/** What is read, which may change when a training resumes. */
export interface Observations {
  /** Digest of the traced observer and the evaluated data sets. */
  readonly curves: string;
  /** Digest of the traced snapshots. */
  readonly snapshots: string;
  readonly observeAt: readonly number[];
  readonly snapshotAt: readonly number[];
}

/** Steps at which a schedule is sampled. */
const SCHEDULE_SAMPLES = 64;

/** The parts of a training that must not change. */
export function runParts(parts: Omit<RunKeyParts, "steps" | "observeAt" | "snapshotAt">): RunParts {
  const { step, optimizer, batches, drawn, start, initial } = parts;
  return {
    "engine": parts.engine,
    "precision": step.precision,
    "optimizer": optimizer.name,
    "settings of the optimizer": optimizer.settings,
    "batches": batches ? { rows: batches.rows, size: batches.size, seed: batches.seed } : null,
    "drawn tensors": drawn ? { seed: drawn.seed, tensors: describeDrawn(drawn) } : null,
    "steps between metrics": parts.metricsEvery ?? null,
    "initial parameters": digestOf(initial),
    "moments from an earlier stage": start.slots
      ? { age: start.age, slots: Object.values(start.slots).map((slot) => digestOf(slot)) }
      : null,
    "loss, metrics and update": programDigest(step),
  };
}

/** What a training reads. */
export function observationsOf(
  { observer, snapshotter, evaluation, observeAt, snapshotAt }: Pick<
    RunKeyParts,
    "observer" | "snapshotter" | "evaluation" | "observeAt" | "snapshotAt"
  >,
): Observations {
  const digest = (program: Program | null) => program ? programDigest(program) : "none";
  return {
    curves: `${digest(observer)} ${evaluation ?? "none"}`,
    snapshots: digest(snapshotter),
    observeAt: [...observeAt],
    snapshotAt: [...snapshotAt],
  };
}

/** What a schedule gave at steps from 1 to `last`. */
export function scheduleSamples(optimizer: Optimizer, last: number, age: number): ScheduleSamples {
  const count = Math.min(last, SCHEDULE_SAMPLES);
  return Array.from({ length: count }, (_, i) => {
    const step = count === 1 ? 1 : 1 + Math.floor(i * (last - 1) / (count - 1));
    return [step, optimizer.coefficientsAt(step, age + step)];
  });
}

/** Describes which parts differ: "batches is … there, … here"; empty if none does. */
export function differingParts(there: RunParts, here: RunParts): string {
  const names = [...new Set([...Object.keys(there), ...Object.keys(here)])];
  return names.filter((name) => JSON.stringify(there[name]) !== JSON.stringify(here[name])).map((name) =>
    typeof there[name] === "string" && /^[0-9a-f]{16}$/.test(there[name])
      ? `${name}: another one`
      : `${name}: ${JSON.stringify(there[name] ?? null)} there, ${JSON.stringify(here[name] ?? null)} here`
  ).join("; ");
}

/** Describes where a schedule gives different coefficients than before; empty if it does not. */
export function differingSchedule(samples: ScheduleSamples, optimizer: Optimizer, age: number): string {
  for (const [step, there] of samples) {
    const here = optimizer.coefficientsAt(step, age + step),
      at = there.findIndex((value, i) => value !== here[i]);
    if (at >= 0) return `${optimizer.coefficients[at]} at step ${step}: ${there[at]} there, ${here[at]} here`;
  }
  return "";
}

/** One hash of parts. */
export function partsKey(parts: RunParts): string {
  return sha256().update(JSON.stringify(parts)).hex();
}

/** The first 16 hexadecimal digits of the SHA-256 of an array's bytes. */
export function digestOf(array: ArrayBufferView): string {
  return sha256().update(bytesOf(array)).hex().slice(0, 16);
}
