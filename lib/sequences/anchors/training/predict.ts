/** Answers of a trained network. */
import { compile, trace } from "../../../graph/mod.ts";
import { type Hooks, type Model, parameterCount, unflatten } from "../../../nn/mod.ts";
import type { AnchorBatch } from "../anchor_batch.ts";
import { predictedTokens } from "../metrics/predicted_tokens.ts";

/** Maximum number of rows computed at once. */
const CHUNK = 1000;

/**
 * Logits `[rows, vocabulary]`, row-major, of a model that gives the logits of the last position.
 *
 * @param parameters flat vector of the model
 * @param hooks interventions, e.g. a knock-out of attention; they may not depend on the row
 * @throws {RangeError} for a batch without rows, or parameters or tokens that do not fit the model
 */
export async function predictLogits(
  model: Model,
  parameters: Float64Array,
  batch: Pick<AnchorBatch, "rows" | "length" | "tokens">,
  hooks?: Hooks,
): Promise<Float32Array> {
  const { rows, length, tokens } = batch;
  if (rows < 1) throw new RangeError("predictLogits: the batch has no rows");
  const chunks: Float32Array[] = [];
  for (let from = 0; from < rows;) {
    const count = Math.min(CHUNK, rows - from), whole = count === CHUNK;
    const program = trace(
      ({ parameters, tokens }) => ({
        logits: model.apply(unflatten(parameters, model.parameters), tokens, hooks),
      }),
      {
        parameters: [parameterCount(model.parameters)],
        tokens: { shape: [count, length], dtype: "int32" },
      },
    );
    const run = await compile(program);
    try {
      do {
        const part = tokens.slice(from * length, (from + count) * length);
        chunks.push(Float32Array.from((await run.run({ parameters, tokens: part })).logits));
        from += count;
      } while (whole && from + count <= rows);
    } finally {
      await run.dispose();
    }
  }
  const logits = new Float32Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  chunks.reduce((at, chunk) => (logits.set(chunk, at), at + chunk.length), 0);
  return logits;
}

/**
 * Predicted tokens `[rows]`; see {@linkcode predictLogits}.
 *
 * @throws {RangeError} also if a logit is NaN
 */
export async function predict(
  model: Model,
  parameters: Float64Array,
  batch: Pick<AnchorBatch, "rows" | "length" | "tokens">,
  hooks?: Hooks,
): Promise<Int32Array> {
  const logits = await predictLogits(model, parameters, batch, hooks);
  return predictedTokens(logits, logits.length / batch.rows);
}
