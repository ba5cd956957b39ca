/** The file of an experiment's results: `data/results/NN/experiment.json`, one line per case. */
import * as v from "valibot";
import { atomicWrite } from "../io/atomic_write.ts";
import { checkedJson } from "../io/checked_json.ts";
import { canonicalJson, textDigest } from "./canonical_json.ts";

/** Version of the file format. */
export const RESULTS_FORMAT = 2;

/** A results file that cannot be used: truncated, changed, or of another format or version. It is left unchanged. */
export class ResultsError extends Error {
  override name = "ResultsError";
}

/** The result of one case, as it is stored. */
export interface StoredCase<Settings = unknown, Result = unknown> {
  readonly key: string;
  readonly settings: Settings;
  readonly seed: number;
  /** Wall time of one process, summed over attempts. */
  readonly seconds: number;
  readonly result: Result;
}

/** Sixteen hexadecimal digits. */
export const Digest: v.GenericSchema<string> = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

const Form = v.strictObject({
  format: v.number(),
  experiment: v.string(),
  settings: v.array(v.unknown()),
  cases: v.array(v.strictObject({
    key: Digest,
    settings: v.pipe(v.number(), v.integer(), v.minValue(0)),
    seed: v.pipe(v.number(), v.integer(), v.minValue(0)),
    seconds: v.pipe(v.number(), v.minValue(0)),
    digest: Digest,
    result: v.unknown(),
  })),
});

/** Digest of a result, used to detect changed files and to verify results. */
export function resultDigest(result: unknown): string {
  return textDigest(canonicalJson(result, "result"));
}

/**
 * The cases in a file; none if there is no file.
 *
 * @throws {ResultsError} for a file that cannot be used; it names the path and what is wrong
 */
export async function readResults(path: string): Promise<StoredCase[]> {
  const text = await Deno.readTextFile(path).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  });
  return text === null ? [] : parseResults(text, path);
}

/**
 * The cases in the text of a results file.
 *
 * @throws {ResultsError} as {@linkcode readResults}
 */
export function parseResults(text: string, path: string): StoredCase[] {
  const fault = (reason: string, cause?: unknown) =>
    new ResultsError(`results ${path}: the file ${reason}; restore it, or compute it again`, { cause });
  const { format, settings, cases } = checkedJson(Form, text, fault);
  if (format !== RESULTS_FORMAT) {
    throw fault(`has format version ${format}, this library reads ${RESULTS_FORMAT}`);
  }
  const known = new Set<string>();
  return cases.map(({ settings: index, digest, ...rest }) => {
    const which = `the case of seed ${rest.seed} (key ${rest.key})`;
    if (index >= settings.length) {
      throw fault(`names settings ${index} in ${which}, it holds ${settings.length}`);
    }
    for (const identity of [rest.key, `${index} ${rest.seed}`]) {
      if (known.has(identity)) throw fault(`holds ${which} twice`);
      known.add(identity);
    }
    const found = resultDigest(rest.result);
    if (found !== digest) throw fault(`was changed: ${which} has digest ${found}, written was ${digest}`);
    return { ...rest, result: rest.result, settings: settings[index] };
  });
}

/**
 * Replaces the file with these cases.
 *
 * @throws {TypeError} if a result is not plain data that JSON preserves
 * @throws {WriteError} if it cannot be written; the old file is then intact
 */
export async function writeResults(
  path: string,
  experiment: string,
  cases: readonly StoredCase[],
): Promise<void> {
  await atomicWrite(path, resultsText(experiment, cases));
}

/** Text of a results file. */
export function resultsText(experiment: string, cases: readonly StoredCase[]): string {
  const settings = new Map<string, number>();
  const lines = cases.map(({ settings: own, result, ...rest }) => {
    const text = JSON.stringify(own), index = settings.get(text) ?? settings.size;
    settings.set(text, index);
    const { key, seed, seconds } = rest, rounded = Number(seconds.toFixed(2));
    return JSON.stringify({
      key,
      settings: index,
      seed,
      seconds: rounded,
      digest: resultDigest(result),
      result,
    });
  });
  return `{"format":${RESULTS_FORMAT},"experiment":${JSON.stringify(experiment)},"settings":[\n` +
    `${[...settings.keys()].join(",\n")}\n],"cases":[\n${lines.join(",\n")}\n]}\n`;
}
