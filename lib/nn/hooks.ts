/** Reads and overwrites the inner tensors of a model during tracing. */
import type * as tf from "@tensorflow/tfjs-core";

/** Sees an inner tensor and its whole name; what it returns, of the same shape, takes the tensor's place. */
export type Hook = (value: tf.Tensor, name: string) => tf.Tensor | void;

/** Hooks by the name of the inner tensor; that of {@linkcode EVERY_INNER} sees all of them, after the named one. */
export type Hooks = Readonly<Record<string, Hook>>;

/** Name of the hook that sees every inner tensor, in the order in which they are computed. */
export const EVERY_INNER = "*";

/** Lets a model hand its inner tensors to hooks, and notices hooks that nothing was handed to. */
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
    this.#used.add(name);
    const present = [name, EVERY_INNER].filter((key) => Object.hasOwn(this.hooks, key));
    const changed = present.reduce((now, key) => this.hooks[key](now, name) ?? now, value);
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
    // A hook hears the name that its tensor has here, not in the part.
    const renamed = (hook: Hook): Hook => (value, rest) => hook(value, `${prefix}${rest}`);
    return Object.fromEntries([
      ...inside.map(([, rest, hook]) => [rest, renamed(hook)]),
      ...this.#every().map((hook) => [EVERY_INNER, renamed(hook)]),
    ]);
  }

  /** The hooks of a part whose inner tensors, of these names, have the same names here. */
  among(names: readonly string[]): Hooks {
    for (const item of names) this.#names.push(item);
    const inside = names.filter((name) => Object.hasOwn(this.hooks, name));
    for (const name of inside) this.#used.add(name);
    return Object.fromEntries([
      ...inside.map((name) => [name, this.hooks[name]]),
      ...this.#every().map((hook) => [EVERY_INNER, hook]),
    ]);
  }

  #every(): Hook[] {
    return Object.hasOwn(this.hooks, EVERY_INNER) ? [this.hooks[EVERY_INNER]] : [];
  }

  /**
   * Call this at the end of the model.
   *
   * @throws {RangeError} if a hook's name does not belong to an inner tensor
   */
  finish(): void {
    const unused = Object.keys(this.hooks).find((name) => name !== EVERY_INNER && !this.#used.has(name));
    if (unused === undefined) return;
    throw new RangeError(
      `${this.owner}: there is no inner tensor "${unused}", allowed ${this.#names.join(", ") || "none"}`,
    );
  }
}
