/** Parameters of several networks of the same kind as one flat vector: tensor by tensor, each for all networks. */
import { parameterCount, parameterSize, type ParameterSpec } from "../nn/mod.ts";

/** Joins the flat vectors of networks into one of tensors with a leading axis of networks. */
export function joined(specs: readonly ParameterSpec[], vectors: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(vectors.length * parameterCount(specs));
  forEachPart(
    specs,
    vectors.length,
    (network, begin, size, at) => all.set(vectors[network].subarray(begin, begin + size), at),
  );
  return all;
}

/** The reverse of {@linkcode joined}. */
export function separated(specs: readonly ParameterSpec[], all: Float64Array, count: number): Float64Array[] {
  const vectors = Array.from({ length: count }, () => new Float64Array(parameterCount(specs)));
  forEachPart(
    specs,
    count,
    (network, begin, size, at) => vectors[network].set(all.subarray(at, at + size), begin),
  );
  return vectors;
}

/** Calls `visit` with the position of each parameter of each network in its own vector and in the joint one. */
function forEachPart(
  specs: readonly ParameterSpec[],
  count: number,
  visit: (network: number, begin: number, size: number, at: number) => void,
): void {
  let begin = 0;
  for (const spec of specs) {
    const size = parameterSize(spec);
    for (let network = 0; network < count; network++) {
      visit(network, begin, size, count * begin + network * size);
    }
    begin += size;
  }
}
