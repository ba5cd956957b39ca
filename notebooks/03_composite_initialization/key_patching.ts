/** Extension B3: the state of the anchors is patched from one sequence into another with another key. */
import { compile, trace } from "../../lib/graph/mod.ts";
import { keySequence, type KeyTask } from "../../lib/sequences/anchors/mod.ts";
import { predictedTokens } from "../../lib/sequences/anchors/mod.ts";
import { patchPositions } from "../../lib/interpret/mod.ts";
import { type Model, parameterCount, recordInner, unflatten } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { MIRRORED } from "./composite_training.ts";

/** Where the key stands in the sequences that are patched. */
const START = 2;
/** Distance of the two keys. */
const SHIFT = 37;

/** Fraction of patched sequences that give the source's answer. */
export interface Transfer {
  /** Patched at both anchors: what a network that attaches the key to the anchors must follow. */
  anchors: number;
  /** Patched at two positions of noise: must follow nothing. */
  noise: number;
  /** Patched at the key itself: what a network that fetches the key late must follow. */
  key: number;
}

/**
 * The stream after layer 1 of a (3, 4) sequence with another key is put into a (3, 4) sequence, at some positions.
 *
 * @param rows pairs of sequences
 */
export async function keyTransfer(
  model: Model,
  parameters: Float64Array,
  task: KeyTask,
  seed: number,
  rows: number,
): Promise<Transfer> {
  const { from, to } = task.keys, count = to - from + 1, { length, vocabulary } = task;
  const noise = generator(seed, "patched");
  const target = new Int32Array(rows * length), source = new Int32Array(rows * length);
  for (let row = 0; row < rows; row++) {
    const key = from + row % count, other = from + (row + SHIFT) % count;
    const tokens = keySequence(task, { anchors: MIRRORED, key, start: START }, noise);
    target.set(tokens, row * length);
    tokens[START] = other;
    source.set(tokens, row * length);
  }
  const places = { anchors: [START + 1, START + 2], noise: [0, START + 4], key: [START] };
  const program = trace(({ parameters, target, source }) => {
    const tensors = unflatten(parameters, model.parameters), recording = recordInner(["layer1.stream"]);
    const ofSource = model.apply(tensors, source, recording.hooks);
    const patched = (positions: number[]) =>
      model.apply(tensors, target, patchPositions(recording, positions));
    return {
      source: ofSource,
      target: model.apply(tensors, target),
      anchors: patched(places.anchors),
      noise: patched(places.noise),
      key: patched(places.key),
    };
  }, {
    parameters: [parameterCount(model.parameters)],
    target: { shape: [rows, length], dtype: "int32" },
    source: { shape: [rows, length], dtype: "int32" },
  });
  const run = await compile(program);
  try {
    const logits = await run.run({ parameters, target, source });
    const answers = Object.fromEntries(
      Object.entries(logits).map(([name, values]) => [name, predictedTokens(values, vocabulary)]),
    );
    const told = Array.from(answers.source.keys()).filter((row) =>
      answers.source[row] !== answers.target[row]
    );
    const follows = (name: keyof Transfer) =>
      told.length === 0
        ? 0
        : told.filter((row) => answers[name][row] === answers.source[row]).length / told.length;
    return { anchors: follows("anchors"), noise: follows("noise"), key: follows("key") };
  } finally {
    await run.dispose();
  }
}
