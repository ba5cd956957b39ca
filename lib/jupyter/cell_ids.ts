/** Format of the `id` of a cell. */
const WELL_FORMED = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * Whether a value can be the `id` of a cell.
 *
 * @param id any value
 */
export function isCellId(id: unknown): id is string {
  return typeof id === "string" && WELL_FORMED.test(id);
}

/**
 * Gives each cell of a notebook a unique id: the first cell with an id keeps it; repeated or missing ids are replaced
 * by the position, for example `cell-3`. Python's nbformat repairs the same cases with random ids; these are the same
 * at each reading.
 *
 * @param ids ids in the file, undefined if there is none
 * @returns unique ids
 */
export function distinctCellIds(ids: readonly (string | undefined)[]): string[] {
  const taken = new Set(ids.filter((id) => id !== undefined));
  const kept = new Set<string>();
  return ids.map((id, index) => {
    if (id !== undefined && !kept.has(id)) {
      kept.add(id);
      return id;
    }
    const name = `cell-${index + 1}`;
    let free = name;
    for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
    taken.add(free);
    kept.add(free);
    return free;
  });
}
