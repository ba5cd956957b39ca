/** Residual blocks (He et al., 2016). */
import * as tf from "@tensorflow/tfjs-core";
import { type Activation, type ActivationName, activationOf } from "./activation.ts";
import { InnerTensors } from "./hooks.ts";
import { type Model, parametersOf, tensorsOfParts } from "./model.ts";
import { tensorsByName } from "./parameter.ts";

/** Settings of {@linkcode residual}. */
export interface ResidualOptions {
  /** Model applied to the input parallel to the body, if their shapes differ; the identity by default. */
  shortcut?: Model;
  /** Activation of the sum; "identity" by default. */
  activation?: ActivationName | Activation;
}

/**
 * σ(shortcut(x) + body(x)).
 *
 * Parameters and inner tensors are the body's as `body.…` and the shortcut's as `shortcut.…`; the inner tensors `body`
 * and `shortcut` are the two terms.
 *
 * @throws {RangeError} for an unknown activation; on application, if the shapes of the terms differ
 */
export function residual(body: Model, options: ResidualOptions = {}): Model {
  const owner = "residual block", { shortcut } = options;
  const activate = activationOf(options.activation ?? "identity");
  const parameters = [
    ...parametersOf("body", body),
    ...(shortcut ? parametersOf("shortcut", shortcut) : []),
  ];
  return {
    parameters,
    apply(tensors, x, hooks) {
      const inner = new InnerTensors(owner, hooks);
      tensorsByName(owner, tensors, parameters);
      const [ofBody, ofShortcut] = tensorsOfParts(tensors, shortcut ? [body, shortcut] : [body]);
      const change = inner.pass("body", body.apply(ofBody, x, inner.of("body")));
      const straight = shortcut ? shortcut.apply(ofShortcut, x, inner.of("shortcut")) : x;
      const kept = inner.pass("shortcut", straight);
      inner.finish();
      // Shapes that only broadcast would be added silently.
      if (`${change.shape}` !== `${kept.shape}`) {
        throw new RangeError(
          `${owner}: the body gives shape [${change.shape}], the shortcut [${kept.shape}]; they must be equal`,
        );
      }
      return activate(tf.add(kept, change));
    },
  };
}
