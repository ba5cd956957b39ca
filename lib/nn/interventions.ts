/** Hooks for the usual questions to a model: what is inside, and what does it do when a part is taken out or replaced. */
import * as tf from "@tensorflow/tfjs-core";
import type { Hook, Hooks } from "./hooks.ts";

/** Inner tensors of one application of a model. */
export interface Recording {
  /** To be handed to the model. */
  readonly hooks: Hooks;
  /** The tensors by name, once the model was applied. */
  readonly tensors: Readonly<Record<string, tf.Tensor>>;
}

/** Hooks that keep the inner tensors of these names. */
export function recordInner(names: readonly string[]): Recording {
  const tensors: Record<string, tf.Tensor> = {};
  const hooks = Object.fromEntries(
    names.map((name) => [name, (value: tf.Tensor) => void (tensors[name] = value)]),
  );
  return { hooks, tensors };
}

/**
 * Hooks that put what was recorded in one application into another: the statistics of batch norms for example, recorded
 * on a calibration set.
 *
 * They are to be made after the recorded application.
 *
 * @throws {RangeError} on application, where the shapes of the two differ
 */
export function repeatInner({ tensors }: Recording): Hooks {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, patch(tensor)]));
}

/**
 * Several sets of hooks as one; where two have a hook of one name, the later sees what the earlier leaves.
 */
export function joinHooks(...sets: readonly Hooks[]): Hooks {
  const joined: Record<string, Hook> = {};
  for (const [name, hook] of sets.flatMap((set) => Object.entries(set))) {
    const earlier = Object.hasOwn(joined, name) ? joined[name] : undefined;
    joined[name] = earlier === undefined ? hook : (value, inner) => {
      const between = earlier(value, inner) ?? value;
      return hook(between, inner) ?? between;
    };
  }
  return joined;
}

/**
 * A hook for attention maps that cuts edges: A·(1 − m), each row divided by its sum, so that it is a distribution again.
 *
 * @param edges m: 1 where an edge is cut and 0 elsewhere, of a shape that broadcasts to `[batch, heads, queries,
 *   positions]`; a row whose edges are all cut becomes 0/0
 * @param options `renormalize: false` leaves the rest of a row as it is
 */
export function knockOut(edges: tf.Tensor, options: { renormalize?: boolean } = {}): Hook {
  return (attention) => {
    const kept = tf.mul(attention, tf.sub(1, edges));
    return options.renormalize === false ? kept : tf.div(kept, tf.sum(kept, -1, true));
  };
}

/**
 * A hook that puts the elements of another run in their place (activation patching): (1 − m)·own + m·source.
 *
 * @param source the tensor of the other run, of the inner tensor's shape
 * @param where m: 1 where the source is taken and 0 elsewhere, of a shape that broadcasts to it; everywhere if absent
 * @throws {RangeError} on application, where the shapes of the two runs differ
 */
export function patch(source: tf.Tensor, where?: tf.Tensor): Hook {
  return (own) => {
    if (`${own.shape}` !== `${source.shape}`) {
      throw new RangeError(
        `patch: a tensor of shape [${source.shape}] cannot stand for one of shape [${own.shape}]`,
      );
    }
    return where ? tf.add(own, tf.mul(where, tf.sub(source, own))) : source;
  };
}
