/** Random directions that are scaled to the network, as Li and others (2018) do. */
import type { Generator } from "../random/mod.ts";
import { parameterRole, parameterSize, type ParameterSpec } from "./parameter.ts";

/**
 * A normal direction in which all weights that enter a unit (a column of a matrix, a filter of a convolution) have
 * together the norm that they have in the network; biases stay as they are.
 *
 * @param theta the network's parameters, flat
 */
export function filterNormalised(
  theta: ArrayLike<number>,
  specs: readonly ParameterSpec[],
  stream: Generator,
): Float64Array {
  const direction = new Float64Array(theta.length);
  let at = 0;
  for (const spec of specs) {
    const size = parameterSize(spec), units = spec.shape.at(-1)!;
    if (parameterRole(spec) !== "bias") {
      for (let k = 0; k < size; k++) direction[at + k] = stream.normal();
      for (let unit = 0; unit < units; unit++) {
        let own = 0, drawn = 0;
        for (let k = at + unit; k < at + size; k += units) {
          own += theta[k] ** 2;
          drawn += direction[k] ** 2;
        }
        for (let k = at + unit; k < at + size; k += units) direction[k] *= Math.sqrt(own / drawn);
      }
    }
    at += size;
  }
  return direction;
}
