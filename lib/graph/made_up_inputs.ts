/** Inputs for timing or testing a program without its real ones. */
import { type HostArray, hostArray, type Program } from "./program.ts";

/** Values for one input, or for `rows` of it: floats are small, positive and different, integers and booleans 0. */
export function madeUpInput(program: Program, name: string, rows = 1): HostArray {
  const { dtype, size } = program.inputs[name];
  const values = hostArray(dtype, program.precision, size * rows);
  // Positive, like an optimizer's second moments; different, since equal parameters are a special case.
  if (dtype === "float") { for (let i = 0; i < values.length; i++) values[i] = 0.01 * (1 + (i % 7) / 7); }
  return values;
}
