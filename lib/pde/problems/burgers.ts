import * as tf from "@tensorflow/tfjs";
import { constant } from "../../graph/mod.ts";
import { checkedProblem, type PdeProblem } from "../problem.ts";
import { coleHopf } from "./cole_hopf.ts";
import { sides, start } from "./space_time.ts";

/** Viscosity of the standard benchmark. */
export const BURGERS_VISCOSITY = 0.01 / Math.PI;

/**
 * Burgers' equation u_t + u u_x = ν u_xx on x ∈ [−1, 1], t ∈ [0, 1], sides 0, u(x, 0) = −sin πx; solution by Cole and
 * Hopf.
 *
 * @param viscosity ν
 * @throws RangeError for ν that is not positive and finite
 */
export function burgers(viscosity: number = BURGERS_VISCOSITY): PdeProblem {
  const solution = coleHopf(viscosity), initial = ([x]: readonly number[]) => -Math.sin(Math.PI * x);
  return checkedProblem({
    name: "burgers",
    axes: ["x", "t"],
    domain: [[-1, 1], [0, 1]],
    order: 2,
    operator: (u) =>
      tf.sub(
        tf.add(u.derivative("t"), tf.mul(u.value, u.derivative("x"))),
        tf.mul(constant(viscosity), u.derivative("xx")),
      ),
    forcing: () => 0,
    exact: (point) => point[1] === 0 ? initial(point) : solution(point[0], point[1]),
    conditions: [...sides([-1, 1], () => 0), start(initial)],
  });
}
