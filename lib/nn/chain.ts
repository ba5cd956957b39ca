/** Composition of models. */
import type { Activation } from "./activation.ts";
import { InnerTensors } from "./hooks.ts";
import { type Model, parametersOf, tensorsOfParts } from "./model.ts";
import { tensorsByName } from "./parameter.ts";

/** Names of parts; they prefix the names of their parameters and inner tensors. */
const PART_NAME = /^[A-Za-z_]\w*$/;

/**
 * Applies named parts in order; a part is a model, or a function without parameters (an activation, pooling, a
 * reshape).
 *
 * Names of a part's parameters and inner tensors are prefixed with `name.`; the inner tensor `name` is the part's
 * result.
 *
 * @throws {RangeError} for no parts, or a name that has other characters than letters, digits and _, or begins with a
 *   digit
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { chain, dense, parameterCount } from "../../lib/nn/mod.ts";
 *
 * const model = chain({
 *   hidden: dense({ inputs: 2, units: 8, activation: "tanh" }),
 *   double: (x: tf.Tensor) => tf.concat([x, tf.neg(x)], -1),
 *   output: dense({ inputs: 16, units: 1 }),
 * });
 * if (parameterCount(model.parameters) !== 2 * 8 + 8 + 16 + 1) throw new Error("weights and biases");
 * ```
 */
export function chain(parts: Readonly<Record<string, Model | Activation>>): Model {
  const owner = "chain", steps = Object.entries(parts);
  if (steps.length === 0) throw new RangeError("chain: needs one part or more, got none");
  const odd = steps.find(([name]) => !PART_NAME.test(name));
  if (odd) {
    throw new RangeError(
      `chain: "${odd[0]}" cannot name a part, allowed letters, digits and _, no digit first`,
    );
  }
  const models = steps.flatMap(([name, part]) => (typeof part === "function" ? [] : [{ name, part }]));
  const parameters = models.flatMap(({ name, part }) => parametersOf(name, part));
  return {
    parameters,
    apply(tensors, x, hooks) {
      const inner = new InnerTensors(owner, hooks);
      tensorsByName(owner, tensors, parameters);
      const own = tensorsOfParts(tensors, models.map(({ part }) => part));
      let next = 0, value = x;
      for (const [name, part] of steps) {
        const result = typeof part === "function"
          ? part(value)
          : part.apply(own[next++], value, inner.of(name));
        value = inner.pass(name, result);
      }
      inner.finish();
      return value;
    },
  };
}
