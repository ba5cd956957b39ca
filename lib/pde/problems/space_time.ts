/** Conditions that the equations in space and time share. */
import type { Interval } from "../points.ts";
import type { Condition } from "../problem.ts";

/** The solution's own values at both ends of the x-axis. */
export function sides([from, to]: Interval, value: Condition["value"]): Condition[] {
  return [from, to].map((at) => ({ kind: "boundary", axis: "x", at, derivative: "", value }));
}

/** A derivative in time at the start ("" for the value itself). */
export function start(value: Condition["value"], derivative = ""): Condition {
  return { kind: "initial", axis: "t", at: 0, derivative, value };
}
