/** Probes: runs of an experiment, whole or with a few steps of each training, as digests that another run must give. */
import { type WatchedTraining, watchTrainings } from "../../train/training_watch.ts";
import { textDigest } from "../canonical_json.ts";
import type { AnyExperiment } from "../experiment.ts";
import { withNamedData } from "../named_data.ts";
import { resultDigest } from "../results_file.ts";

/** What a probe is made with. */
export interface ProbeOptions {
  readonly settings: unknown;
  readonly seed: number;
  /** Steps of each training at most; all where it is `null`. */
  readonly limit: number | null;
}

/** What a probe gives. */
export interface Probe {
  readonly trainings: readonly WatchedTraining[];
  /** Digest of the result's canonical JSON. */
  readonly result: string;
  /** Error of the host's reading: after a few steps there may be nothing to read. `null` if there is none. */
  readonly error: string | null;
  /** The result itself, of a whole run. */
  readonly value?: unknown;
  readonly seconds: number;
}

/**
 * Run an experiment once without checkpoints and digest what it gives.
 *
 * With a limit, readings are those of networks that have hardly been trained. The same code gives the same readings,
 * and the same error where it cannot read them.
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
