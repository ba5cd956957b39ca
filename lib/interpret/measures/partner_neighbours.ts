/** Whether the nearest row of another group belongs to a group's partner. */

/**
 * Fraction of rows whose nearest row of another group, by Euclidean distance, belongs to the partner of their group.
 * Rows of groups that are their own partners are not asked.
 *
 * @param rows `[groups.length, width]`, row-major
 * @param groups the group of each row
 * @param partner the partner of a group
 * @throws {RangeError} for rows that do not fit, fewer than two groups, or no group with another partner
 */
export function partnerNeighbours(
  rows: Float64Array,
  width: number,
  groups: readonly string[],
  partner: (group: string) => string,
): number {
  if (rows.length !== groups.length * width) {
    throw new RangeError(
      `partnerNeighbours: ${rows.length} numbers for ${groups.length} rows of ${width}, needed ${
        groups.length * width
      }`,
    );
  }
  const asked = [...groups.keys()].filter((i) => partner(groups[i]) !== groups[i]);
  if (asked.length === 0 || new Set(groups).size < 2) {
    throw new RangeError(
      `partnerNeighbours: no group has another as its partner, got ${[...new Set(groups)]}`,
    );
  }
  const distance = (i: number, j: number) => {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += (rows[i * width + k] - rows[j * width + k]) ** 2;
    return sum;
  };
  const hits = asked.filter((i) => {
    let best = -1, least = Infinity;
    groups.forEach((group, j) => {
      if (group === groups[i]) return;
      const far = distance(i, j);
      if (far < least) [best, least] = [j, far];
    });
    return groups[best] === partner(groups[i]);
  });
  return hits.length / asked.length;
}
