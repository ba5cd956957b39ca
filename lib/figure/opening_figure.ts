import { Figure, figure } from "./figure.ts";
import { type Panel, panels } from "./subplots.ts";
import type { Trace } from "./trace.ts";

/** What {@linkcode openingFigure} draws. */
export interface OpeningFigureOptions {
  readonly title: string;
  /** Shown always; the picture shows them alone, with one y axis. */
  readonly panels: readonly Panel[];
  /** What can be opened in the further panel of the interactive figure: an entry's name, and its traces. */
  readonly entries: readonly { readonly label: string; readonly data: readonly Trace[] }[];
  /** The further panel, without data. */
  readonly opened: Omit<Panel, "data">;
  readonly width: number;
  readonly heights: { readonly still: number; readonly interactive: number };
}

/**
 * A figure whose interactive form has a drop-down, which opens one entry's traces in a further panel; the first entry is
 * open.
 *
 * @throws as {@linkcode figure}
 */
export function openingFigure(
  { title, panels: shown, entries, opened, width, heights }: OpeningFigureOptions,
): Figure {
  const still = figure({ title, ...panels({ panels: shown, sameY: true }), width, height: heights.still });
  const curves = entries.flatMap(({ data }) => data);
  const { data, layout } = panels({ panels: [...shown, { ...opened, data: curves }], columns: 2 });
  const fixed = data.length - curves.length;
  const visible = ({ data: own }: typeof entries[number]) =>
    data.map((_, i) => i < fixed || own.includes(curves[i - fixed]));
  const buttons = entries.map((entry) => ({
    label: entry.label,
    method: "restyle",
    args: [{ visible: visible(entry) }],
  }));
  const menu = { buttons, x: 1, xanchor: "right", y: -0.12, yanchor: "top", direction: "up" };
  const { parts: { interactive } } = figure({
    title,
    data: data.map((trace, i) => ({ ...trace, visible: entries.length === 0 || visible(entries[0])[i] })),
    layout: { ...layout, updatemenus: [menu] },
    width,
    height: heights.interactive,
  });
  return new Figure({ ...still.parts, interactive });
}
