/** Which answers follow a state that is moved from one sequence into another. */
import { compile, trace } from "../../graph/mod.ts";
import { type Model, parameterCount, recordInner, unflatten } from "../../nn/mod.ts";
import { patchPositions } from "./patch_positions.ts";

/** Pairs of sequences: the state of a source is put into its target. */
export interface PatchedPairs {
  readonly rows: number;
  readonly length: number;
  /** int32 `[rows, length]`, row-major */
  readonly target: Int32Array;
  readonly source: Int32Array;
}

/** Options of {@linkcode patchedAnswers}. */
export interface PatchedAnswersOptions<Place extends string> {
  /** Inner tensor whose rows are moved, e.g. "layer1.stream". */
  readonly stream: string;
  /** Positions that are moved together, by name. */
  readonly places: Readonly<Record<Place, readonly number[]>>;
  /** Predicted tokens `[rows]` of logits `[rows, vocabulary]`. */
  predicted(logits: ArrayLike<number>): ArrayLike<number>;
}

/**
 * Fraction of patched targets that give their source's answer, by place, of the pairs whose answers differ; 0 if none
 * do.
 *
 * @param model gives the logits of the last position
 * @param parameters its flat vector
 * @throws {RangeError} for an inner tensor that the model does not have, or sequences that do not fit
 */
export async function patchedAnswers<Place extends string>(
  model: Model,
  parameters: Float64Array,
  { rows, length, target, source }: PatchedPairs,
  { stream, places, predicted }: PatchedAnswersOptions<Place>,
): Promise<Record<Place, number>> {
  const names = Object.keys(places) as Place[];
  const tokens = { shape: [rows, length], dtype: "int32" as const };
  const program = trace(({ parameters, target, source }) => {
    const tensors = unflatten(parameters, model.parameters), recording = recordInner([stream]);
    return {
      "answer source": model.apply(tensors, source, recording.hooks),
      "answer target": model.apply(tensors, target),
      ...Object.fromEntries(
        names.map((
          name,
        ) => [name, model.apply(tensors, target, patchPositions(recording, [...places[name]]))]),
      ),
    };
  }, { parameters: [parameterCount(model.parameters)], target: tokens, source: tokens });
  const run = await compile(program);
  try {
    const logits = await run.run({ parameters, target, source });
    const of = (name: string) => predicted(logits[name]);
    const ofSource = of("answer source"), ofTarget = of("answer target");
    const told = Array.from({ length: rows }, (_, row) => row).filter((row) =>
      ofSource[row] !== ofTarget[row]
    );
    const follows = (name: Place) => {
      const answers = of(name);
      return told.length === 0
        ? 0
        : told.filter((row) => answers[row] === ofSource[row]).length / told.length;
    };
    return Object.fromEntries(names.map((name) => [name, follows(name)])) as Record<Place, number>;
  } finally {
    await run.dispose();
  }
}
