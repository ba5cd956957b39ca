/** One hash of everything that determines the numbers of a training; it names the training in provenance. */
import { type Sha256, sha256 } from "../io/sha256.ts";
import type { Program } from "../graph/mod.ts";
import type { Optimizer } from "../optim/mod.ts";
import type { Batches } from "./batches.ts";
import type { Drawn } from "./drawn.ts";
import type { StartState } from "./start_state.ts";

/** Inputs of {@linkcode runKey}. */
export interface RunKeyParts {
  readonly step: Program;
  readonly observer: Program | null;
  readonly snapshotter: Program | null;
  readonly initial: Float64Array;
  readonly optimizer: Optimizer;
  readonly batches: Batches | undefined;
  readonly drawn: Drawn | undefined;
  readonly start: StartState;
  readonly steps: number;
  readonly observeAt: readonly number[];
  readonly snapshotAt: readonly number[];
  /** Steps between kept metrics; absent without metrics. */
  readonly metricsEvery?: number | undefined;
  /** Key of the evaluated data sets; absent without them. */
  readonly evaluation?: string | undefined;
  readonly engine: string;
}

/** Steps at which a schedule is sampled, since its source does not show captured values. */
const SCHEDULE_SAMPLES = 64;

/**
 * Hash of everything that determines the numbers of a training.
 *
 * @throws {RangeError} if a learning-rate schedule gives a rate that is not positive and finite
 */
export function runKey(parts: RunKeyParts): string {
  const { step, optimizer, batches, steps, initial, start } = parts, hash = sha256();
  const sampled = Array.from(
    { length: steps === 0 ? 0 : SCHEDULE_SAMPLES },
    (_, i) => {
      const at = 1 + Math.floor(i * (steps - 1) / (SCHEDULE_SAMPLES - 1));
      return optimizer.coefficientsAt(at, start.age + at);
    },
  );
  hash.update(JSON.stringify([
    optimizer.name,
    optimizer.settings,
    sampled,
    batches ? [batches.rows, batches.size, batches.seed] : null,
    [steps, parts.observeAt, parts.snapshotAt],
    [parts.engine, step.precision],
    // Omitted if absent, so trainings without them keep the key that they always had.
    ...(parts.drawn ? [[parts.drawn.seed, describeDrawn(parts.drawn)]] : []),
    ...(parts.metricsEvery === undefined ? [] : [["metrics", parts.metricsEvery]]),
    ...(parts.evaluation === undefined ? [] : [["evaluation", parts.evaluation]]),
    ...(start.slots ? [["kept", start.age]] : []),
  ]));
  for (const slot of Object.values(start.slots ?? {})) hash.update(bytesOf(slot));
  hash.update(bytesOf(initial));
  for (const program of [step, parts.observer, parts.snapshotter]) addProgram(hash, program);
  return hash.hex();
}

/** Names, shapes and settings of drawn tensors. */
export function describeDrawn({ tensors }: Drawn): unknown {
  return Object.entries(tensors).map(([name, { shape, settings, stream }]) =>
    stream ? [name, shape, settings, stream] : [name, shape, settings]
  );
}

function addProgram(hash: Sha256, program: Program | null): void {
  hash.update("program\n");
  if (!program) return;
  for (const { op, inputs, attributes, shape, dtype, values } of program.graph.nodes) {
    hash.update(
      `${op.name} ${dtype} [${shape}] ${inputs.map(({ id }) => id)} ${JSON.stringify(attributes)}\n`,
    );
    if (values) hash.update(bytesOf(values));
  }
  for (const [name, { id }] of Object.entries(program.outputs)) hash.update(`${name} is ${id}\n`);
}

/** The first 16 hexadecimal digits of the SHA-256 of a program. */
export function programDigest(program: Program): string {
  const hash = sha256();
  addProgram(hash, program);
  return hash.hex().slice(0, 16);
}

/** The bytes of an array. */
export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Hash of settings, starting numbers and programs, for a run that is not a {@linkcode runKey} training. */
export function programsKey(settings: unknown, initial: Float64Array, programs: readonly Program[]): string {
  const hash = sha256();
  hash.update(JSON.stringify(settings));
  hash.update(bytesOf(initial));
  for (const program of programs) addProgram(hash, program);
  return hash.hex();
}
