/** Hooks for common interventions: read inner tensors, cut parts, or replace them. */
import * as tf from "@tensorflow/tfjs-core";
import type { Hook, Hooks } from "./hooks.ts";

/** Inner tensors of one application of a model. */
export interface Recording {
  /** Hooks to pass to the model. */
  readonly hooks: Hooks;
  /** The tensors by name, after the model was applied. */
  readonly tensors: Readonly<Record<string, tf.Tensor>>;
}

/** Hooks that record the inner tensors with these names. */
export function recordInner(names: readonly string[]): Recording {
  const tensors: Record<string, tf.Tensor> = {};
  const hooks = Object.fromEntries(
    names.map((name) => [name, (value: tf.Tensor) => void (tensors[name] = value)]),
  );
  return { hooks, tensors };
}

/**
 * Hooks that insert tensors recorded in one application into another, for example the statistics of batch norms
 * recorded on a calibration set.
 *
 * Make them after the recorded application.
 *
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { interpret, trace } from "@paper-notebooks/lib/graph";
 * import { batchNorm, chain, parameterSize, recordInner, repeatInner } from "@paper-notebooks/lib/nn";
 *
 * const model = chain({ norm: batchNorm({ channels: 1 }) });
 * const program = trace(({ seen, x }) => {
 *   const own = [tf.ones([1]), tf.zeros([1])], recorded = recordInner(["norm.mean", "norm.variance"]);
 *   model.apply(own, seen, recorded.hooks);
 *   return { y: model.apply(own, x, repeatInner(recorded)) };
 * }, { seen: [2, 1], x: [1, 1] });
 * const { y } = interpret(program, { seen: Float64Array.of(-1, 1), x: Float64Array.of(3) });
 * if (Math.abs(y[0] - 3) > 1e-3) throw new Error("mean 0 and variance 1 are those of the batch that was seen");
 * ```
 *
 * @throws {RangeError} on application, if the shapes of the two differ
 */
export function repeatInner({ tensors }: Recording): Hooks {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, patch(tensor)]));
}

/**
 * Combines several sets of hooks; if two have a hook with the same name, the later one gets the result of the earlier
 * one.
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
 * A hook for attention maps that cuts edges: A·(1 − m), with each row divided by its sum, so it is a distribution
 * again.
 *
 * @param edges m: 1 where an edge is cut and 0 elsewhere, of a shape that broadcasts to `[batch, heads, queries,
 *   positions]`; a row whose edges are all cut becomes 0/0
 * @param options `renormalize: false` leaves the rest of a row unchanged
 */
export function knockOut(edges: tf.Tensor, options: { renormalize?: boolean } = {}): Hook {
  return (attention) => {
    const kept = tf.mul(attention, tf.sub(1, edges));
    return options.renormalize === false ? kept : tf.div(kept, tf.sum(kept, -1, true));
  };
}

/**
 * A hook that replaces elements by those of another run (activation patching): (1 − m)·own + m·source.
 *
 * @param source the tensor of the other run, of the inner tensor's shape
 * @param where m: 1 where the source is taken and 0 elsewhere, of a shape that broadcasts to it; everywhere if absent
 * @throws {RangeError} on application, if the shapes of the two runs differ
 */
export function patch(source: tf.Tensor, where?: tf.Tensor): Hook {
  return (own) => {
    if (`${own.shape}` !== `${source.shape}`) {
      throw new RangeError(
        `patch: a tensor of shape [${source.shape}] cannot replace one of shape [${own.shape}]`,
      );
    }
    return where ? tf.add(own, tf.mul(where, tf.sub(source, own))) : source;
  };
}
