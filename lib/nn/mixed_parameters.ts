/** Parameters of one start with some of another. */
import type { Model } from "./model.ts";
import { parametersByName } from "./parameter.ts";

/**
 * A flat vector whose parameters with chosen names come from `own`, the others from `rest`.
 *
 * @param rest flat parameters of the model; not changed
 * @param own flat parameters of the model
 * @param holds whether a parameter's name is chosen
 * @throws {RangeError} if no name of this model is chosen
 */
export function mixedParameters(
  model: Pick<Model, "parameters">,
  rest: Float64Array,
  own: Float64Array,
  holds: (name: string) => boolean,
): Float64Array {
  const mixed = rest.slice(), into = parametersByName(mixed, model.parameters);
  const names = Object.keys(into).filter(holds);
  if (names.length === 0) {
    throw new RangeError(
      `mixedParameters: no parameter is chosen, got a model of ${Object.keys(into).join(", ")}`,
    );
  }
  const from = parametersByName(own, model.parameters);
  for (const name of names) into[name].set(from[name]);
  return mixed;
}
