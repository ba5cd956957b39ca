/** Host-driven methods: iterations with the progress, stop and checkpoints of a training. */
import type { HostArrays, Precision } from "../graph/mod.ts";
import { type OpenCheckpoint, openCheckpoint } from "./checkpoint.ts";
import { DivergenceError, TrainingStopped } from "./errors.ts";
import type { Progress } from "./record.ts";
import { differingParts, partsKey, type RunParts } from "./run_parts.ts";
import { usualSaveSeconds } from "./save_seconds.ts";
import { trainingListener } from "./training_listener.ts";
import { reportTraining, type TrainingReport } from "./training_watch.ts";

/** Options of a host-driven method. */
export interface IterationOptions {
  /** Maximum number of iterations. */
  maxIterations: number;
  /** Called after each iteration; the loss is the method's value. */
  progress?: ((progress: Progress) => void) | undefined;
  /** Stops the run between two evaluations with {@linkcode TrainingStopped}. */
  signal?: AbortSignal | undefined;
  /** File from which the run resumes and in which it is saved. */
  checkpoint?: string | undefined;
  /** Seconds between saves; 4 by default. */
  saveSeconds?: number | undefined;
}

/** Names of {@linkcode IterationOptions}. */
export const ITERATION_SETTINGS: Readonly<Record<keyof IterationOptions, true>> = {
  maxIterations: true,
  progress: true,
  signal: true,
  checkpoint: true,
  saveSeconds: true,
};

/** State of a method. */
export interface IterationState {
  readonly iteration: number;
  readonly value: number;
  /** Why it has ended; `null` while it continues. */
  readonly end: string | null;
}

/** A method: its states, and how they are stored. */
export interface IterativeMethod<State extends IterationState> {
  /** What its checkpoint must share with it. */
  readonly parts: RunParts;
  /** Name of its engine; "host" if it has none. */
  readonly engine?: string;
  /** "float64" if absent. */
  readonly precision?: Precision;
  start(): Promise<State>;
  /** The next state; `state` itself if the signal asked to stop within the step. */
  step(state: State): Promise<State>;
  /** The arrays of a state by name, and the rest of it as plain JSON. */
  pack(state: State): { numbers: unknown; arrays: Readonly<Record<string, Float64Array>> };
  unpack(numbers: unknown, arrays: HostArrays): State;
}

/**
 * Iterates until the method ends or `maxIterations` is reached.
 *
 * @returns the last state, and the value at the start and after each iteration
 * @throws {DivergenceError} if the value is not finite at the start
 * @throws {TrainingStopped} if `signal` asked for it; the checkpoint then holds the state
 * @throws {CheckpointError} if the checkpoint file is damaged or belongs to another run; it says what differs
 * @throws {LockedError} if another process works on the checkpoint
 * @throws {RangeError} if the number of iterations or the seconds between saves is out of range
 */
export async function iterate<State extends IterationState>(
  method: IterativeMethod<State>,
  options: IterationOptions,
): Promise<{ state: State; losses: number[] }> {
  const { maxIterations, checkpoint, saveSeconds = usualSaveSeconds() } = options;
  if (!Number.isInteger(maxIterations) || maxIterations < 0) {
    throw new RangeError(`maxIterations: must be a non-negative integer, got ${maxIterations}`);
  }
  if (!(saveSeconds >= 0)) {
    throw new RangeError(`saveSeconds: must be 0 or more, got ${saveSeconds}`);
  }
  const { parts, engine = "host", precision = "float64" } = method, key = partsKey(parts);
  const report = reportTraining({ key, precision, engine, steps: maxIterations });
  const last = report?.limit ?? maxIterations;
  const file = checkpoint
    ? await openCheckpoint(checkpoint, key, {
      explain: (state) => differingParts((state as { parts?: RunParts }).parts ?? {}, parts),
      isFinished: ({ state }) => {
        const { numbers } = state as { numbers: IterationState };
        return numbers.end !== null || numbers.iteration >= maxIterations;
      },
    })
    : null;
  try {
    return await iterateFrom(method, options, { file, report, last, key });
  } finally {
    await file?.close();
  }
}

/** An iteration in progress, as {@linkcode iterate} opened it. */
interface Opened {
  readonly file: OpenCheckpoint | null;
  readonly report: TrainingReport | null;
  /** Maximum number of iterations. */
  readonly last: number;
  readonly key: string;
}

async function iterateFrom<State extends IterationState>(
  method: IterativeMethod<State>,
  { maxIterations, progress, signal, checkpoint, saveSeconds = usualSaveSeconds() }: IterationOptions,
  { file, report, last, key }: Opened,
): Promise<{ state: State; losses: number[] }> {
  const found = file?.found ?? null;
  let losses: number[], state: State;
  if (found) {
    const saved = found.state as {
      losses: number[];
      numbers: unknown;
      watched?: Parameters<TrainingReport["restore"]>[0];
    };
    if (saved.watched) report?.restore(saved.watched);
    [losses, state] = [saved.losses, method.unpack(saved.numbers, found.arrays)];
  } else {
    state = await method.start();
    if (!Number.isFinite(state.value)) throw new DivergenceError(0, "the loss", state.value);
    losses = [state.value];
  }
  let unsaved = !found;
  const save = async () => {
    if (!file || !unsaved) return;
    const { numbers, arrays } = method.pack(state);
    const watched = report && { watched: report.kept() };
    await file.write({ key, state: { parts: method.parts, losses, numbers, ...watched }, arrays });
    unsaved = false;
  };
  let savedAt = performance.now();
  while (state.end === null && state.iteration < last) {
    if (signal?.aborted) {
      await save();
      throw new TrainingStopped(state.iteration, checkpoint);
    }
    const next = await method.step(state);
    // Asked to stop within the step.
    if (next === state) continue;
    state = next;
    unsaved = true;
    losses.push(state.value);
    if (report && (report.at.includes(state.iteration) || state.end !== null || state.iteration === last)) {
      report.seen(state.iteration, method.pack(state).arrays, state.value);
    }
    const made = { step: state.iteration, steps: maxIterations, loss: state.value };
    progress?.(made);
    trainingListener()?.progress(made);
    if (performance.now() - savedAt >= saveSeconds * 1000) {
      await save();
      savedAt = performance.now();
    }
  }
  await save();
  return { state, losses };
}
