import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../graph/mod.ts";
import type { Collocation } from "../collocation.ts";
import { fieldOf } from "../field.ts";
import type { TracedLoss } from "./loss.ts";

/** Data loss: the mean of |u − u*|² over the data points, u* being the solution. */
export function dataLoss({ problem, data, exact }: Collocation): TracedLoss {
  return (u) =>
    tf.mean(tf.squaredDifference(fieldOf(u, data, problem.axes).value, constant(exact, [data.count, 1])));
}
