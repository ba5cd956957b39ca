/** Cases: one set of settings and one seed of an experiment, with the key of its result. */
import { canonicalJson, textDigest } from "./canonical_json.ts";
import type { ExperimentHead } from "./experiment.ts";

/** One run of an experiment. */
export interface Case<Settings> {
  /** Key that identifies its result. */
  readonly key: string;
  /** Name of its block. */
  readonly block: string;
  readonly settings: Settings;
  readonly seed: number;
}

/** Name of an experiment in messages and files, e.g. "01/parity_training". */
export function experimentId({ paper, name }: ExperimentHead): string {
  return paper === null ? name : `${paper}/${name}`;
}

/**
 * Key of a result: what was computed, in 16 hexadecimal digits. It depends on experiment, settings, seed, data,
 * precision, engine and revision, but not on the library's code: `task verify` checks whether a code change alters the
 * numbers.
 *
 * @throws {TypeError} for settings that canonical JSON cannot hold
 */
export function caseKey(experiment: ExperimentHead, settings: unknown, seed: number): string {
  const { name, data, precision, engine, revision } = experiment;
  const identity = {
    experiment: experimentId(experiment),
    settings,
    seed,
    data,
    precision,
    engine,
    revision,
  };
  return textDigest(canonicalJson(identity, `experiment ${name}`));
}

/** Cases of given settings and seeds. */
export function casesOf<Settings>(
  experiment: ExperimentHead<Settings>,
  settings: Settings,
  seeds: readonly number[],
): Case<Settings>[] {
  return seeds.map((seed) => ({ key: caseKey(experiment, settings, seed), block: "", settings, seed }));
}

/** All cases of the full profile, each in the first block that has it, in computing order. */
export function plannedCases<Settings>(experiment: ExperimentHead<Settings>): Case<Settings>[] {
  const known = new Map<string, Case<Settings>>();
  for (const { name, settings, seeds } of experiment.blocks) {
    for (const one of settings) {
      for (const each of casesOf(experiment, one, seeds)) {
        if (!known.has(each.key)) known.set(each.key, { ...each, block: name });
      }
    }
  }
  return [...known.values()];
}

/** Words that name a case in messages. */
export function describeCase({ name, blocks }: ExperimentHead, { settings, seed }: Case<unknown>): string {
  const one = blocks.length === 1 && blocks[0].settings.length === 1;
  return `${name}, ${one ? "" : `settings ${JSON.stringify(settings)}, `}seed ${seed}`;
}
