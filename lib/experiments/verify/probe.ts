/** Probes: digests of a run, complete or with a few steps of each training, which another run must reproduce. */
import { type WatchedTraining, watchTrainings } from "../../train/training_watch.ts";
import { textDigest } from "../canonical_json.ts";
import type { AnyExperiment } from "../experiment.ts";
import { withNamedData } from "../named_data.ts";
import { resultDigest } from "../results_file.ts";

/** Options of a probe. */
export interface ProbeOptions {
  readonly settings: unknown;
  readonly seed: number;
  /** Maximum number of steps of each training; all if `null`. */
  readonly limit: number | null;
}

/** Result of a probe. */
export interface Probe {
  readonly trainings: readonly WatchedTraining[];
  /** Digest of the result's canonical JSON. */
  readonly result: string;
  /** Error of the host's reading, since after a few steps there may be nothing to read; `null` if there is none. */
  readonly error: string | null;
  /** The result itself, for a complete run. */
  readonly value?: unknown;
  readonly seconds: number;
}

/**
 * Runs an experiment once without checkpoints and digests its result.
 *
 * With a limit, readings come from networks that are hardly trained. The same code gives the same readings, and the
 * same error if it cannot read them.
 */
export async function probe(
  experiment: AnyExperiment<unknown, unknown>,
  { settings, seed, limit }: ProbeOptions,
): Promise<Probe> {
  const began = performance.now();
  const { value, trainings } = await withNamedData(
    experiment,
    () =>
      watchTrainings({ limit: limit ?? undefined }, async () => {
        try {
          const result = await experiment.run(settings, seed, {
            signal: new AbortController().signal,
            progress() {},
            checkpoint: () => undefined,
          });
          return { result: resultDigest(result), error: null, ...(limit === null && { value: result }) };
        } catch (error) {
          if (limit === null) throw error;
          const text = `${(error as Error).name}: ${(error as Error).message}`;
          return { result: textDigest(text), error: text };
        }
      }),
  );
  return { trainings, ...value, seconds: (performance.now() - began) / 1000 };
}
