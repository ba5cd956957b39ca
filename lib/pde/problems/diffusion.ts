import * as tf from "@tensorflow/tfjs-core";
import { checkedProblem, type PdeProblem } from "../problem.ts";
import { sides, start } from "./space_time.ts";

/**
 * Diffusion with a source, u_t = u_xx − e^(−t)(1 − π²) sin πx on x ∈ [−1, 1], t ∈ [0, 1], sides 0; solution
 * e^(−t) sin πx.
 */
export function diffusion(): PdeProblem {
  const exact = ([x, t]: readonly number[]) => Math.exp(-t) * Math.sin(Math.PI * x);
  return checkedProblem({
    name: "diffusion",
    axes: ["x", "t"],
    domain: [[-1, 1], [0, 1]],
    order: 2,
    operator: (u) => tf.sub(u.derivative("t"), u.derivative("xx")),
    forcing: (point) => (Math.PI ** 2 - 1) * exact(point),
    exact,
    conditions: [...sides([-1, 1], exact), start(exact)],
  });
}
