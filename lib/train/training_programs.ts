/** The compiled programs of a training, and the keys that identify it. */
import { compile, compileLoop, type EngineName, type Executable, type LoopExecutable } from "../graph/mod.ts";
import { evaluationPlan, Evaluator } from "./evaluation.ts";
import { rememberedEngine } from "./remembered_engine.ts";
import { runKey } from "./run_key.ts";
import { type Observations, observationsOf, type RunParts, runParts } from "./run_parts.ts";
import type { StartState } from "./start_state.ts";
import { carriedNames, observerProgram, requireScalars, stepProgram } from "./step_program.ts";
import type { TrainingOptions } from "./training_options.ts";

/** The programs of a training. */
export interface TrainingPrograms {
  /** Its steps. */
  readonly loop: LoopExecutable;
  /** Program that reads curves and snapshots; `null` if there are none. */
  readonly observer: Executable | null;
  readonly snapshotter: Executable | null;
  readonly evaluator: Evaluator | null;
  /** Identifies everything that determines its numbers. */
  readonly key: string;
  /** What its checkpoint must share with it. */
  readonly parts: RunParts;
  readonly observations: Observations;
}

/** Traces and compiles; throws what `train` throws for settings that do not fit. */
export async function openPrograms(options: TrainingOptions, start: StartState): Promise<TrainingPrograms> {
  const { precision = "float32", engine: chosen = "onnx", parameters, observe, snapshot, optimizer } =
    options;
  const step = stepProgram({
    parameters,
    loss: options.loss,
    metrics: options.metrics,
    optimizer,
    batchSize: options.batches?.size,
    drawn: options.drawn,
    frozen: options.frozen,
    precision,
  });
  const observing = observe && requireScalars("observe", observerProgram(parameters, observe, precision));
  const keeping = snapshot && observerProgram(parameters, snapshot, precision);
  const evaluating = options.evaluate && evaluationPlan(parameters, options.evaluate, precision);
  const engine = chosen === "auto" ? await rememberedEngine(options.checkpoint) ?? chosen : chosen;
  const loop = await compileLoop(step, carriedNames(optimizer), { engine });
  const same = { engine: loop.engine as EngineName };
  const all = {
    step,
    observer: observing ?? null,
    snapshotter: keeping ?? null,
    initial: options.initial,
    optimizer,
    batches: options.batches,
    drawn: options.drawn,
    start,
    steps: options.steps,
    observeAt: options.observeAt ?? [],
    snapshotAt: options.snapshotAt ?? [],
    metricsEvery: options.metrics && (options.metricsEvery ?? 1),
    evaluation: evaluating?.key,
    engine: loop.engine,
  };
  return {
    loop,
    observer: observing ? await compile(observing, same) : null,
    snapshotter: keeping ? await compile(keeping, same) : null,
    evaluator: evaluating ? await Evaluator.open(evaluating, same.engine) : null,
    key: runKey(all),
    parts: runParts(all),
    observations: observationsOf(all),
  };
}

/** Frees the engine's memory. */
export async function closePrograms(
  { loop, observer, snapshotter, evaluator }: TrainingPrograms,
): Promise<void> {
  await loop.dispose();
  await observer?.dispose();
  await snapshotter?.dispose();
  await evaluator?.dispose();
}
