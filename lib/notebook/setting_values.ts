/** Settings of a grid, summed up for a table. */

/**
 * The values that each setting takes in the cells of a grid: the value itself where all cells have the same, otherwise
 * all different ones, in their order. A setting may be absent from some cells.
 *
 * @param cells their settings; values are compared by their JSON
 */
export function settingValues(cells: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  const names = new Set(cells.flatMap((cell) => Object.keys(cell)));
  return Object.fromEntries(
    [...names].map((name) => {
      const given = cells.filter((cell) => cell[name] !== undefined).map((cell) => cell[name]);
      const values = [...new Map(given.map((value) => [JSON.stringify(value), value])).values()];
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}
