import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../graph/mod.ts";
import { checkedProblem, type PdeProblem } from "../problem.ts";
import { sides, start } from "./space_time.ts";

/**
 * Wave equation u_tt = 4 u_xx on [0, 1]², sides 0, at rest at the start; solution sin πx cos 2πt + ½ sin 4πx cos 8πt.
 */
export function wave(): PdeProblem {
  const exact = ([x, t]: readonly number[]) =>
    Math.sin(Math.PI * x) * Math.cos(2 * Math.PI * t) +
    Math.sin(4 * Math.PI * x) * Math.cos(8 * Math.PI * t) / 2;
  return checkedProblem({
    name: "wave",
    axes: ["x", "t"],
    domain: [[0, 1], [0, 1]],
    order: 2,
    operator: (u) => tf.sub(u.derivative("tt"), tf.mul(constant(4), u.derivative("xx"))),
    forcing: () => 0,
    exact,
    conditions: [...sides([0, 1], exact), start(exact), start(() => 0, "t")],
  });
}
