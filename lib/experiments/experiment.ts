/**
 * Experiments: objects that know their own module, so that a notebook cell, a worker process, `task compute` and a
 * cluster's job run the same thing.
 */
import type { Precision } from "../graph/mod.ts";
import type { RunContext } from "../train/run_context.ts";
import { plainJson } from "./plain_json.ts";
import { notebookProfile, type Profile, surveySeeds } from "./profile.ts";

/** One kind of settings and the seeds that it is run with. */
export interface Plan<Settings> {
  readonly settings: Settings;
  /** Fixed beforehand. */
  readonly seeds: readonly number[];
}

/** Settings and seeds of which each combination is a case. */
export interface Block<Settings> {
  /** What it is for, in a few words; empty where an experiment has one block only. */
  readonly name: string;
  /** Plain JSON data, no two the same. */
  readonly settings: readonly Settings[];
  readonly seeds: readonly number[];
}

/** What an experiment says of itself, without what it does. */
export interface ExperimentHead<Settings = unknown> {
  /** URL of its module, whose default export it is. */
  readonly module: string;
  /** Two digits, for a module `notebooks/NN_name/experiment.ts`; `null` elsewhere. */
  readonly paper: string | null;
  /** File name of its module, without its ending. */
  readonly name: string;
  /** URL of the file of its results, where its module is in no `notebooks/NN_name/`. */
  readonly results: string | null;
  /** Raised where a change of its code, or of the library, changes its numbers. */
  readonly revision: number;
  /** Digests of the data sets that its stored results were computed from, by name. */
  readonly data: Readonly<Record<string, string>>;
  /** Precisions of its arithmetic. */
  readonly precision: readonly Precision[];
  /** Engines of its arithmetic: names of the training engine, "host" for typed arrays. */
  readonly engine: readonly string[];
  /** Its cases at the full profile, the most important blocks first. */
  readonly blocks: readonly Block<Settings>[];
  /** Whether its cases take hours: `task compute` makes them only where it is named. */
  readonly long: boolean;
}

/** What experiments of one kind of settings and of many have in common. */
export interface AnyExperiment<Settings, Result> extends ExperimentHead<Settings> {
  /** Whether it has one kind of settings or many. */
  readonly kind: "experiment" | "cases";
  /** What the quick profile computes live; `null` if it shows the stored results. */
  readonly quick: Plan<Settings> | null;
  /** Training steps of one case, for progress. */
  steps(settings: Settings): number;
  /** What a case is expected to take of one core, in seconds; without it the stored seconds tell. */
  readonly seconds: ((settings: Settings) => number) | null;
  /** Smaller settings that a proof runs instead of a few steps of each training; `null` if these do. */
  readonly probe: ((settings: Settings) => Settings) | null;
  /** One case; the result is plain JSON data without NaN. */
  run(settings: Settings, seed: number, context: RunContext): Promise<Result>;
}

/** An experiment of one kind of settings. */
export interface Experiment<Settings, Result> extends AnyExperiment<Settings, Result>, Plan<Settings> {
  readonly kind: "experiment";
  /** Settings and seeds of a profile, that of the notebook unless given; the settings are a copy. */
  plan(profile?: Profile): Plan<Settings>;
}

/** An experiment of many settings × seeds, too long to be computed in one go. */
export interface CaseExperiment<Settings, Result> extends AnyExperiment<Settings, Result> {
  readonly kind: "cases";
  readonly quick: null;
}

/** The parts that an experiment may leave out. */
interface Common<Settings, Result> {
  /** `import.meta` of the module. */
  at: { readonly url: string };
  revision: number;
  /** File of its results, for an experiment outside `notebooks/NN_name/`, where each has a place. */
  results?: string | URL;
  data?: Readonly<Record<string, string>>;
  /** "float32" unless given. */
  precision?: Precision | readonly Precision[];
  /** "onnx" unless given. */
  engine?: string | readonly string[];
  steps(settings: Settings): number;
  seconds?(settings: Settings): number;
  probe?(settings: Settings): Settings;
  run(settings: Settings, seed: number, context: RunContext): Promise<Result>;
}

/** What {@linkcode experiment} is told. */
export interface ExperimentOptions<Settings, Result> extends Common<Settings, Result>, Plan<Settings> {
  /** What the quick profile computes live, where it computes anything: what differs from the full one. */
  quick?: Partial<Plan<Settings>>;
  long?: boolean;
}

/** What {@linkcode cases} is told. */
export interface CaseOptions<Settings, Result> extends Common<Settings, Result> {
  blocks: readonly Block<Settings>[];
}

/**
 * An experiment of one kind of settings, the default export of its module.
 *
 * @throws {RangeError} for a revision that is not a positive integer, no seeds, or seeds given twice
 * @throws {TypeError} for settings that are not plain JSON data
 */
export function experiment<Settings, Result>(
  { settings, seeds, quick, ...rest }: ExperimentOptions<Settings, Result>,
): Experiment<Settings, Result> {
  const full = { settings, seeds }, quickPlan = quick ? { ...full, ...quick } : null;
  const common = commonParts(rest, [{ name: "", settings: [settings], seeds }]);
  if (quickPlan) {
    checkBlock({ name: "quick", settings: [quickPlan.settings], seeds: quickPlan.seeds }, common);
  }
  return {
    kind: "experiment",
    ...common,
    ...full,
    quick: quickPlan,
    long: rest.long ?? false,
    plan(profile = notebookProfile()) {
      const live = profile === "quick" ? quickPlan : null, { settings, seeds } = live ?? full;
      return { settings: structuredClone(settings), seeds: live && surveySeeds() || seeds };
    },
  };
}

/**
 * An experiment of many settings × seeds, the default export of its module; its cases are computed, stored and resumed
 * each by itself.
 *
 * @throws {RangeError} and TypeError as {@linkcode experiment}, and for no blocks or settings given twice in one
 */
export function cases<Settings, Result>(
  { blocks, ...rest }: CaseOptions<Settings, Result>,
): CaseExperiment<Settings, Result> {
  return { kind: "cases", ...commonParts(rest, blocks), quick: null, long: true };
}

/** Whether a value is an experiment. */
export function isExperiment(value: unknown): value is AnyExperiment<unknown, unknown> {
  const { kind, run } = (value ?? {}) as { kind?: unknown; run?: unknown };
  return (kind === "experiment" || kind === "cases") && typeof run === "function";
}

/**
 * The experiment that a module exports by default.
 *
 * @throws {TypeError} if it exports none
 */
export async function loadExperiment(module: string | URL): Promise<AnyExperiment<unknown, unknown>> {
  const { default: found } = await import(String(module));
  if (!isExperiment(found)) {
    throw new TypeError(
      `${module}: the default export must be an experiment; make one by experiment() or cases()`,
    );
  }
  return found;
}

function commonParts<Settings, Result>(
  { at, revision, results, data = {}, precision = "float32", engine = "onnx", seconds, probe, steps, run }:
    Common<
      Settings,
      Result
    >,
  blocks: readonly Block<Settings>[],
): Omit<AnyExperiment<Settings, Result>, "kind" | "quick"> {
  const { pathname } = new URL(at.url);
  const [, name] = /([^/]+)\.[jt]s$/.exec(pathname) ?? [];
  if (!name) {
    throw new RangeError(`experiment: at must be the import.meta of its module, got one of ${at.url}`);
  }
  if (!Number.isInteger(revision) || revision < 1) {
    throw new RangeError(`experiment ${name}: revision must be a positive integer, got ${revision}`);
  }
  const common = {
    module: at.url,
    paper: /\/(\d\d)_[^/]*\/[^/]+$/.exec(pathname)?.[1] ?? null,
    name,
    results: results === undefined ? null : new URL(results, at.url).href,
    revision,
    data,
    precision: [precision].flat(),
    engine: [engine].flat(),
    blocks,
    long: false,
    steps,
    seconds: seconds ?? null,
    probe: probe ?? null,
    run,
  };
  if (blocks.length === 0) throw new RangeError(`experiment ${name}: needs one block of cases or more`);
  for (const block of blocks) checkBlock(block, common);
  return common;
}

function checkBlock({ name: block, settings, seeds }: Block<unknown>, { name }: { name: string }): void {
  const owner = `experiment ${name}${block && `, ${block}`}`;
  const texts = settings.map((each) => plainJson(each, `settings of ${owner}`));
  const twice = texts.find((text, i) => texts.indexOf(text) !== i);
  if (twice !== undefined) throw new RangeError(`${owner}: settings ${twice} are given twice`);
  if (settings.length === 0 || seeds.length === 0) throw new RangeError(`${owner}: needs settings and seeds`);
  for (const [i, seed] of seeds.entries()) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(`${owner}: a seed must be a whole number from 0 on, got ${seed}`);
    }
    if (seeds.indexOf(seed) !== i) throw new RangeError(`${owner}: seed ${seed} is given twice`);
  }
}
