/** Choosing the fastest engine for a program by measurement. */
import type { EngineName } from "./engine_name.ts";
import { EngineError } from "./errors.ts";
import type { Precision } from "./graph.ts";
import { startBackend } from "./tfjs/backends.ts";
import { isSoftwareAdapter } from "./tfjs/start_webgpu.ts";

/** What the engines are compared on. */
export interface Contest<T> {
  readonly precision: Precision;
  /** Compile for an engine. */
  open(engine: EngineName): Promise<T>;
  /** Make some steps. */
  run(opened: T, steps: number): Promise<unknown>;
  /** Most steps of one call of `run`. */
  readonly maxSteps: number;
  /** Takes the line that says what was chosen and why. */
  report(line: string): void;
}

/** Engines that are timed, the likeliest first, so that slow ones are given up early. */
const CANDIDATES = ["onnx", "tensorflow", "webgpu", "wasm"] as const;
/** Timed where none of the candidates runs. */
const LAST_RESORT = "cpu";
/** Engines that compute in float64. */
const DOUBLE: readonly EngineName[] = ["onnx"];

const ROUNDS = 3, ROUND_SECONDS = 0.05;
/** An engine whose first steps take so many times as long as the best one's is not timed further. */
const HOPELESS = 4;

/**
 * The program on the engine that makes a step in the shortest time; one line tells which, and why not the others.
 *
 * Inputs are made up: float ones positive and small, whole ones 0. Two calls may choose differently where engines are
 * equally fast or the machine is busy.
 *
 * @throws {EngineError} if no engine runs the program
 */
export async function fastest<T extends { dispose(): Promise<void> }>(contest: Contest<T>): Promise<T> {
  let best: { engine: EngineName; opened: T; seconds: number } | undefined;
  const others = new Map<EngineName, string>();
  for (const engine of [...CANDIDATES, LAST_RESORT] as const) {
    if (engine === LAST_RESORT && best) {
      others.set(engine, "only where no other runs");
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
    `engine auto takes ${best.engine}, ${milliseconds(best.seconds)} a step; passed over: ${passedOver}`,
  );
  return best.opened;
}

/** Why an engine need not be timed; `null` if it must. */
async function unfitFor(engine: EngineName, precision: Precision): Promise<string | null> {
  if (precision === "float64" && !DOUBLE.includes(engine)) return "computes in float32 only";
  if (engine !== "webgpu") return null;
  const details = await startBackend(engine);
  return isSoftwareAdapter(details) ? `software ${details}` : null;
}

/** Shortest time of a step over some rounds, after a call that is not timed. */
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
