/** E1: seven targets, two models of the same functions, one to three samples. */
import { experiment } from "../../lib/experiments/mod.ts";
import { type LineKind, lineRecovery, type LineTarget } from "./line_training.ts";
import { ON_HOST } from "./on_host.ts";

/** A target by its name, with the optimistic sample sizes of both models. */
export const LINE_TARGETS: readonly { name: string; target: LineTarget; rank: Record<LineKind, number> }[] = [
  { name: "1", target: [1, 0, 0], rank: { linear: 3, reparameterised: 2 } },
  { name: "x₁", target: [0, 1, 0], rank: { linear: 3, reparameterised: 2 } },
  { name: "1 + x₁", target: [1, 1, 0], rank: { linear: 3, reparameterised: 2 } },
  { name: "x₂", target: [0, 0, 1], rank: { linear: 3, reparameterised: 3 } },
  { name: "1 + x₂", target: [1, 0, 1], rank: { linear: 3, reparameterised: 3 } },
  { name: "x₁ + x₂", target: [0, 1, 1], rank: { linear: 3, reparameterised: 3 } },
  { name: "1 + x₁ + x₂", target: [1, 1, 1], rank: { linear: 3, reparameterised: 3 } },
];

export default experiment({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  settings: {
    sizes: [1, 2, 3],
    sigma: 1e-4,
    learningRate: 0.01,
    stopBelow: 1e-9,
    maxSteps: 200_000,
    testPoints: 1000,
  },
  seeds: Array.from({ length: 100 }, (_, i) => i),
  quick: { seeds: Array.from({ length: 20 }, (_, i) => i) },
  steps: ({ sizes, maxSteps }) => 2 * LINE_TARGETS.length * sizes.length * maxSteps,
  async run(settings, seed) {
    const of = (kind: LineKind) =>
      Promise.all(
        LINE_TARGETS.map(({ target }) => lineRecovery(settings, kind, target, settings.sigma, seed)),
      );
    // By model, in the order of the targets.
    return { linear: await of("linear"), reparameterised: await of("reparameterised") };
  },
});
