/** Parameters that several parts of a model share. */
import type { Model } from "./model.ts";

/**
 * A model with shared parameters: `{ "layer3.value": "layer2.value" }` removes layer 3's and uses layer 2's instead.
 *
 * @throws {RangeError} for a name that the model does not have, shapes that differ, or a parameter tied to one that is
 *   itself tied
 */
export function tieParameters(model: Model, ties: Readonly<Record<string, string>>): Model {
  const specs = model.parameters, named = new Map(specs.map((spec) => [spec.name, spec]));
  for (const [name, to] of Object.entries(ties)) {
    const missing = [name, to].find((one) => !named.has(one));
    if (missing !== undefined) {
      throw new RangeError(
        `tieParameters: there is no parameter "${missing}", present: ${[...named.keys()].join(", ")}`,
      );
    }
    if (Object.hasOwn(ties, to)) {
      throw new RangeError(`tieParameters: "${name}" is tied to "${to}", which is tied itself`);
    }
    const [own, other] = [named.get(name)!.shape, named.get(to)!.shape];
    if (`${own}` !== `${other}`) {
      throw new RangeError(
        `tieParameters: "${name}" has shape [${own}] and "${to}" [${other}], needed the same`,
      );
    }
  }
  const parameters = specs.filter(({ name }) => !Object.hasOwn(ties, name));
  const places = specs.map(({ name }) => parameters.indexOf(named.get(ties[name] ?? name)!));
  return {
    parameters,
    apply: (tensors, x, hooks) => model.apply(places.map((place) => tensors[place]), x, hooks),
  };
}
