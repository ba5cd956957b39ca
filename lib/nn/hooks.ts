/** Reads and overwrites the inner tensors of a model during tracing. */
import type * as tf from "@tensorflow/tfjs-core";

/** Gets an inner tensor; a returned tensor, of the same shape, replaces it. */
export type Hook = (value: tf.Tensor) => tf.Tensor | void;

/** Hooks by the name of the inner tensor. */
export type Hooks = Readonly<Record<string, Hook>>;

/** Passes a model's inner tensors to hooks, and notices unused hooks. */
export class InnerTensors {
  readonly #names: string[] = [];
  readonly #used = new Set<string>();

  constructor(readonly owner: string, readonly hooks: Hooks = {}) {}

  /**
   * The inner tensor with this name, after its hook.
   *
   * @throws {RangeError} if a hook gives another shape
   */
  pass(name: string, value: tf.Tensor): tf.Tensor {
    this.#names.push(name);
    if (!Object.hasOwn(this.hooks, name)) return value;
    this.#used.add(name);
    const changed = this.hooks[name](value) ?? value;
    if (`${changed.shape}` !== `${value.shape}`) {
      throw new RangeError(
        `${this.owner}: the hook of "${name}" gives shape [${changed.shape}], needs [${value.shape}]`,
      );
    }
    return changed;
  }

  /**
   * The hooks of a part, whose inner tensors have the prefix `part.` here.
   *
   * @param part name of the part
   * @param own names after `part.` that are passed to hooks here and not by the part
   */
  of(part: string, own: readonly string[] = []): Hooks {
    const prefix = `${part}.`;
    this.#names.push(`${prefix}…`);
    const inside = Object.entries(this.hooks)
      .map(([name, hook]) => [name, name.slice(prefix.length), hook] as const)
      .filter(([name, rest]) => name.startsWith(prefix) && !own.includes(rest));
    for (const [name] of inside) this.#used.add(name);
    return Object.fromEntries(inside.map(([, rest, hook]) => [rest, hook]));
  }

  /** The hooks of a part whose inner tensors, of these names, have the same names here. */
  among(names: readonly string[]): Hooks {
    for (const item of names) this.#names.push(item);
    const inside = names.filter((name) => Object.hasOwn(this.hooks, name));
    for (const name of inside) this.#used.add(name);
    return Object.fromEntries(inside.map((name) => [name, this.hooks[name]]));
  }

  /**
   * Call this at the end of the model.
   *
   * @throws {RangeError} if a hook's name does not belong to an inner tensor
   */
  finish(): void {
    const unused = Object.keys(this.hooks).find((name) => !this.#used.has(name));
    if (unused === undefined) return;
    throw new RangeError(
      `${this.owner}: there is no inner tensor "${unused}", allowed ${this.#names.join(", ") || "none"}`,
    );
  }
}
