import type { Panel } from "./subplots.ts";
import { SEQUENTIAL } from "./palette.ts";
import { axis, categoryMap } from "./vocabulary.ts";

/** A cell of a grid over two settings. */
export interface GridCell {
  readonly x: number;
  readonly y: number;
  /** Shares in [0, 1], one for each panel. */
  readonly values: readonly number[];
  /** Whether its numbers stand in brackets. */
  readonly isWeak?: boolean;
}

/** Names in {@linkcode gridPanels}. */
export interface GridPanelsOptions {
  /** One for each value of a cell. */
  readonly titles: readonly string[];
  readonly x: string;
  readonly y: string;
}

/** Different values, ascending. */
const ascending = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

/**
 * Heat maps of shares over two settings, a panel for each value of the cells, with one colour bar; missing cells stay
 * empty, and y grows upwards.
 *
 * @param cells at least one
 */
export function gridPanels(cells: readonly GridCell[], { titles, x, y }: GridPanelsOptions): Panel[] {
  const columns = ascending(cells.map((cell) => cell.x)),
    rows = ascending(cells.map((cell) => cell.y)).reverse();
  const found = rows.map((row) =>
    columns.map((column) => cells.find((cell) => cell.x === column && cell.y === row))
  );
  return titles.map((title, k) => {
    const map = categoryMap({
      columns: columns.map(String),
      rows: rows.map(String),
      values: found.map((row) => row.map((cell) => cell?.values[k] ?? NaN)),
      title: "share",
      colorscale: SEQUENTIAL,
      range: [0, 1],
      text: String,
    });
    const text = found.map((row) =>
      row.map((cell) => {
        const value = cell?.values[k].toFixed(2);
        return value === undefined ? "" : cell!.isWeak ? `(${value})` : value;
      })
    );
    return {
      title,
      data: [{ ...map.data[0], text, showscale: k === titles.length - 1 }],
      xaxis: { ...map.xaxis, ...axis(x) },
      yaxis: { ...map.yaxis, ...axis(y) },
    };
  });
}
