/** Reading and overwriting the inner tensors of a model while it is traced. */
import type * as tf from "@tensorflow/tfjs";

/** Sees an inner tensor; what it returns, of the same shape, takes the tensor's place. */
export type Hook = (value: tf.Tensor) => tf.Tensor | void;

/** Hooks by the name of the inner tensor. */
export type Hooks = Readonly<Record<string, Hook>>;

/** Lets a model hand its inner tensors to hooks, and notices hooks that nothing was handed to. */
export class InnerTensors {
  readonly #names: string[] = [];
  readonly #used = new Set<string>();

  constructor(readonly owner: string, readonly hooks: Hooks = {}) {}

  /**
   * The inner tensor of this name, as the hook leaves it.
   *
   * @throws RangeError where a hook gives another shape
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

  /** The hooks of a part, whose inner tensors have `part.` before their names. */
  of(part: string): Hooks {
    const prefix = `${part}.`;
    this.#names.push(`${prefix}…`);
    const inside = Object.entries(this.hooks).filter(([name]) => name.startsWith(prefix));
    for (const [name] of inside) this.#used.add(name);
    return Object.fromEntries(inside.map(([name, hook]) => [name.slice(prefix.length), hook]));
  }

  /**
   * To be called at the end of the model.
   *
   * @throws RangeError where a hook's name is that of no inner tensor
   */
  finish(): void {
    const unused = Object.keys(this.hooks).find((name) => !this.#used.has(name));
    if (unused === undefined) return;
    throw new RangeError(
      `${this.owner} has no inner tensor "${unused}", it has ${this.#names.join(", ") || "none"}`,
    );
  }
}
