/** Choosing the fastest engine for a program by measurement. */
import type { EngineName } from "./engine_name.ts";
import { EngineError } from "./errors.ts";
import type { Precision } from "./graph.ts";
import { startBackend } from "./tfjs/backends.ts";
import { isSoftwareAdapter } from "./tfjs/start_webgpu.ts";

/** The steps that are timed to compare engines. */
export interface Contest<T> {
  readonly precision: Precision;
  /** Compile for an engine. */
  open(engine: EngineName): Promise<T>;
  /** Makes some steps. */
  run(opened: T, steps: number): Promise<unknown>;
  /** Largest number of steps in one call of `run`. */
  readonly maxSteps: number;
  /** Receives the line that says what was chosen and why. */
  report(line: string): void;
}

/** Engines that are timed, the likely fastest first, so that slow ones are given up early. */
const CANDIDATES = ["onnx", "cuda", "tensorflow", "webgpu", "wasm"] as const;
/** Timed if none of the candidates runs. */
const LAST_RESORT = "cpu";
/** Engines that compute in float64. */
const DOUBLE: readonly EngineName[] = ["onnx", "cuda"];

const ROUNDS = 3, ROUND_SECONDS = 0.05;
/** An engine whose first steps take this many times as long as the best engine's is not timed further. */
const HOPELESS = 4;

/**
 * Compiles the program for the engine with the shortest time per step, and reports the choice in one line, with the
 * reason against each other engine.
 *
 * The inputs are made up: floats are small and positive, integers 0. Two calls may choose differently if engines are
 * equally fast or the machine is busy.
 *
 * @throws {EngineError} if no engine runs the program
 */
export async function fastest<T extends { dispose(): Promise<void> }>(contest: Contest<T>): Promise<T> {
  let best: { engine: EngineName; opened: T; seconds: number } | undefined;
  const others = new Map<EngineName, string>();
  for (const engine of [...CANDIDATES, LAST_RESORT] as const) {
    if (engine === LAST_RESORT && best) {
      others.set(engine, "only if no other runs");
      continue;
    }
    let opened: T | undefined;
    try {
      const unfit = await unfitFor(engine, contest.precision);
      if (unfit !== null) {
        others.set(engine, unfit);
        continue;
      }
      opened = await contest.open(engine);
      const seconds = await secondsPerStep(contest, opened, best?.seconds);
      const [slower, faster] = best && best.seconds <= seconds
        ? [{ engine, opened, seconds }, best]
        : [best, { engine, opened, seconds }];
      best = faster;
      if (slower) {
        others.set(slower.engine, milliseconds(slower.seconds));
        await slower.opened.dispose();
      }
    } catch (error) {
      others.set(engine, reasonOf(engine, error));
      if (opened !== best?.opened) await opened?.dispose();
    }
  }
  const passedOver = [...others].map(([engine, reason]) => `${engine} (${reason})`).join(", ");
  if (!best) throw new EngineError(`engine auto: no engine runs this program: ${passedOver}`);
  contest.report(
    `engine auto chose ${best.engine}, ${milliseconds(best.seconds)} per step; not chosen: ${passedOver}`,
  );
  return best.opened;
}

/** Why an engine need not be timed; `null` if it must be. */
async function unfitFor(engine: EngineName, precision: Precision): Promise<string | null> {
  if (precision === "float64" && !DOUBLE.includes(engine)) return "computes in float32 only";
  if (engine !== "webgpu") return null;
  const details = await startBackend(engine);
  return isSoftwareAdapter(details) ? `software ${details}` : null;
}

/** Shortest time per step over some rounds, after a call that is not timed. */
async function secondsPerStep<T>(contest: Contest<T>, opened: T, toBeat = Infinity): Promise<number> {
  const timed = async (steps: number) => {
    const began = performance.now();
    await contest.run(opened, steps);
    return (performance.now() - began) / 1000 / steps;
  };
  await timed(1);
  let shortest = await timed(1);
  if (shortest > HOPELESS * toBeat) return shortest;
  for (let round = 0; round < ROUNDS; round++) {
    const steps = Math.min(contest.maxSteps, Math.max(1, Math.round(ROUND_SECONDS / shortest)));
    shortest = Math.min(shortest, await timed(steps));
  }
  return shortest;
}

function milliseconds(seconds: number): string {
  return `${Number((1000 * seconds).toPrecision(3))} ms`;
}

function reasonOf(engine: EngineName, error: unknown): string {
  const [line] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line.replace(new RegExp(`^engine ${engine}: `), "");
}
