/** Which neurons of a layer are merged, and which are removed. */

/** Neurons that become one. */
export interface Group {
  readonly leader: number;
  /** Ascending, the leader among them. */
  readonly members: readonly number[];
  /** Signs with which each member's input vector, and its outgoing weights, enter; of the leader 1. */
  readonly signs: readonly (readonly [incoming: number, outgoing: number])[];
  /** Least |cosine| of a member with the leader; 1 of a single neuron. */
  readonly similarity: number;
}

/** What is done to one layer: each of its neurons is in one group or dropped. */
export interface Cut {
  readonly groups: readonly Group[];
  /** Dead or constant neurons, and others to be removed. */
  readonly dropped: readonly number[];
}

/**
 * A group of given neurons, all with sign 1.
 */
export function plainGroup(members: readonly number[], leader = members[0], similarity = NaN): Group {
  return { leader, members, signs: members.map(() => [1, 1] as const), similarity };
}

/**
 * Checks that a cut's groups and dropped neurons cover a layer and do not overlap.
 *
 * @param isOdd whether neurons may be merged with sign −1
 * @throws {RangeError} otherwise, for a leader that is no member, for a sign −1 under an activation that is not odd, and
 *   for a cut that leaves no neuron
 */
export function checkCut(cut: Cut, count: number, isOdd: boolean, owner: string): void {
  const seen = new Uint8Array(count),
    fail = (problem: string): never => {
      throw new RangeError(`${owner}: ${problem}`);
    };
  if (cut.groups.length === 0) fail(`the cut would empty the layer of ${count} units, got no group`);
  const take = (j: number) => {
    if (!Number.isInteger(j) || j < 0 || j >= count) {
      fail(`neuron ${j} is none of the layer, allowed 0…${count - 1}`);
    }
    if (seen[j]) fail(`groups overlap, got neuron ${j} twice`);
    seen[j] = 1;
  };
  for (const { leader, members, signs } of cut.groups) {
    members.forEach(take);
    if (!members.includes(leader)) fail(`the leader ${leader} is no member of its group, got [${members}]`);
    if (signs.length !== members.length) {
      fail(`${members.length} members need as many signs, got ${signs.length}`);
    }
    if (!isOdd && signs.some(([a, b]) => a !== 1 || b !== 1)) {
      fail(`signs can be mixed under an odd activation only, got group [${members}]`);
    }
  }
  cut.dropped.forEach(take);
  const left = seen.indexOf(0);
  if (left >= 0) fail(`groups must cover the layer, got none with neuron ${left}`);
}
