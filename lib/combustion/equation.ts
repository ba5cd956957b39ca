/** The two sides of a step, each species as often as it takes part. */
export interface Equation {
  readonly reactants: readonly string[];
  readonly products: readonly string[];
  readonly reversible: boolean;
  /** how a collider takes part: not at all, as a factor [M] of the rate, or in the falloff of the rate constant */
  readonly collider: "none" | "third body" | "falloff";
}

/**
 * Reads a step such as `2 O + M <=> O2 + M` or `CH3 + H (+M) <=> CH4 (+M)`.
 *
 * @throws {RangeError} for text without an arrow, an empty side, or a collider on one side only
 */
export function parseEquation(text: string): Equation {
  const sides = text.split(/\s<?=>\s/);
  if (sides.length !== 2) {
    throw new RangeError(`mechanism: an equation needs one => or <=> between spaces, got "${text}"`);
  }
  const [left, right] = sides.map(side);
  if (left.collider !== right.collider) {
    throw new RangeError(`mechanism: the collider must stand on both sides, got "${text}"`);
  }
  if (left.species.length === 0 || right.species.length === 0) {
    throw new RangeError(`mechanism: both sides of an equation need species, got "${text}"`);
  }
  return {
    reactants: left.species,
    products: right.species,
    reversible: text.includes("<=>"),
    collider: left.collider,
  };
}

function side(text: string): { species: string[]; collider: Equation["collider"] } {
  const falloff = text.includes("(+M)");
  const species: string[] = [];
  let thirdBody = false;
  for (const term of text.replace("(+M)", "").split(" + ")) {
    const [, count, name] = /^\s*(?:(\d+)\s+)?(\S*)\s*$/.exec(term) ?? [];
    if (!name) throw new RangeError(`mechanism: a side of an equation has an unreadable term, got "${text}"`);
    if (name === "M") thirdBody = true;
    else for (let i = 0; i < Number(count ?? 1); i++) species.push(name);
  }
  return { species, collider: falloff ? "falloff" : thirdBody ? "third body" : "none" };
}
