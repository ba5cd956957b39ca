/** Logits after parts of one position were taken from another sequence. */
import { compile, type HostArrays, trace } from "../../graph/mod.ts";
import { type Model, parameterCount, recordInner, unflatten } from "../../nn/mod.ts";
import { patchPositions } from "./patch_positions.ts";

/** Options of {@linkcode exchangedParts}. */
export interface ExchangedPartsOptions {
  /** Inner tensors that are held; each of them is exchanged once. */
  readonly held: readonly string[];
  readonly position: number;
}

/**
 * Exchanges inner tensors at one position for those of the next sequence (the first for the last), one at a time, with
 * all others held at their own values.
 *
 * @param model gives the logits of the last position
 * @param parameters its flat vector
 * @param batch int32 tokens `[rows, length]`, row-major
 * @returns logits by the exchanged tensor's name, and those of the intact network as `whole`
 * @throws {RangeError} for a tensor or a position that the model does not have, or tokens that do not fit
 */
export async function exchangedParts(
  model: Model,
  parameters: Float64Array,
  { rows, length, tokens }: { readonly rows: number; readonly length: number; readonly tokens: Int32Array },
  { held, position }: ExchangedPartsOptions,
): Promise<HostArrays> {
  const donors = Int32Array.from(tokens, (_, i) => tokens[(i + length) % tokens.length]);
  const sequences = { shape: [rows, length], dtype: "int32" as const };
  const program = trace(({ parameters, tokens, donors }) => {
    const tensors = unflatten(parameters, model.parameters);
    const own = recordInner(held), other = recordInner(held);
    const whole = model.apply(tensors, tokens, own.hooks);
    model.apply(tensors, donors, other.hooks);
    const outputs = held.map((name) => {
      const source = Object.fromEntries(
        held.map((part) => [part, (part === name ? other : own).tensors[part]]),
      );
      return [name, model.apply(tensors, tokens, patchPositions(source, [position]))];
    });
    return { whole, ...Object.fromEntries(outputs) };
  }, { parameters: [parameterCount(model.parameters)], tokens: sequences, donors: sequences });
  const run = await compile(program);
  return await run.run({ parameters, tokens, donors }).finally(() => run.dispose());
}
