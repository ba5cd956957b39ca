import type { Panel } from "./subplots.ts";
import { axis } from "./vocabulary.ts";

/**
 * Axes of two principal components with their fractions of the variance.
 *
 * @param explained fractions of the variance, the first two are named
 */
export function componentAxes([first, second]: readonly number[]): Required<Pick<Panel, "xaxis" | "yaxis">> {
  return {
    xaxis: axis(`component 1 (${Math.round(100 * first)} %)`),
    yaxis: axis(`component 2 (${Math.round(100 * second)} %)`),
  };
}
