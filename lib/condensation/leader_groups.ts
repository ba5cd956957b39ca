/** Greedy leader clustering. */

/**
 * Groups of numbers 0 … n − 1 by greedy leader clustering: the one with the most neighbours at D ≥ τ among those that are
 * left leads a group of its neighbours, until none is left. Ties go to the lowest number, so that the result is
 * deterministic.
 *
 * @param values D `[n, n]`, symmetric with ones on the diagonal
 * @returns members of each group, its leader first
 */
export function leaderGroups(values: Float64Array, n: number, tau: number): number[][] {
  const left = new Uint8Array(n).fill(1), neighbours = new Int32Array(n), groups: number[][] = [];
  const near = (i: number, j: number) => i === j || values[i * n + j] >= tau;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) if (near(i, j)) neighbours[i]++;
  }
  for (let remaining = n; remaining > 0;) {
    let leader = -1;
    for (let i = 0; i < n; i++) if (left[i] && (leader < 0 || neighbours[i] > neighbours[leader])) leader = i;
    const group = [leader];
    for (let j = 0; j < n; j++) if (left[j] && j !== leader && near(leader, j)) group.push(j);
    for (const j of group) {
      left[j] = 0;
      for (let i = 0; i < n; i++) if (left[i] && near(i, j)) neighbours[i]--;
    }
    remaining -= group.length;
    groups.push(group);
  }
  return groups;
}
