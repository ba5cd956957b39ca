/** What the format demands of the `id` of a cell. */
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
 * Gives each cell of a notebook an id of its own: the first cell of an id keeps it, another one and a cell without id
 * are named by their place, `cell-3` for example. Python's nbformat mends the same cases when it reads, by random ids;
 * these are the same at each reading.
 *
 * @param ids ids as the file has them, undefined if there is none
 * @returns ids that all differ
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
