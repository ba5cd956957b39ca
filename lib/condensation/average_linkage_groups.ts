/** Agglomerative clustering with average linkage. */

/**
 * Groups of numbers 0 … n − 1 by average linkage: the two groups with the largest mean D are joined while it is τ or
 * more (nearest-neighbour chains, Murtagh 1983). A group's leader is the member with the largest mean D to the others.
 *
 * @param values D `[n, n]`, symmetric with ones on the diagonal
 * @returns members of each group, its leader first
 */
export function averageLinkageGroups(values: Float64Array, n: number, tau: number): number[][] {
  const mean = Float64Array.from(values),
    members: (number[] | null)[] = Array.from({ length: n }, (_, i) => [i]);
  const nearest = (i: number, preferred: number) => {
    let best = preferred;
    for (let j = 0; j < n; j++) {
      if (j !== i && members[j] && (best < 0 || mean[i * n + j] > mean[i * n + best])) best = j;
    }
    return best;
  };
  // A chain that has come to a pair below τ cannot be joined; its last member is final.
  const isFinal = new Uint8Array(n), chain: number[] = [];
  for (;;) {
    if (chain.length === 0) {
      const start = members.findIndex((group, i) => group !== null && !isFinal[i]);
      if (start < 0) break;
      chain.push(start);
    }
    const i = chain.at(-1)!, before = chain.at(-2) ?? -1, j = nearest(i, before);
    if (j < 0 || mean[i * n + j] < tau) {
      isFinal[i] = 1;
      chain.pop();
      continue;
    }
    if (j !== before) {
      chain.push(j);
      continue;
    }
    chain.length -= 2;
    const [a, b] = [members[i]!, members[j]!], size = a.length + b.length;
    for (let k = 0; k < n; k++) {
      const joined = (a.length * mean[i * n + k] + b.length * mean[j * n + k]) / size;
      mean[i * n + k] = mean[k * n + i] = joined;
    }
    members[i] = [...a, ...b];
    members[j] = null;
  }
  const total = (i: number, group: readonly number[]) => group.reduce((sum, j) => sum + values[i * n + j], 0);
  return members.flatMap((group) => {
    if (group === null) return [];
    const ordered = [...group].sort((a, b) => a - b);
    const leader = ordered.reduce((best, i) => (total(i, group) > total(best, group) ? i : best));
    return [[leader, ...ordered.filter((i) => i !== leader)]];
  });
}
