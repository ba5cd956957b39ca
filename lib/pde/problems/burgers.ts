import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../graph/mod.ts";
import { checkedProblem, type PdeProblem } from "../problem.ts";
import { coleHopf, type ColeHopfOptions } from "./cole_hopf.ts";
import { sides, start } from "./space_time.ts";

/** Viscosity of the standard benchmark. */
export const BURGERS_VISCOSITY = 0.01 / Math.PI;

/**
 * Burgers' equation u_t + u u_x = ν u_xx on x ∈ [−1, 1], t ∈ [0, 1], sides 0, u(x, 0) = −sin πx by default; solution
 * by Cole and Hopf.
 *
 * @param viscosity ν
 * @param options u(x, 0)
 * @throws {RangeError} for ν that is not positive and finite, or initial values that `coleHopf` rejects; `exact` throws
 *   one where ν is too small for its nodes, with the viscosities that are allowed
 */
export function burgers(
  viscosity: number = BURGERS_VISCOSITY,
  options: ColeHopfOptions = {},
): PdeProblem {
  const solution = coleHopf(viscosity, options), given = options.initial;
  const initial = ([x]: readonly number[]) => given ? given(x) : -Math.sin(Math.PI * x);
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
