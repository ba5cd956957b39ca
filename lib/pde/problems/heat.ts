import * as tf from "@tensorflow/tfjs-core";
import { checkedProblem, type PdeProblem } from "../problem.ts";
import { sides, start } from "./space_time.ts";

/** Heat equation u_t = u_xx on [0, 1]², sides 0; solution e^(−π²t) sin πx. */
export function heat(): PdeProblem {
  const exact = ([x, t]: readonly number[]) => Math.exp(-(Math.PI ** 2) * t) * Math.sin(Math.PI * x);
  return checkedProblem({
    name: "heat",
    axes: ["x", "t"],
    domain: [[0, 1], [0, 1]],
    order: 2,
    operator: (u) => tf.sub(u.derivative("t"), u.derivative("xx")),
    forcing: () => 0,
    exact,
    conditions: [...sides([0, 1], exact), start(exact)],
  });
}
