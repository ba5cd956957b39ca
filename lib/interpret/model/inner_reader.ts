/** Inner tensors of a model, read out for given tokens. */
import { compile, type EngineChoice, type HostArray, trace } from "../../graph/mod.ts";
import { type Hooks, joinHooks, type Model, parameterCount, recordInner, unflatten } from "../../nn/mod.ts";
import type { InnerValues } from "../measures/mod.ts";
import { checkedTokens, type Sequences } from "./sequences.ts";

/** Settings of {@linkcode innerReader} and functions based on it. */
export interface ReadingOptions {
  /** Hooks that act before the reading, such as knock-outs and patches. */
  readonly hooks?: Hooks;
  /** Engine that computes; "onnx" by default. */
  readonly engine?: EngineChoice;
}

/** Reads inner tensors for parameters and tokens of one shape, again and again: over the steps of a training. */
export interface InnerReader extends AsyncDisposable {
  /**
   * Inner tensors by name, and the model's `output`.
   *
   * @param parameters flat vector of the model
   * @param tokens `[count, length]`, row-major, of the reader's shape
   * @throws {RangeError} for tokens of another number, that are not integers of 0 or more, or outside the vocabulary
   */
  read(parameters: HostArray, tokens: ArrayLike<number>): Promise<Record<string, InnerValues>>;
}

/** Name under which a reader returns the model's output. */
const OUTPUT = "output";

/**
 * Compiles a program that returns a model's inner tensors; dispose of it after use (`await using`).
 *
 * @param model takes int32 tokens `[count, length]`, such as `transformerDecoder`
 * @param size number of sequences, and of tokens in each
 * @param names inner tensors to read, in order
 * @throws {RangeError} for no name, a name that the model does not have or that is "output", or an empty size
 */
export async function innerReader(
  model: Model,
  size: Omit<Sequences, "tokens">,
  names: readonly string[],
  options: ReadingOptions = {},
): Promise<InnerReader> {
  const { hooks = {}, engine } = options, { count, length } = size;
  if (names.length === 0 || names.includes(OUTPUT)) {
    throw new RangeError(
      `innerReader: needs names of inner tensors, other than "${OUTPUT}", got [${names.join(", ")}]`,
    );
  }
  for (const [name, value] of [["count", count], ["length", length]] as const) {
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`innerReader: ${name} must be a positive integer, got ${value}`);
    }
  }
  const program = trace(({ parameters, tokens }) => {
    const recording = recordInner(names);
    const output = model.apply(
      unflatten(parameters, model.parameters),
      tokens,
      joinHooks(hooks, recording.hooks),
    );
    return { ...recording.tensors, [OUTPUT]: output };
  }, {
    parameters: [parameterCount(model.parameters)],
    tokens: { shape: [count, length], dtype: "int32" },
  });
  const executable = await compile(program, engine === undefined ? {} : { engine });
  return {
    async read(parameters, tokens) {
      const given = checkedTokens(model, { tokens, count, length });
      const results = await executable.run({ parameters, tokens: given });
      return Object.fromEntries(
        Object.entries(results).map(([name, values]) => [
          name,
          { shape: program.outputs[name].shape, values },
        ]),
      );
    },
    [Symbol.asyncDispose]: () => executable.dispose(),
  };
}

/**
 * The same for one set of parameters and tokens.
 *
 * @throws {RangeError} as {@linkcode innerReader} and its `read` do
 *
 * @example
 * ```ts
 * import { readInner } from "../../../lib/interpret/mod.ts";
 * import { normalFanIn, transformerDecoder } from "../../../lib/nn/mod.ts";
 * import { generator } from "../../../lib/random/mod.ts";
 *
 * const model = transformerDecoder({ vocabulary: 10, positions: 4, layers: 2, width: 8, hidden: 16 });
 * const parameters = normalFanIn(model.parameters, 0.5, generator(1));
 * const sequences = { tokens: [3, 1, 4, 1], count: 1, length: 4 };
 * const inner = await readInner(model, parameters, sequences, ["layer1.middle"]);
 * if (`${inner["layer1.middle"].shape}` !== "1,4,8") throw new Error("[batch, positions, width]");
 * ```
 */
export async function readInner(
  model: Model,
  parameters: HostArray,
  sequences: Sequences,
  names: readonly string[],
  options: ReadingOptions = {},
): Promise<Record<string, InnerValues>> {
  await using reader = await innerReader(model, sequences, names, options);
  return await reader.read(parameters, sequences.tokens);
}
