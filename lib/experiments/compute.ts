/** Computes and stores the cases of an experiment. */
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { WatchedTraining } from "../train/training_watch.ts";
import type { Case } from "./case.ts";
import type { AnyExperiment, ExperimentHead } from "./experiment.ts";
import { environmentNow } from "./provenance/environment.ts";
import type { CaseProvenance, ProbeRecord } from "./provenance/provenance_file.ts";
import { experimentClosure, missingData } from "./provenance/results_state.ts";
import { runCases } from "./run_cases.ts";
import { isOfJob, markJob, removeCase } from "./case_folder.ts";
import { removePart, writePart } from "./parts.ts";
import { experimentPaths, storeCases } from "./store.ts";
import { PROBE_STEPS, WHOLE_SECONDS } from "./verify/prove.ts";
import { runProbe } from "./verify/probe_runner.ts";

/** Options of {@linkcode computeCases}. */
export interface ComputeOptions {
  /** Whether cases resume from their checkpoints; otherwise they start again. */
  readonly resume: boolean;
  readonly workers?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Seconds between saves of a training; those of `train` if absent. */
  readonly saveSeconds?: number | undefined;
  /** Whether this process is a job: its results stay in files of their own until {@linkcode mergeParts}. */
  readonly asJob?: boolean;
  /** Receives a line for each case that is done or has failed; prints it by default. */
  readonly say?: (text: string) => void;
}

/** A data set from which results would not be reproducible. */
export class DataMismatch extends Error {
  override name = "DataMismatch";
}

/**
 * Computes cases and stores each as soon as it is done, with its provenance and the digests for later verification.
 *
 * @returns the texts of failures, none if all cases are stored
 * @throws {DataMismatch} if a data set is not the one that the experiment names
 * @throws {TrainingStopped} after `task stop`; finished cases are stored
 */
export async function computeCases<Settings>(
  experiment: AnyExperiment<Settings, unknown>,
  cases: readonly Case<Settings>[],
  { resume, workers, signal, saveSeconds, asJob = false, say = (text) => console.log(text) }: ComputeOptions,
): Promise<string[]> {
  const missing = await missingData(experiment);
  if (missing !== null) throw new DataMismatch(`${experiment.name}: ${missing}`);
  const { cases: folder } = experimentPaths(experiment), failed: string[] = [];
  for (const { key } of cases) {
    const own = join(folder, key);
    if (asJob) await markJob(own);
    else if (!resume && await isOfJob(own)) {
      say(`${experiment.name}: a job began the case with key ${key}, it goes on from there`);
    } else if (!resume) await removeCase(own);
  }
  const environment = await environmentNow(await experimentClosure(experiment));
  let done = 0;
  await runCases(experiment, cases, {
    folder,
    workers,
    signal,
    saveSeconds,
    async finished({ key, settings, seed, seconds, result, trainings }) {
      const isLong = seconds > WHOLE_SECONDS && trainings.length > 0;
      const one = {
        stored: { key, settings, seed, seconds, result },
        environment,
        host: Deno.hostname(),
        trainings: trainings.map(shortened),
        probe: isLong ? await probeOf(experiment, settings, seed) : null,
      };
      if (asJob) await writePart(experiment, one);
      else {
        await storeCases(experiment, [one]);
        await removePart(experiment, key);
      }
      say(
        `${experiment.name}: ${++done} of ${cases.length} done, seed ${seed}, ${
          Math.round(seconds)
        } s (key ${key})`,
      );
    },
    failed(_one, error) {
      failed.push(error.message);
      say(`failed: ${error.message}`);
    },
  });
  return failed;
}

/** A few steps of each training, which a later verification of a long case runs again. */
async function probeOf(
  experiment: ExperimentHead,
  settings: unknown,
  seed: number,
): Promise<ProbeRecord> {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const module = relative(root, fileURLToPath(experiment.module)).replaceAll("\\", "/");
  const { trainings, result, error } = await runProbe(root, { module, settings, seed, limit: PROBE_STEPS });
  return { trainings: trainings.map(shortened), result, error };
}

/** A training as it is stored; the first digits of its key suffice. */
function shortened(
  { key, digests, losses, ...training }: WatchedTraining,
): CaseProvenance["trainings"][number] {
  return { key: key.slice(0, 16), ...training, digests: { ...digests }, losses: { ...losses } };
}
