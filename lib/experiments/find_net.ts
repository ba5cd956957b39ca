/** Networks of a run by their properties. */

/**
 * The network of a run with these properties, e.g. `{ pattern: "A", sentences: 6000 }`.
 *
 * @throws {RangeError} if there is none
 */
export function netWith<Net>(run: readonly Net[], wanted: Partial<Net>): Net {
  const names = Object.keys(wanted) as (keyof Net)[];
  const words = (net: Partial<Net>) => names.map((name) => `${String(name)} ${net[name]}`).join(", ");
  const found = run.find((net) => names.every((name) => net[name] === wanted[name]));
  if (!found) {
    throw new RangeError(`netWith: no net of ${words(wanted)}, allowed ${run.map(words).join("; ")}`);
  }
  return found;
}

/** For each network of a run, a number of every seed. */
export function overSeeds<Net>(results: readonly (readonly Net[])[], of: (net: Net) => number): number[][] {
  return results[0].map((_, place) => results.map((nets) => of(nets[place])));
}
