/**
 * Experiments: objects that know their own module, so a notebook cell, a worker process, `task compute` and a cluster
 * job run the same code.
 */
import type { Precision } from "../graph/mod.ts";
import type { RunContext } from "../train/run_context.ts";
import { plainJson } from "./plain_json.ts";
import { notebookProfile, type Profile, surveySeeds } from "./profile.ts";

/** One set of settings and its seeds. */
export interface Plan<Settings> {
  readonly settings: Settings;
  /** Fixed beforehand. */
  readonly seeds: readonly number[];
}

/** Settings and seeds; each combination is a case. */
export interface Block<Settings> {
  /** Its purpose in a few words; empty if an experiment has only one block. */
  readonly name: string;
  /** Plain JSON data, all different. */
  readonly settings: readonly Settings[];
  readonly seeds: readonly number[];
}

/** Description of an experiment, without its code. */
export interface ExperimentHead<Settings = unknown> {
  /** URL of its module, whose default export it is. */
  readonly module: string;
  /** Two digits, for a module `notebooks/NN_name/experiment.ts`; `null` elsewhere. */
  readonly paper: string | null;
  /** File name of its module, without its ending. */
  readonly name: string;
  /** URL of its results file, if its module is not in `notebooks/NN_name/`. */
  readonly results: string | null;
  /** Raise it when a change of its code, or of the library, changes its numbers. */
  readonly revision: number;
  /** Digests of the data sets that its stored results were computed from, by name. */
  readonly data: Readonly<Record<string, string>>;
  /** Precisions of its arithmetic. */
  readonly precision: readonly Precision[];
  /** Engines of its arithmetic: names of the training engine, "host" for typed arrays. */
  readonly engine: readonly string[];
  /** Its cases at the full profile, the most important blocks first. */
  readonly blocks: readonly Block<Settings>[];
  /** Whether its cases take hours: `task compute` computes them only if the experiment is named. */
  readonly long: boolean;
}

/** Common part of experiments with one set of settings and with many. */
export interface AnyExperiment<Settings, Result> extends ExperimentHead<Settings> {
  /** Whether it has one set of settings or many. */
  readonly kind: "experiment" | "cases";
  /** What the quick profile computes live; `null` if it shows the stored results. */
  readonly quick: Plan<Settings> | null;
  /** Training steps of one case, for progress. */
  steps(settings: Settings): number;
  /** Expected seconds of one core per case; without it the stored seconds are used. */
  readonly seconds: ((settings: Settings) => number) | null;
  /** Smaller settings that a verification runs instead of a few steps of each training; `null` for a few steps. */
  readonly probe: ((settings: Settings) => Settings) | null;
  /** Computes one case; the result is plain JSON data without NaN. */
  run(settings: Settings, seed: number, context: RunContext): Promise<Result>;
}

/** An experiment with one set of settings. */
export interface Experiment<Settings, Result> extends AnyExperiment<Settings, Result>, Plan<Settings> {
  readonly kind: "experiment";
  /** Settings and seeds of a profile, by default that of the notebook; the settings are a copy. */
  plan(profile?: Profile): Plan<Settings>;
}

/** An experiment with many settings × seeds, too long to be computed in one run. */
export interface CaseExperiment<Settings, Result> extends AnyExperiment<Settings, Result> {
  readonly kind: "cases";
  readonly quick: null;
}

/** The optional parts of an experiment. */
interface Common<Settings, Result> {
  /** `import.meta` of the module. */
  at: { readonly url: string };
  revision: number;
  /** Results file, for an experiment outside `notebooks/NN_name/`. */
  results?: string | URL;
  data?: Readonly<Record<string, string>>;
  /** "float32" by default. */
  precision?: Precision | readonly Precision[];
  /** "onnx" by default. */
  engine?: string | readonly string[];
  steps(settings: Settings): number;
  seconds?(settings: Settings): number;
  probe?(settings: Settings): Settings;
  run(settings: Settings, seed: number, context: RunContext): Promise<Result>;
}

/** Options of {@linkcode experiment}. */
export interface ExperimentOptions<Settings, Result> extends Common<Settings, Result>, Plan<Settings> {
  /** What the quick profile computes live, if anything: the differences from the full one. */
  quick?: Partial<Plan<Settings>>;
  long?: boolean;
}

/** Options of {@linkcode cases}. */
export interface CaseOptions<Settings, Result> extends Common<Settings, Result> {
  blocks: readonly Block<Settings>[];
}

/**
 * Makes an experiment with one set of settings, the default export of its module.
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
 * Makes an experiment with many settings × seeds, the default export of its module; its cases are computed, stored and
 * resumed separately.
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
 * @throws {TypeError} if it does not export one
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
