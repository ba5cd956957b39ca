/** Runs one case of an experiment in this process. */
import { join } from "node:path";
import { atomicWrite } from "../../io/atomic_write.ts";
import { lockFile } from "../../io/file_lock.ts";
import { placeOfProcess } from "../../io/place_of_process.ts";
import type { RunContext } from "../../train/run_context.ts";
import { usualSaveSeconds } from "../../train/save_seconds.ts";
import { watchTrainings } from "../../train/training_watch.ts";
import type { AnyExperiment } from "../experiment.ts";
import { withNamedData } from "../named_data.ts";
import { plainJson } from "../plain_json.ts";
import type { CaseRun, WorkerCase } from "./worker_protocol.ts";

/** Least number of seconds of an attempt that a kill may lose. */
const NOTE_SECONDS = 5;

/**
 * Runs a case; its folder has checkpoints, the seconds of earlier attempts, and a lock while it runs.
 *
 * @throws {LockedError} if another process runs the same case
 * @throws {TrainingStopped} if `signal` asked for it
 * @throws {TypeError} for a result that JSON cannot hold
 * @throws {RangeError} if a training used a precision or engine, or code read a data set, that the experiment does not
 *   name
 */
export async function runCase(
  experiment: AnyExperiment<unknown, unknown>,
  { settings, seed, folder }: Pick<WorkerCase, "settings" | "seed" | "folder">,
  context: Pick<RunContext, "signal" | "progress">,
): Promise<CaseRun<unknown>> {
  if (folder === null) {
    return await watchedRun(experiment, settings, seed, { ...context, checkpoint: () => undefined }, 0);
  }
  await Deno.mkdir(folder, { recursive: true });
  const lock = await lockFile(join(folder, "lock"), placeOfProcess());
  const began = performance.now(), clock = join(folder, "seconds"), before = await secondsAt(clock);
  const note = () => atomicWrite(clock, String(before + (performance.now() - began) / 1000)).catch(() => {});
  const timer = setInterval(note, 1000 * Math.max(NOTE_SECONDS, usualSaveSeconds()));
  try {
    const checkpoint = (part: string) => join(folder, `${part}.checkpoint`);
    return await watchedRun(experiment, settings, seed, { ...context, checkpoint }, before);
  } finally {
    clearInterval(timer);
    await note();
    await lock.release();
  }
}

async function watchedRun(
  experiment: AnyExperiment<unknown, unknown>,
  settings: unknown,
  seed: number,
  context: RunContext,
  secondsBefore: number,
): Promise<CaseRun<unknown>> {
  const began = performance.now();
  const { value: result, trainings } = await withNamedData(
    experiment,
    () => watchTrainings({}, () => experiment.run(settings, seed, context)),
  );
  plainJson(result, "result");
  for (const { precision, engine } of trainings) {
    requireNamed(experiment, "precision", precision);
    requireNamed(experiment, "engine", engine);
  }
  return { result, trainings, seconds: secondsBefore + (performance.now() - began) / 1000 };
}

/** Both are part of a result's key. */
function requireNamed(
  experiment: AnyExperiment<unknown, unknown>,
  part: "precision" | "engine",
  found: string,
): void {
  const named: readonly string[] = experiment[part];
  if (named.includes(found)) return;
  throw new RangeError(
    `experiment ${experiment.name}: a training has ${part} "${found}", the experiment names ${
      named.map((name) => `"${name}"`).join(", ")
    }; add it`,
  );
}

async function secondsAt(path: string): Promise<number> {
  const text = await Deno.readTextFile(path).catch(() => "0");
  return Number.isFinite(Number(text)) ? Number(text) : 0;
}
