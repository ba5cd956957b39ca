/** The file with the provenance and verification of results: `data/results/NN/provenance/experiment.json`. */
import * as v from "valibot";
import { atomicWrite } from "../../io/atomic_write.ts";
import { checkedJson } from "../../io/checked_json.ts";
import { Digest, ResultsError } from "../results_file.ts";

/** Version of the file format. */
export const PROVENANCE_FORMAT = 1;

const Training = v.strictObject({
  key: v.string(),
  precision: v.picklist(["float32", "float64"]),
  engine: v.string(),
  steps: v.number(),
  digests: v.record(v.string(), Digest),
  losses: v.record(v.string(), v.number()),
});

const ProbeForm = v.strictObject({
  trainings: v.array(Training),
  result: Digest,
  error: v.nullable(v.string()),
});

const Form = v.strictObject({
  format: v.number(),
  experiment: v.string(),
  environments: v.array(v.strictObject({
    commit: v.string(),
    changed: v.boolean(),
    closure: Digest,
    rounding: v.number(),
    processor: v.string(),
    deno: v.string(),
    packages: v.array(v.string()),
  })),
  cases: v.array(v.strictObject({
    key: Digest,
    environment: v.pipe(v.number(), v.integer(), v.minValue(0)),
    /** Name of the machine that computed it; absent for older results. */
    host: v.optional(v.string()),
    /** Trainings of the whole case; empty if they were not watched. */
    trainings: v.array(Training),
    /** A few steps of each training, for a case that is too long to run again. */
    probe: v.nullable(ProbeForm),
  })),
  proofs: v.array(v.strictObject({
    /** Environment of the cases. */
    environment: v.pipe(v.number(), v.integer(), v.minValue(0)),
    /** Key of the case that was run. */
    case: Digest,
    /** Code that ran it. */
    closure: Digest,
    /** Its commit; `null` if files differed from it. */
    commit: v.nullable(v.string()),
    state: v.picklist(["verified", "earlier", "contradicted"]),
    /** Describes what was run and compared. */
    how: v.string(),
    /** Describes a contradiction; otherwise empty. */
    found: v.string(),
    processor: v.string(),
    at: v.string(),
    seconds: v.number(),
  })),
});

/** Provenance of an experiment's results. */
export type Provenance = v.InferOutput<typeof Form>;
/** Provenance of one result. */
export type CaseProvenance = Provenance["cases"][number];
/** Digests of a probe. */
export type ProbeRecord = v.InferOutput<typeof ProbeForm>;
/** A run that was compared with stored digests. */
export type Proof = Provenance["proofs"][number];

/**
 * The provenance of an experiment's results; empty if there is no file.
 *
 * @throws {ResultsError} for a file that cannot be used; it names the path
 */
export async function readProvenance(path: string, experiment: string): Promise<Provenance> {
  const text = await Deno.readTextFile(path).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  });
  if (text === null) {
    return { format: PROVENANCE_FORMAT, experiment, environments: [], cases: [], proofs: [] };
  }
  return parseProvenance(text, path);
}

/**
 * The provenance in the text of a file.
 *
 * @throws {ResultsError} as {@linkcode readProvenance}
 */
export function parseProvenance(text: string, path: string): Provenance {
  const fault = (reason: string, cause?: unknown) =>
    new ResultsError(`provenance ${path}: the file ${reason}; restore it, or compute its results again`, {
      cause,
    });
  const parsed = checkedJson(Form, text, fault);
  if (parsed.format !== PROVENANCE_FORMAT) {
    throw fault(`has format version ${parsed.format}, this library reads ${PROVENANCE_FORMAT}`);
  }
  for (const { environment } of [...parsed.cases, ...parsed.proofs]) {
    if (environment >= parsed.environments.length) {
      throw fault(`names environment ${environment}, which it lacks`);
    }
  }
  return parsed;
}

/** Replaces the file; one line for each case and each verification. */
export async function writeProvenance(path: string, provenance: Provenance): Promise<void> {
  await atomicWrite(path, provenanceText(provenance));
}

/** Text of a provenance file. */
export function provenanceText(provenance: Provenance): string {
  const { environments, cases, proofs, ...head } = provenance;
  const listed = (items: readonly unknown[]) =>
    `[\n${items.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
  return `${JSON.stringify(head).slice(0, -1)},"environments":${listed(environments)},` +
    `"cases":${listed(cases)},"proofs":${listed(proofs)}}\n`;
}
