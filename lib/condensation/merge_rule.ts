/** How an activation allows neurons to be merged. */
import type { ActivationName } from "../nn/mod.ts";

/** How neurons of one activation may be merged. */
export interface MergeRule {
  /** σ(−z) = −σ(z): neurons of opposite sign are one, too. */
  readonly odd: boolean;
  /** σ(rz) = rσ(z) for r > 0: norms do not matter. */
  readonly homogeneous: boolean;
  /** Largest slope of σ. */
  readonly lipschitz: number;
  /** Value beyond which σ is flat, so that it is homogeneous only below. */
  readonly clipsAt?: number;
}

const RULES: Partial<Record<ActivationName, MergeRule>> = {
  tanh: { odd: true, homogeneous: false, lipschitz: 1 },
  sin: { odd: true, homogeneous: false, lipschitz: 1 },
  relu: { odd: false, homogeneous: true, lipschitz: 1 },
  leakyRelu: { odd: false, homogeneous: true, lipschitz: 1 },
  relu6: { odd: false, homogeneous: true, lipschitz: 1, clipsAt: 6 },
  identity: { odd: true, homogeneous: true, lipschitz: 1 },
  // Largest slopes by calculus, rounded up.
  gelu: { odd: false, homogeneous: false, lipschitz: 1.129 },
  silu: { odd: false, homogeneous: false, lipschitz: 1.1 },
};

/**
 * The merge rule of an activation.
 *
 * @throws {RangeError} for an activation that has none: those that are not 0 at 0 turn merged norms into offsets
 */
export function mergeRule(activation: ActivationName): MergeRule {
  const rule = Object.hasOwn(RULES, activation) ? RULES[activation] : undefined;
  if (rule !== undefined) return rule;
  throw new RangeError(
    `condensation: the activation "${activation}" has no merge rule, allowed ${
      Object.keys(RULES).join(", ")
    }`,
  );
}
