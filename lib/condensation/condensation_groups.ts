/** Groups of condensed neurons. */
import { requireOneOf } from "../checks.ts";
import { smallest } from "../stats/mod.ts";
import { averageLinkageGroups } from "./average_linkage_groups.ts";
import type { Group } from "./group.ts";
import { leaderGroups } from "./leader_groups.ts";
import type { MergeRule } from "./merge_rule.ts";
import { neuronAmplitudes, type Neurons } from "./neurons.ts";
import { type Similarities, similarities } from "./similarities.ts";

/** How neurons are grouped. */
export interface GroupingOptions {
  /** Least cosine τ. */
  readonly tau: number;
  /** Greedy leader clustering (default) or average linkage. */
  readonly method?: "leader" | "average";
  /**
   * Largest excess of a norm over the smallest in its group; none by default where the activation is homogeneous, else
   * 0.2, since σ(rz) is then no multiple of σ(z).
   */
  readonly normSpread?: number;
}

/**
 * A threshold for cosines.
 *
 * @throws {RangeError} for one outside (0, 1]
 */
export function requireTau(where: string, tau: number): number {
  if (tau > 0 && tau <= 1) return tau;
  throw new RangeError(`${where}: the threshold τ must lie in (0, 1], got ${tau}`);
}

/**
 * Groups of neurons whose vectors are parallel to τ; each neuron is in one group.
 *
 * @param among numbers of the neurons to be grouped; all by default, none may be a zero vector
 * @throws {RangeError} for τ outside (0, 1], a spread that is negative, an unknown method, or a zero vector
 */
export function condensationGroups(
  neurons: Neurons,
  rule: MergeRule,
  options: GroupingOptions,
  among: readonly number[] = Array.from({ length: neurons.count }, (_, j) => j),
): Group[] {
  return groupsBySimilarity(neurons, rule, options, similarities(neurons, rule, among));
}

/**
 * The same by another measure of similarity, such as the correlation of the neurons' outputs.
 *
 * @throws {RangeError} as {@linkcode condensationGroups}
 */
export function groupsBySimilarity(
  neurons: Neurons,
  rule: MergeRule,
  options: GroupingOptions,
  alike: Similarities,
): Group[] {
  const owner = "condensationGroups", { method = "leader" } = options, tau = requireTau(owner, options.tau);
  const { normSpread = rule.homogeneous ? Infinity : 0.2 } = options;
  requireOneOf(owner, "the method", method, ["leader", "average"]);
  if (!(normSpread >= 0)) {
    throw new RangeError(`${owner}: the spread of norms must be 0 or more, got ${normSpread}`);
  }
  const among = alike.neurons, n = among.length;
  // Exact copies differ by rounding.
  const reached = Math.min(tau, 1 - 1e-12);
  const found = (method === "leader" ? leaderGroups : averageLinkageGroups)(alike.values, n, reached);
  return found.flatMap((group) => splitByNorm(group, (i) => neurons.norms[among[i]], normSpread))
    .map(([leader, ...others]) => {
      const members = [leader, ...others].sort((a, b) => a - b), at = (j: number) => leader * n + j;
      return {
        leader: among[leader],
        members: members.map((j) => among[j]),
        signs: members.map((j) =>
          j === leader ? [1, 1] as const : [alike.incomingSigns[at(j)], alike.outgoingSigns[at(j)]] as const
        ),
        similarity: smallest(members.map((j) => (j === leader ? 1 : alike.values[at(j)]))),
      };
    });
}

/** Groups in which no norm exceeds the smallest by more than a share; a part without the leader is led by its first. */
function splitByNorm(group: readonly number[], normOf: (i: number) => number, spread: number): number[][] {
  if (spread === Infinity) return [[...group]];
  const ascending = [...group].sort((a, b) => normOf(a) - normOf(b)), parts: number[][] = [];
  for (const i of ascending) {
    const part = parts.at(-1);
    if (part && normOf(i) <= (1 + spread) * normOf(part[0])) part.push(i);
    else parts.push([i]);
  }
  return parts.map((part) => group.filter((i) => part.includes(i)));
}

/**
 * m_eff/m: the share of directions that are left when neurons of one direction count once (neurons without input or
 * output count for none).
 *
 * @throws {RangeError} as {@linkcode condensationGroups}
 */
export function effectiveRatio(neurons: Neurons, rule: MergeRule, tau: number): number {
  const amplitudes = neuronAmplitudes(neurons);
  const alive = Array.from(amplitudes.keys()).filter((j) => amplitudes[j] > 0);
  if (alive.length === 0) return 0;
  return condensationGroups(neurons, rule, { tau, normSpread: Infinity }, alive).length / neurons.count;
}

/** Halvings of the search for a threshold. */
const HALVINGS = 40;

/**
 * As many groups as are wanted, or the next number above that a threshold gives, by bisection of τ.
 *
 * @param wanted number of groups
 * @throws {RangeError} as {@linkcode condensationGroups}
 */
export function groupsOfWidth(
  neurons: Neurons,
  rule: MergeRule,
  options: Omit<GroupingOptions, "tau">,
  alike: Similarities,
  wanted: number,
): Group[] {
  const at = (tau: number) => groupsBySimilarity(neurons, rule, { ...options, tau }, alike);
  let low = 1e-6, high = 1, groups = at(1);
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2, found = at(middle);
    if (found.length >= wanted) [groups, high] = [found, middle];
    else low = middle;
  }
  return groups;
}
