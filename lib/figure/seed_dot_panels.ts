import type { NumberArray } from "./numbers.ts";
import type { Figure } from "./figure.ts";
import { panelFigure, type PanelFigureOptions } from "./panel_figure.ts";
import { seedDots, type SeedDotsOptions } from "./seed_dots.ts";
import { axis } from "./vocabulary.ts";

/** What {@linkcode seedDotPanels} draws. */
export interface SeedDotPanelsOptions
  extends
    Omit<PanelFigureOptions, "panels" | "xaxis" | "sameX">,
    Pick<SeedDotsOptions, "categories" | "color"> {
  /** Of each panel its title and the values of the seeds for each category. */
  readonly panels: readonly { readonly title?: string; readonly perSeed: readonly NumberArray[] }[];
  /** Name of the x axes. */
  readonly of: string;
  /** Degrees by which the categories' names are turned; default -50. */
  readonly tickangle?: number;
}

/**
 * Panels with the same categories, a dot for each seed, on one scale of y unless `sameY` is false.
 *
 * @throws as {@linkcode seedDots} and {@linkcode panelFigure}
 */
export function seedDotPanels(options: SeedDotPanelsOptions): Figure {
  const { categories, color, panels, of, tickangle = -50, ...rest } = options;
  return panelFigure({
    sameY: true,
    ...rest,
    panels: panels.map(({ title = "", perSeed }) => {
      const { data, xaxis } = seedDots({ categories, perSeed, color });
      return { title, data, xaxis: axis(of, { ...xaxis, tickangle }) };
    }),
  });
}
